"""The learned engine: a small encoder reads the text with the rules' answer before it, and says it better."""

from .finder import LearnedFinder

__all__ = ["LearnedFinder"]
