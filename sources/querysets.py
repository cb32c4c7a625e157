"""The vocabulary of reading documents, versions and spans."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.db import connections, models

from sources.text.spans import Span

if TYPE_CHECKING:
    from sources.models import Document, SourceSpan, Version


def misplaced(spans: str) -> str:
    """Return the SQL that gives the id of each row of ``spans`` whose words are not the slice of its version.

    ``spans`` is a table of spans by our own name for it. The text of a version is read once, whatever the number of
    its spans: PostgreSQL counts characters from the start of a text, so that a substr() for each span takes time
    quadratic in the length of an article. The function is made by the migration 0002.
    """
    return f"""
        SELECT span.id
          FROM (SELECT version_id, array_agg(id) AS ids, array_agg(start) AS starts, array_agg("end") AS ends
                  FROM {spans} GROUP BY version_id) version,
               LATERAL sources_slices(version.version_id, version.ids, version.starts, version.ends) cut
          JOIN {spans} span ON span.id = cut.span_id
         WHERE span.text IS DISTINCT FROM cut.slice OR char_length(span.text) <> span."end" - span.start
    """  # noqa: S608 - our own names


class DocumentQuerySet(models.QuerySet["Document"]):
    """Ways of reading documents."""

    def with_latest(self) -> "DocumentQuerySet":
        """Add headline, publication date and number of the latest version, without its text.

        The latest is the newest wording, also where an older one was seen again since (ARCHITECTURE.md, decision 10).
        """
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

    def newest_number(self, document: str) -> models.Subquery:
        """Return the number of the newest version of the document at the path ``document``, to annotate a row with.

        The newest is the newest wording, as for a document (ARCHITECTURE.md, decision 10).
        """
        newest = self.filter(document=models.OuterRef(document)).order_by("-number")
        return models.Subquery(newest.values("number")[:1], output_field=models.IntegerField())

    def has_newer(self, version: str) -> models.Exists:
        """Tell of a row whether its document was captured anew, with other words, after its version at this path."""
        return models.Exists(
            self.filter(
                document=models.OuterRef(f"{version}__document"), number__gt=models.OuterRef(f"{version}__number")
            )
        )

    def newer_than(self, version: "Version") -> "Version | None":
        """Return the newest version of the document of ``version`` with its text; None if that is ``version``."""
        newer = self.filter(document=version.document_id, number__gt=version.number)
        return newer.defer("raw", "blocks").order_by("-number").first()


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
        found = self.raw(
            """SELECT span.* FROM sources_sourcespan span
                 JOIN unnest(%s::integer[], %s::integer[]) AS wanted (start, "end") USING (start, "end")
                WHERE span.version_id = %s""",
            [[span.start for span in wanted], [span.end for span in wanted], version.pk],
        )
        by_span = {row.span: row for row in found}
        return {span: by_span[span] for span in wanted}

    def misplaced(self) -> list[int]:
        """Return the ids of the spans whose words are not the slice of their version, in order.

        The database lets none in; this looks at all of them again, for the verification.
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute(f"{misplaced('sources_sourcespan')} ORDER BY span.id")
            return [pk for (pk,) in cursor.fetchall()]
