"""Text as a capture keeps it: normalisation, hashes, layout and spans. Pure Python, no Django."""
