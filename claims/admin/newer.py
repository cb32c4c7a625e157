"""What an editor must know of a capture whose article was changed since."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.exports.wording import content_of
from claims.models import CandidatePart, Quote, QuotePart, Review
from sources.models import Version
from sources.text.standing import stand_in


@dataclass(frozen=True)
class Newer:
    """The newest version, and whether the words in question stand there unchanged (None where none are)."""

    version: Version
    stands: bool | None


def newer_version(version: Version, parts: Iterable[CandidatePart | QuotePart] = ()) -> Newer | None:
    """Return the newest version of the document, judged by the content among ``parts``; None if it is ``version``."""
    newest = Version.objects.newer_than(version)
    if newest is None:
        return None
    passages = content_of(parts)
    return Newer(newest, stand_in(passages, newest.text) if passages else None)


def older_mark(row: Quote | Review) -> SafeString:
    """Return the mark of a row whose article was captured anew with other words since, for a list; else nothing.

    ``row`` comes from ``whole()``, which brings the newest version's number along.
    """
    number, newest = row.version.number, getattr(row, "newest_number", row.version.number)
    if newest == number:
        return SafeString()
    return format_html(
        ' <span class="or-state" title="The article was changed after this capture.">v{} of {}</span>', number, newest
    )
