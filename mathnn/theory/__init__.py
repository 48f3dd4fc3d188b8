"""SymPy: what is true. Derivations whose steps are made by rules and checked by SymPy and by NumPy."""
