"""LaTeX text to typed tree, and typed tree to LaTeX."""
