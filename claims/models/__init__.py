"""Models of who said what."""

from claims.models.bulk import BulkDecision, BulkItem
from claims.models.candidates import Candidate, CandidatePart
from claims.models.claims import Claim, ClaimQuote
from claims.models.preferences import DeskPreference
from claims.models.quotes import Quote, QuotePart, QuoteSpeaker
from claims.models.readings import SecondReading
from claims.models.remarks import Clearance, Comment
from claims.models.reviews import Review
from claims.models.runs import ExtractionRun
from claims.models.speakers import Speaker, SpeakerName, SpeakerPosition

__all__ = [
    "BulkDecision",
    "BulkItem",
    "Candidate",
    "CandidatePart",
    "Claim",
    "ClaimQuote",
    "Clearance",
    "Comment",
    "DeskPreference",
    "ExtractionRun",
    "Quote",
    "QuotePart",
    "QuoteSpeaker",
    "Review",
    "SecondReading",
    "Speaker",
    "SpeakerName",
    "SpeakerPosition",
]
