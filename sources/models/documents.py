"""Documents: what was published, whatever became of its wording later."""

from typing import Any

from django.db import models
from django.db.models.functions import Now

from sources.models.outlets import Outlet
from sources.querysets import DocumentQuerySet


class Document(models.Model):
    """One article or transcript, known by its locator; each capture of it is a Version."""

    locator = models.CharField(
        max_length=2000,
        unique=True,
        help_text=(
            "Where it stands: its canonical URL, the file: address it was read from, "
            "or urn:sha256: and the hash of its bytes where it has no address."
        ),
    )
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    created_at = models.DateTimeField(db_default=Now())

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(locator=""), name="document_has_a_locator"),
        ]

    def __str__(self) -> str:
        return self.locator

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {"locator": self.locator, "outlet": self.outlet_id}
