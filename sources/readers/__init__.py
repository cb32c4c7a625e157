"""Readers: bytes of one format in, one Reading out. Pure Python, no Django."""

from sources.readers.choosing import READERS, Reader, read
from sources.readers.reading import Reading

__all__ = ["READERS", "Reader", "Reading", "read"]
