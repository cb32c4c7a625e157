"""The vocabulary of reading runs, candidates, reviews, quotes and speakers."""

from claims.querysets.quotes import QuoteQuerySet
from claims.querysets.reviews import CandidateQuerySet, ReviewQuerySet
from claims.querysets.runs import ExtractionRunQuerySet
from claims.querysets.speakers import MOST_QUOTES_COUNTED, SpeakerQuerySet

__all__ = [
    "MOST_QUOTES_COUNTED",
    "CandidateQuerySet",
    "ExtractionRunQuerySet",
    "QuoteQuerySet",
    "ReviewQuerySet",
    "SpeakerQuerySet",
]
