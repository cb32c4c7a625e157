"""Models of who said what."""

from claims.models.candidates import Candidate, CandidatePart
from claims.models.claims import Claim, ClaimQuote
from claims.models.quotes import Quote, QuotePart, QuoteSpeaker
from claims.models.reviews import Review
from claims.models.runs import ExtractionRun
from claims.models.speakers import Speaker, SpeakerName

__all__ = [
    "Candidate",
    "CandidatePart",
    "Claim",
    "ClaimQuote",
    "ExtractionRun",
    "Quote",
    "QuotePart",
    "QuoteSpeaker",
    "Review",
    "Speaker",
    "SpeakerName",
]
