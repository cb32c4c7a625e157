"""Many records at once, all through the services."""

from datetime import date, timedelta

from claims.models import Claim, Quote, Speaker
from claims.models.choices import Attribution, Kind, PartRole, Precision
from claims.services import claims, quotes, speakers
from claims.services.statements import Passage, Statement
from sources.models import Version
from sources.text.spans import Span
from tests.factories import article
from tracker.core.models import User

FIRST_DAY = date(2026, 1, 1)


def quotes_by(speaker: Speaker, number: int, *, by: User, dated: bool = True, on_behalf: bool = False) -> list[Quote]:
    """Put ``number`` statements of ``speaker`` on record, each in an article of its own, a day after the other."""
    return [_quote(speaker, place, by=by, dated=dated, on_behalf=on_behalf) for place in range(number)]


def _quote(speaker: Speaker, place: int, *, by: User, dated: bool, on_behalf: bool) -> Quote:
    words = f"Statement number {place} of speaker {speaker.pk}{' by another' if on_behalf else ''}"
    text = f"A headline for it\n\nThe speaker opened the session. “{words},” she said in the end of that day.\n"
    version = article(text, locator=f"https://paper.example/{dated}/{on_behalf}/{speaker.pk}/{place}")
    start = version.text.index(words)
    voice = speakers.add(f"Spokesperson {place}", by=by) if on_behalf else speaker
    statement = Statement(
        kind=Kind.DIRECT,
        parts={PartRole.CONTENT: [Passage(Span(start, start + len(words)))]},
        attribution=Attribution.NAMED,
        speakers=[voice.pk],
        on_behalf_of=[speaker.pk] if on_behalf else [],
        said_on=FIRST_DAY + timedelta(days=place) if dated else None,
        said_on_precision=Precision.DAY if dated else None,
    )
    return quotes.record(statement, version=version, by=by)


def claim_with(found: list[Quote], *, by: User) -> Claim:
    """Open a claim that the quotations make."""
    claim = claims.open_claim("The wall will be rebuilt.", by=by)
    for quote in found:
        claims.link(claim.pk, quote.pk, by=by)
    return claim


def versions(number: int) -> list[Version]:
    """Capture ``number`` articles of one outlet."""
    return [
        article(
            f"A headline {place}\n\nThe {place}th paragraph of this article.\n", locator=f"https://n.example/{place}"
        )
        for place in range(number)
    ]
