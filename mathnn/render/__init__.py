"""One chapter source to several outputs: template -> Markdown tokens -> page -> a writer for each output."""
