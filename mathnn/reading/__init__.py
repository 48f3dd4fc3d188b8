"""Located equations in reading order -> what each is there for, what was said before it, whether it holds."""
