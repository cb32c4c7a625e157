"""The admin of outlets and spans. Documents, versions and intakes lead on to candidates: see claims/admin."""

from sources.admin.outlets import OutletAdmin
from sources.admin.spans import SourceSpanAdmin

__all__ = ["OutletAdmin", "SourceSpanAdmin"]
