"""Fetches pages from addresses that anybody may have written. Pure Python, no Django."""

from sources.fetching.fetching import Fetched, fetch

__all__ = ["Fetched", "fetch"]
