"""Renderers of what leaves the house. Pure Python, no Django."""
