"""Parsing what people send."""
