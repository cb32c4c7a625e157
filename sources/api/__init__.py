"""The REST API of what was published and captured."""
