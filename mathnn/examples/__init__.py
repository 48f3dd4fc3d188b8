"""Worked examples: formula = numbers = result, with the book's numbers or the reader's own."""
