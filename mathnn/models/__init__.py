"""NumPy: what happens when the formulas are run. Nothing here knows SymPy, matplotlib or the text."""
