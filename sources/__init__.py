"""Sources: what was published, the unchanged captures of it, and spans of their text."""
