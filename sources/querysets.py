"""The vocabulary of reading documents, versions and spans."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.db import models

from sources.text.spans import Span

if TYPE_CHECKING:
    from sources.models import Document, SourceSpan, Version


class DocumentQuerySet(models.QuerySet["Document"]):
    """Ways of reading documents."""

    def with_latest(self) -> "DocumentQuerySet":
        """Add headline, publication date and number of the latest version, without its text."""
        versions = cast("type[Version]", self.model._meta.get_field("versions").related_model)
        latest = versions.objects.filter(document=models.OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_id=models.Subquery(latest.values("pk")[:1]),
            latest_number=models.Subquery(latest.values("number")[:1]),
            headline=models.Subquery(latest.values("headline")[:1]),
            published_on=models.Subquery(latest.values("published_on")[:1]),
        ).select_related("outlet")


class VersionQuerySet(models.QuerySet["Version"]):
    """Ways of reading versions."""

    def without_content(self) -> "VersionQuerySet":
        """Leave the bytes and the text in the database; for lists."""
        return self.defer("raw", "text", "blocks")

    def without_raw(self) -> "VersionQuerySet":
        """Leave the bytes in the database; for everything but verification and download."""
        return self.defer("raw")


class SourceSpanQuerySet(models.QuerySet["SourceSpan"]):
    """Ways of reading and keeping spans."""

    def keep(self, version: "Version", spans: Iterable[Span]) -> dict[Span, "SourceSpan"]:
        """Return a row for each span of ``version``, made where missing; three statements whatever the number.

        Raises ValueError if a span does not lie inside the version's text.
        """
        wanted = sorted(set(spans))
        self.bulk_create(
            [
                self.model(version=version, start=span.start, end=span.end, text=span.of(version.text))
                for span in wanted
            ],
            ignore_conflicts=True,
        )
        found = self.filter(version=version, start__in={s.start for s in wanted}, end__in={s.end for s in wanted})
        by_span = {row.span: row for row in found}
        return {span: by_span[span] for span in wanted}
