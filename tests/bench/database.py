"""The services over PostgreSQL: taking in, deciding, looking up; and how each grows with what is there already."""

from claims.models import Candidate, Quote, Review, Speaker
from claims.models.choices import Attribution, Kind
from claims.services import extraction, review, speakers
from claims.services.statements import Statement, parts_of
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from tests.bench.report import Row, median_ms
from tests.factories import article, editor
from tracker.core.actors import Agent
from tracker.core.models import User

BY = Agent("bench")
ARTICLES = 300


def rows() -> list[Row]:
    """Measure over an almost empty database, fill it, and measure again."""
    by = editor("bench")
    page = read_seed(next(found for found in articles() if found.path.suffix == ".txt")).text
    taken: list[int] = []

    def take_in() -> None:
        version = article(f"{page}\n\nCopy {len(taken)}.\n", locator=f"https://bench.example/{len(taken)}")
        taken.append(extraction.request(version, by=BY).pk)
        extraction.perform(taken[-1])

    few = median_ms(take_in, times=10)
    speaker = speakers.add("Bench Speaker", by=by)
    deciding_few = median_ms(lambda: _accept_next(by, speaker), times=30)
    looking_few = median_ms(lambda: _look_up(speaker), times=30)
    before = Candidate.objects.count()
    while len(taken) < ARTICLES:
        take_in()
    many = median_ms(take_in, times=10)
    deciding = median_ms(lambda: _accept_next(by, speaker), times=200)
    looking = median_ms(lambda: _look_up(speaker), times=30)
    after = Candidate.objects.count()
    beside = f"at {after:,} candidates beside {before:,}"
    return [
        Row(
            "take in one article of 550 words and extract it",
            f"{many:.1f} ms",
            f"{many / few:.2f} times as long {beside}",
        ),
        Row(
            "accept one candidate, ledger included",
            f"{deciding:.1f} ms",
            f"{deciding / deciding_few:.2f} times {beside}",
        ),
        Row(
            "25 newest quotations of a speaker, whole",
            f"{looking:.1f} ms",
            f"{looking / looking_few:.2f} times, {Quote.objects.by(speaker).count()} quotations",
        ),
    ]


def _accept_next(by: User, speaker: Speaker) -> None:
    item = Review.objects.pending().in_reading_order().whole()[:1].get()
    candidate = item.candidate
    ruled = Statement(Kind(candidate.kind), parts_of(candidate), Attribution.NAMED, speakers=[speaker.pk])
    review.accept(item.pk, ruled, by=by, expected_version=item.record_version)


def _look_up(speaker: Speaker) -> list[Quote]:
    return list(Quote.objects.on_record().by(speaker).newest_first().whole()[:25])
