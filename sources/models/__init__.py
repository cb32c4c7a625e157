"""Models of what was published and captured."""

from sources.models.documents import Document
from sources.models.intakes import Intake
from sources.models.outlets import Outlet
from sources.models.spans import SourceSpan
from sources.models.versions import Version

__all__ = ["Document", "Intake", "Outlet", "SourceSpan", "Version"]
