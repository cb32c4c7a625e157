"""What the database brings along to tell speakers apart, and what that costs among many."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from claims.admin.known import Known
from claims.models import Speaker
from claims.querysets import MOST_QUOTES_COUNTED, SpeakerQuerySet
from claims.services import quotes, review, speakers
from claims.services.statements import Statement, parts_of
from tests.db.crowds import quotations_of, settled, speakers_at_large
from tests.factories import proposed, review_of
from tracker.core.models import User

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def okafor(ada: User) -> Speaker:
    return speakers.add("Ada Okafor", by=ada, wikidata_id="Q7")


def known(speaker: Speaker, on: date | None = DAY) -> Known:
    return Known.of(Speaker.objects.known_on(on).get(pk=speaker.pk))


@pytest.mark.parametrize(
    ("begin", "end", "position", "past"),
    [
        (None, None, "mayor", False),
        (date(2025, 3, 1), None, "mayor since 2025", False),
        (DAY, None, "mayor since 2026", False),
        (DAY + timedelta(days=1), None, "", False),
        (date(2019, 1, 1), date(2027, 5, 1), "mayor, 2019 to 2027", False),
        (date(2026, 1, 1), DAY, "mayor in 2026", False),
        (None, DAY, "mayor, to 2026", False),
        (None, DAY - timedelta(days=1), "mayor until 2026", True),
        (date(2019, 1, 1), date(2024, 5, 1), "mayor until 2024", True),
    ],
)
def test_the_position_is_that_of_the_day(
    ada: User, okafor: Speaker, begin: date | None, end: date | None, position: str, past: bool
) -> None:
    speakers.add_position(okafor.pk, "mayor", by=ada, valid_from=begin, valid_to=end)
    found = known(okafor)
    assert (found.position, found.past) == (position, past)


def test_of_several_positions_those_of_the_day_count_and_else_the_latest(ada: User, okafor: Speaker) -> None:
    for title, begin, end in (
        ("clerk", 1999, 2004),
        ("councillor", 2010, 2018),
        ("deputy mayor", 2015, 2018),
        ("mayor", 2020, None),
    ):
        last = date(end, 12, 31) if end else None
        speakers.add_position(okafor.pk, title, by=ada, valid_from=date(begin, 1, 1), valid_to=last)
    assert known(okafor, date(1990, 1, 1)).position == ""
    assert known(okafor, date(2005, 1, 1)).position == "clerk until 2004"
    assert known(okafor, date(2016, 1, 1)).position == "deputy mayor, 2015 to 2018; councillor, 2010 to 2018"
    assert known(okafor, date(2019, 1, 1)).position == "deputy mayor until 2018"
    assert known(okafor, DAY).position == known(okafor, None).position == "mayor since 2020"
    speakers.add_position(okafor.pk, "author", by=ada)
    assert known(okafor, date(1990, 1, 1)).position == "author"


def test_the_last_quotation_put_on_record(ada: User, okafor: Speaker) -> None:
    assert known(okafor).last is None
    quotations_of(okafor, 2)
    last = known(okafor).last
    assert last is not None
    assert (last.words, last.said_on, last.when, last.outlet) == (
        f"“We heard number 1 of {okafor.pk}.”",
        None,
        "",
        "Harwick Post",
    )
    candidate = proposed()
    statement = Statement(
        kind="direct",  # type: ignore[arg-type]
        parts=parts_of(candidate),
        attribution="named",  # type: ignore[arg-type]
        speakers=[okafor.pk],
        said_on=date(2026, 3, 1),
        said_on_precision="month",  # type: ignore[arg-type]
    )
    _, quote = review.accept(review_of(candidate).pk, statement, by=ada, expected_version=1)
    last = known(okafor).last
    assert last is not None
    assert last.words == "“We will rebuild the wall, [...] and we will not raise the levy.”"
    assert (last.said_on, last.when) == (date(2026, 3, 1), "March 2026")
    quotes.withdraw(quote.pk, by=ada, expected_version=1, reason="Not hers.")
    last = known(okafor).last
    assert last is not None
    assert last.words == f"“We heard number 1 of {okafor.pk}.”"
    assert known(okafor).quotes == "2"


def test_long_words_are_shortened(okafor: Speaker) -> None:
    quotations_of(okafor, 1, words="We heard of it. " * 30)
    last = known(okafor).last
    assert last is not None
    assert last.words.startswith("“We heard of it. We heard")
    assert last.words.endswith("…”")
    assert len(last.words) <= 143


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (99, "99"), (100, "99+"), (130, "99+")])
def test_quotations_are_counted_no_further_than_needed(okafor: Speaker, number: int, told: str) -> None:
    quotations_of(okafor, number)
    assert known(okafor).quotes == told


def test_who_spoke_and_is_spoken_for_counts_once_and_the_withdrawn_do_not(ada: User, okafor: Speaker) -> None:
    found = quotations_of(okafor, 60)
    quotations_of(okafor, 60, role="behalf", of=found)
    assert known(okafor).quotes == "60+"  # The newest hundred places are looked at, and there are more.
    for quote in found[10:]:
        quotes.withdraw(quote.pk, by=ada, expected_version=1, reason="Not hers.")
    last = known(okafor).last
    assert last is not None
    assert last.words == f"“We heard number 9 of {okafor.pk}.”"


def test_a_namesake_is_another_speaker_called_the_same_by_any_name(ada: User, okafor: Speaker) -> None:
    speakers.add_name(okafor.pk, "A. Okafor", by=ada)
    assert not known(okafor).namesake
    other = speakers.add("Abel Okafor", by=ada)
    assert not known(other).namesake
    speakers.add_name(other.pk, "a. OKAFOR", by=ada)
    assert known(okafor).namesake
    assert known(other).namesake
    assert known(okafor).wikidata_id == "Q7"


def test_one_statement_for_any_number(ada: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people = speakers_at_large(40)
    for one in people[:5]:
        quotations_of(one, 2)
        speakers.add_position(one.pk, "mayor", by=ada)
    with django_assert_num_queries(1):
        assert len([Known.of(row) for row in Speaker.objects.known_on(DAY)]) == 40


@pytest.mark.django_db(transaction=True)
def test_the_cost_does_not_grow_with_the_quotations_of_a_speaker() -> None:
    people = speakers_at_large(300)
    for one in people[1:30]:
        quotations_of(one, 30)
    quotations_of(people[0], 5000)
    settled()
    with connection.cursor() as cursor:
        # The planner counts every speaker as an average one, and as often takes a bitmap for those: the index must do.
        cursor.execute("SET enable_bitmapscan = off")
    looked_at = {True: 0, False: 0}
    for many in looked_at:
        wanted = people[:12] if many else people[1:13]
        plan = plan_of(Speaker.objects.filter(pk__in=[one.pk for one in wanted]).known_on(DAY))
        for node in nodes(plan):
            if node.get("Relation Name") in {"claims_quotespeaker", "claims_quote", "claims_quotepart"}:
                assert "Index" in node["Node Type"], node
                looked_at[many] += (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    with connection.cursor() as cursor:
        cursor.execute("RESET enable_bitmapscan")
    # The newest hundred places instead of thirty, each with its quotation and the state of that.
    assert 0 < looked_at[True] - looked_at[False] <= 3 * MOST_QUOTES_COUNTED


@pytest.mark.django_db(transaction=True)
def test_names_are_found_by_the_indexes_among_many() -> None:
    people = speakers_at_large(20_000)
    settled()
    name = people[77].name
    for typed in ("sotu", name[:5], name[:9], name, f"{name} {name}"):
        plan = plan_of(Speaker.objects.best_matches(typed).values_list("pk")[:12])
        assert "speaker_name_by_letters" in indexes_of(plan), plan
        found = Speaker.objects.to_choose_from(
            chosen=[people[1].pk], names=[people[2].name, name], words=typed, most=12
        )
        assert {"speaker_name_by_letters", "speaker_by_any_name"} <= indexes_of(plan_of(found.known_on(DAY)))


def indexes_of(plan: dict[str, Any]) -> set[str]:
    return {str(node["Index Name"]) for node in nodes(plan) if "Index Name" in node}


def plan_of(rows: Any) -> dict[str, Any]:
    """Return the plan of the statement as it was carried out."""
    assert isinstance(rows, SpeakerQuerySet)
    [plan] = json.loads(rows.explain(format="json", analyze=True))
    return dict(plan["Plan"])


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the plan's node and all below it."""
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)
