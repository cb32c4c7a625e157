"""Outlets: who published."""

from typing import Any

from django.db import models
from django.db.models.functions import Now


class Outlet(models.Model):
    """A newspaper, agency, broadcaster or site."""

    name = models.CharField(max_length=200)
    domain = models.CharField(
        max_length=253,
        blank=True,
        help_text="The site's host name, such as harwickpost.example. One outlet per domain.",
    )
    language = models.CharField(max_length=35, blank=True, help_text="A BCP 47 tag such as en or pt-BR.")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="outlet_has_its_own_domain"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(domain=""), name="outlet_without_domain_has_its_own_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """Return what this row states, for the ledger."""
        return {"name": self.name, "domain": self.domain, "language": self.language}
