"""The engine: text in, attributions with offsets out. Pure Python, no Django."""
