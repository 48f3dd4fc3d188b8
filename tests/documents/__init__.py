"""Small documents of our own: where their equations stand, and what is left alone."""
