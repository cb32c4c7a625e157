"""The figures of the first page, told by hand for a small history; what they cost; and days in the site's time zone."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from claims.models import Review, SecondReading
from claims.models.choices import Kind
from claims.services import readings, review
from claims.services.figures import Work, events_since, figures, rejected_in, span_of
from tests.factories import article, propose_all, proposed, review_of
from tests.factories.articles import attribution
from tests.factories.history import GROVE, NEW, WORDS, accept, desk_history, ruled
from tests.past_the_triggers import past_the_triggers
from tracker.core.models import AuditEvent, User

pytestmark = pytest.mark.django_db


def test_a_history_by_hand(ada: User, ben: User) -> None:
    states = {letter: item.state for letter, item in desk_history(ada, ben).items()}
    assert states == {
        "a": "accepted",
        "b": "rejected",
        "c": "pending",
        "d": "superseded",
        "D": "rejected",
        "E": "pending",
    }
    told = figures(7)
    assert [day.pending for day in told.days] == [0, 4, 2, 2, 2, 3, 2]
    assert told.before == 0
    assert [day.work for day in told.days] == [
        Work(),
        Work(),
        Work(accepted=1, rejected=1),
        Work(accepted=1, put_back=1),
        Work(accepted=1, put_back=1),
        Work(),
        Work(rejected=1),
    ]
    assert told.editors == [("ada", Work(2, 1, 1)), ("ben", Work(1, 1, 1))]
    newer, older = told.engines
    assert (newer.engine, newer.version, newer.accepted, newer.reasons) == ("by-hand", "2", 0, {"wrong-span": 1})
    assert (older.engine, older.version, older.accepted, older.reasons) == ("by-hand", "1", 1, {"title": 1})
    assert (older.decided, older.share) == (2, 0.5)
    assert older.interval == pytest.approx((0.0945, 0.9055), abs=0.0001)
    assert [item.reject_reason for item in rejected_in(7)] == ["title", "wrong-span"]


def test_what_came_before_the_span_is_left_out_but_for_the_queue(ada: User, ben: User) -> None:
    desk_history(ada, ben, ended=5)
    week = figures(7)
    assert week.before == 2
    assert [day.pending for day in week.days] == [3, 2, 2, 2, 2, 2, 2]
    assert week.editors == [("ben", Work(rejected=1))]
    assert [row.version for row in week.engines] == ["2"]
    month = figures(30)
    assert [day.pending for day in month.days[-12:]] == [0, 4, 2, 2, 2, 3, 2, 2, 2, 2, 2, 2]
    assert len(month.days) == 30
    assert len(month.engines) == 2


def test_days_begin_and_end_where_the_site_is(ada: User, settings: Settings) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    item = review_of(proposed())
    review.reject(item.pk, "title", by=ada, expected_version=1)
    days, start = span_of(7)
    assert days[-1] == timezone.localdate()
    assert start.utcoffset() != timedelta(0)
    begin = datetime.combine(days[-3], time.min, tzinfo=timezone.get_default_timezone())
    for moment, number in ((begin, -3), (begin - timedelta(seconds=1), -4)):
        with past_the_triggers():
            AuditEvent.objects.filter(verb="reject").update(at=moment.astimezone(UTC))
        assert [day.work.rejected for day in figures(7).days].index(1) - 7 == number


def test_the_agreement_of_two_editors(ada: User, ben: User, settings: Settings) -> None:
    settings.SECOND_READING_PERCENT = 100
    version = article(GROVE)
    items = [
        review_of(found) for found in propose_all(version, *(attribution(version.text, [words]) for words in WORDS[:4]))
    ]
    for item in items[:3]:
        accept(item, ada)
    review.reject(items[3].pk, "title", by=ada, expected_version=1)
    assert figures(7).agreement.kappa is None
    readings.read_accepting(items[0].pk, ruled(items[0].candidate), by=ben, expected_version=2)
    alone = figures(7).agreement
    assert (alone.read_twice, alone.agreed, alone.kappa) == (1, 1, None)
    readings.read_rejecting(items[1].pk, "duplicate", by=ben, expected_version=2)
    mixed = ruled(items[2].candidate, Kind.MIXED)
    disputed = readings.read_accepting(items[2].pk, mixed, by=ben, expected_version=2)
    readings.read_rejecting(items[3].pk, "wrong-span", by=ben, expected_version=2)
    told = figures(7).agreement
    assert (told.read_twice, told.agreed, told.same_verdict) == (4, 2, 3)
    assert told.differs == {"verdict": 1, "kind": 1}
    assert told.kappa == pytest.approx(0.5)
    readings.settle(disputed.pk, by=ada, expected_version=1, reason="Every word stands in marks.")
    assert figures(7).agreement == told, "that two editors differed stays true when it is settled"
    SecondReading.objects.update(at=timezone.now() - timedelta(days=8))
    assert figures(7).agreement.read_twice == 0


def test_nothing_is_told_of_an_empty_house() -> None:
    told = figures(7)
    assert {day.pending for day in told.days} == {0}
    assert (told.editors, told.engines, told.agreement.read_twice, told.agreement.kappa) == ([], [], 0, None)


@pytest.mark.parametrize("days", [7, 30, 90])
def test_the_number_of_statements_stays_the_same(
    ada: User, ben: User, days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk_history(ada, ben)
    with django_assert_num_queries(5):
        figures(days)
    version = article()
    accept(review_of(proposed(version)), ada)
    accept(review_of(propose_all(version, attribution(version.text, ["three winters"]), engine=NEW)[0]), ben)
    with django_assert_num_queries(5):
        figures(days)


def test_the_ledger_is_read_by_its_index(db: None) -> None:
    # A ledger of two years, so that the planner has a choice.
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO core_auditevent (subject_type, subject_id, verb, after, agent, at, reason)
               SELECT 'claims.review', n, (ARRAY['propose', 'accept', 'reject', 'reopen'])[1 + n % 4], '{}', 'tests',
                      now() - n * interval '1 hour', ''
                 FROM generate_series(1, 17520) n"""
        )
        cursor.execute("ANALYZE core_auditevent")
    plan = events_since(span_of(30)[1]).explain()
    assert "event_by_kind_and_day" in plan
    assert "Seq Scan" not in plan


def test_a_decision_counts_for_the_day_of_its_last_making(ada: User) -> None:
    item = review_of(proposed())
    accept(item, ada)
    review.undo(item.pk, by=ada, expected_version=2)
    review.reject(item.pk, "title", by=ada, expected_version=3)
    told = figures(7)
    assert told.days[-1].work == Work(accepted=1, rejected=1, put_back=1), "every event counts"
    assert [(row.accepted, row.reasons) for row in told.engines] == [(0, {"title": 1})], "only what stands counts"
    assert Review.objects.get().state == "rejected"
