"""Is it true? Trees to verdicts, by one evaluator over floats, certified numbers and exact functions."""
