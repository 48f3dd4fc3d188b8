"""NumPy confirmations of the case tables, one module a table: the function `dot_commutes` confirms `dot-commutes`."""
