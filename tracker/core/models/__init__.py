"""Models of the cellar."""

from tracker.core.models.ledger import AuditEvent
from tracker.core.models.user import User

__all__ = ["AuditEvent", "User"]
