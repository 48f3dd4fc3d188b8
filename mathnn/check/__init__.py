"""Tree to verdict: evaluate, exact, prove, refute."""
