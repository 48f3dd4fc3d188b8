"""Statements about neural-network mathematics with the verdict each deserves."""
