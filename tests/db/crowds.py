"""Many speakers and many quotations at once, past the services, to see what a look-up costs among them."""

import random
from collections.abc import Sequence

from django.db import connection, transaction

from claims.models import Quote, QuotePart, QuoteSpeaker, Speaker, SpeakerName
from sources.models import SourceSpan
from sources.text.spans import Span
from tests.factories import article

ONSETS = "bcdfghjklmnprstvwzšø"
VOWELS = "aeiou"


def speakers_at_large(number: int) -> list[Speaker]:
    """Keep ``number`` speakers called at random, such as “Sotur Vanib”; two may be called the same."""
    chance = random.Random(9)

    def word() -> str:
        made = "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 4)))
        return (made + chance.choice(ONSETS)).capitalize()

    people = Speaker.objects.bulk_create(Speaker(name=f"{word()} {word()}") for _ in range(number))
    SpeakerName.objects.bulk_create(SpeakerName(speaker=one, name=one.name) for one in people)
    return people


def quotations_of(
    speaker: Speaker,
    number: int,
    *,
    role: str = "speaker",
    words: str = "We heard number {place} of {pk}.",
    of: Sequence[Quote] = (),
) -> list[Quote]:
    """Put ``number`` quotations of ``speaker`` on record, all out of one article, the last one last.

    With ``of``, those quotations are given to the speaker in the ``role`` as well.
    """
    with transaction.atomic():
        quotes = list(of) or _quotations(speaker, [words.format(place=place, pk=speaker.pk) for place in range(number)])
        QuoteSpeaker.objects.bulk_create(QuoteSpeaker(quote=quote, speaker=speaker, role=role) for quote in quotes)
    return quotes


def settled() -> None:
    """Do the upkeep that the server does by itself in time. Not inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _quotations(speaker: Speaker, said: Sequence[str]) -> list[Quote]:
    text = "\n\n".join([f"A list of {len(said)}", *said])
    version = article(f"{text}\n", locator=f"https://list.example/{speaker.pk}/{len(said)}")
    spans, end = [], 0
    for words in said:
        start = version.text.index(words.strip(), end)
        end = start + len(words.strip())
        spans.append(Span(start, end))
    kept = SourceSpan.objects.keep(version, spans)
    quotes = Quote.objects.bulk_create(
        Quote(version=version, kind="direct", attribution="named", start=span.start) for span in spans
    )
    QuotePart.objects.bulk_create(
        QuotePart(quote=quote, role="content", position=0, span=kept[span])
        for quote, span in zip(quotes, spans, strict=True)
    )
    return quotes
