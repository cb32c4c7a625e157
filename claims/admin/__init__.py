"""The admin of this room: one module per model, and the review desk."""

from django.contrib import admin

from claims.admin.claims import ClaimAdmin
from claims.admin.documents import DocumentAdmin
from claims.admin.intakes import IntakeAdmin
from claims.admin.quotes import QuoteAdmin
from claims.admin.reviews import ReviewAdmin
from claims.admin.runs import ExtractionRunAdmin
from claims.admin.speakers import SpeakerAdmin
from claims.admin.versions import VersionAdmin

__all__ = [
    "ClaimAdmin",
    "DocumentAdmin",
    "ExtractionRunAdmin",
    "IntakeAdmin",
    "QuoteAdmin",
    "ReviewAdmin",
    "SpeakerAdmin",
    "VersionAdmin",
]

admin.site.index_template = "claims/desk/index.html"
admin.site.index_title = "Today"
