"""Trains the tagger of ``claims.extraction.learned``; needs the extra ``training``, and is not part of the product."""
