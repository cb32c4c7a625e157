"""Readers: bytes of one format in, one Reading out. Pure Python, no Django."""
