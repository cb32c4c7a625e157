"""The spans of an article far longer than any newspaper prints are kept and checked in seconds, not minutes."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from claims.services.verification import checks
from sources.models import SourceSpan, Version
from sources.text.spans import Span
from tests.factories import article

pytestmark = pytest.mark.django_db
SPANS = 24_000
CHARACTERS = 900_000
LETTERS = "abcdefghijklmnopqrstuvwxyzäéñœш🙂     "
# Measured: 1 to 2 s each; with one substr() of the whole text for each span, 82 s and 67 s.
MOST_SECONDS = 10


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.perf_counter()
    yield
    took = time.perf_counter() - began
    assert took < seconds, f"It took {took:.1f} s."


def long_article(characters: int, spans: int) -> tuple[Version, list[Span]]:
    """Return an article and passages of it, long and short, overlapping, from its start to its very end.

    The words are made at random: the database would store repeated ones in little room and read them fast.
    """
    chance = random.Random(6)
    version = article("Wall\n\n" + "".join(chance.choices(LETTERS, k=characters)) + "Z\n")
    length = len(version.text)
    found = {Span(0, 4), Span(length - 3, length), Span(20, length - 10)}
    while len(found) < spans:
        start = chance.randrange(length - 400)
        found.add(Span(start, start + chance.randint(1, 400)))
    return version, sorted(found)


def test_many_spans_are_kept_and_checked_in_one_pass() -> None:
    version, spans = long_article(CHARACTERS, SPANS)
    with within(MOST_SECONDS):
        kept = SourceSpan.objects.keep(version, spans)
    assert all(row.text == span.of(version.text) for span, row in kept.items())
    assert SourceSpan.objects.count() == SPANS
    spans_check = next(check for check in checks() if check.name.startswith("spans"))
    with within(MOST_SECONDS):
        assert list(spans_check.faults()) == []


def test_one_wrong_span_among_many_is_refused_with_all_of_them() -> None:
    version, spans = long_article(60_000, 500)
    rows = [SourceSpan(version=version, start=span.start, end=span.end, text=span.of(version.text)) for span in spans]
    rows[-7].text = f"{rows[-7].text[:-1]}#"
    place = f"{rows[-7].start}-{rows[-7].end}"
    with pytest.raises(IntegrityError, match=f"slice of its version: {place} of version"), transaction.atomic():
        SourceSpan.objects.bulk_create(rows)
    assert not SourceSpan.objects.exists()


def test_spans_of_two_versions_in_one_statement_are_checked_each_against_its_own() -> None:
    one, other = article("One text.\n"), article("Two texts.\n")
    SourceSpan.objects.bulk_create(
        SourceSpan(version=version, start=0, end=3, text=version.text[:3]) for version in (other, one)
    )
    with pytest.raises(IntegrityError, match=f"slice of its version: 0-2 of version {other.pk}"):
        SourceSpan.objects.bulk_create(
            SourceSpan(version=version, start=0, end=2, text="On") for version in (one, other)
        )


def test_spans_already_kept_are_given_back_and_only_those_asked_for() -> None:
    version = article()
    first = SourceSpan.objects.keep(version, [Span(0, 7), Span(8, 12)])
    again = SourceSpan.objects.keep(version, [Span(8, 12), Span(0, 12)])
    assert again[Span(8, 12)] == first[Span(8, 12)]
    assert set(again) == {Span(8, 12), Span(0, 12)}
    assert again[Span(0, 12)].text == version.text[:12]
    assert SourceSpan.objects.keep(version, []) == {}


def test_every_span_changed_behind_the_rules_is_named() -> None:
    version, spans = long_article(60_000, 300)
    kept = SourceSpan.objects.keep(version, spans)
    wrong = sorted(row.pk for row in kept.values())[100:103]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE sources_sourcespan SET text = text || '#' WHERE id = ANY(%s)", [wrong])
        cursor.execute("SET session_replication_role = origin")
    assert SourceSpan.objects.misplaced() == wrong
