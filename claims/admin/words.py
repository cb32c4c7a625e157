"""Statements in short, for lists."""

from collections.abc import Iterable

from claims.models import Candidate, CandidatePart, Quote, QuotePart
from claims.models.choices import Attribution, Kind, PartRole

SHORT = 180  # characters of a statement in a list


def content_words(kind: str, parts: Iterable[CandidatePart | QuotePart], *, most: int = SHORT) -> str:
    """Return the content's words, joined by […], shortened to ``most`` characters; in marks only when direct."""
    content = sorted((part for part in parts if part.role == PartRole.CONTENT), key=lambda part: part.position)
    words = " […] ".join(" ".join(part.span.text.split()) for part in content)
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
    if quote.attribution == Attribution.NAMED:
        rows = quote.quote_speakers.all()
        said = [row.speaker.name for row in rows if row.role == "speaker"]
        behalf = [row.speaker.name for row in rows if row.role == "behalf"]
        return ", ".join(said) + (f", for {', '.join(behalf)}" if behalf else "")
    if quote.attribution == Attribution.ANONYMOUS:
        return quote.described_as
    return "not settled" if quote.attribution == Attribution.UNKNOWN else "nobody named"


def band(confidence: float) -> str:
    """Return the band of a confidence: high, medium or low."""
    return "high" if confidence >= 0.8 else "medium" if confidence >= 0.5 else "low"
