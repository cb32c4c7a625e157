"""Statements in short, for lists."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.exports.wording import content_of, joined
from claims.models import Candidate, CandidatePart, Quote, QuotePart
from claims.models.choices import Attribution, Kind
from sources.models import Version

SHORT = 180  # characters of a statement in a list


def content_words(kind: str, parts: Iterable[CandidatePart | QuotePart], *, most: int = SHORT) -> str:
    """Return the content's words, joined by [...], shortened to ``most`` characters; in marks only when direct."""
    words = joined(content_of(parts))
    if len(words) > most:
        words = f"{words[:most].rstrip()}…"
    return f"“{words}”" if kind == Kind.DIRECT else words


def guessed_speakers(candidate: Candidate) -> str:
    """Return whom the engine takes for the speaker, in words."""
    if candidate.speakers:
        return ", ".join(str(speaker["name"]) for speaker in candidate.speakers)
    if candidate.alternatives:
        return " or ".join(str(name) for name in candidate.alternatives) + "?"
    return "nobody named"


def quoted_speakers(quote: Quote) -> str:
    """Return whose words a quotation on record is, in words."""
    rows = quote.quote_speakers.all()
    behalf = [row.speaker.name for row in rows if row.role == "behalf"]
    if quote.attribution == Attribution.NAMED:
        said = ", ".join(row.speaker.name for row in rows if row.role == "speaker")
    elif quote.attribution == Attribution.ANONYMOUS:
        said = quote.described_as
    else:
        said = "not settled" if quote.attribution == Attribution.UNKNOWN else "nobody named"
    return said + (f", for {', '.join(behalf)}" if behalf else "")


def where_published(version: Version) -> SafeString:
    """Return outlet and headline, or the locator of an article without one, as a cell of a list."""
    document = version.document
    return format_html(
        '<span class="or-article"><b>{}</b> {}</span>', document.outlet or "", version.headline or document.locator
    )


def band(confidence: float) -> str:
    """Return the band of a confidence: high, medium or low."""
    return "high" if confidence >= 0.8 else "medium" if confidence >= 0.5 else "low"
