"""The REST API of who said what."""
