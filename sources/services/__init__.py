"""Verbs of this room: what can be done to documents."""
