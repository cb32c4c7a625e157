"""When it was said, and through whom the words came."""

from datetime import date

import pytest

from claims.extraction.engine import RULES

from .reading import attributions, by_words, only, speakers


@pytest.mark.parametrize(
    ("phrase", "day", "precision"),
    [
        ("yesterday", date(2024, 5, 15), "day"),
        ("on Monday", date(2024, 5, 13), "day"),
        ("on Thursday", date(2024, 5, 16), "day"),
        ("last week", date(2024, 5, 6), "week"),
        ("on 12 October", date(2023, 10, 12), "day"),
        ("on March 3, 2021", date(2021, 3, 3), "day"),
        ("in April", date(2024, 4, 1), "month"),
        ("last year", date(2023, 1, 1), "year"),
        ("this morning", date(2024, 5, 16), "day"),
        ("last night", date(2024, 5, 15), "day"),
        ("two days ago", date(2024, 5, 14), "day"),
        ("a week ago", date(2024, 5, 6), "week"),
        ("three months ago", date(2024, 2, 1), "month"),
        ("in 2019", date(2019, 1, 1), "year"),
    ],
)
def test_dates_against_the_dateline(phrase: str, day: date, precision: str) -> None:
    text = f'"The bridge is safe," Anna Holm said {phrase}.'
    said_on = only(text).said_on
    assert said_on is not None
    assert (said_on.date, said_on.precision) == (day, precision)
    assert said_on.span.of(text) in phrase


def test_no_dateline_no_relative_date() -> None:
    assert RULES.extract('"The bridge is safe," Anna Holm said yesterday.')[0].said_on is None


def test_a_date_in_the_content_is_not_when_it_was_said() -> None:
    assert only("Anna Holm said that the bridge would open on Monday.").said_on is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ('"The bridge is safe," Anna Holm told the Harbour Times.', "Harbour Times"),
        ('Anna Holm writing in the *Harbour Times* observed that the bridge was "safe."', "Harbour Times"),
        ('"The bridge is safe," Anna Holm said in an interview with Radio Nord News.', "Radio Nord News"),
    ],
)
def test_relays(text: str, outlet: str) -> None:
    relays = only(text).relayed_by
    assert [r.name for r in relays] == [outlet]
    assert relays[0].span.of(text) == outlet


def test_told_reporters_is_no_relay() -> None:
    assert only('"The bridge is safe," Anna Holm told reporters.').relayed_by == ()


def test_an_interview_told_of_before_holds_for_what_follows() -> None:
    text = (
        "The plan was laid out in an interview published Tuesday by the Harbour Times with Minister Anna Holm. "
        '"We have a stake in the bridge," she stated.\n\n'
        '"It needs care," Holm said.'
    )
    for quote in attributions(text):
        assert [r.name for r in quote.relayed_by] == ["Harbour Times"]
        assert quote.said_on is not None
        assert quote.said_on.date == date(2024, 5, 14)
    assert by_words(text, "We have").occasion is not None


def test_a_date_is_not_carried_over_another() -> None:
    text = (
        'In March 2020 Anna Holm said that it was "a folly." Asked about it on Monday, she smiled. '
        '"I was wrong," she said.'
    )
    assert by_words(text, "I was wrong").said_on is None


def test_the_article_s_own_outlet_is_no_relay() -> None:
    text = '"The bridge is safe," Anna Holm told the Harbour Times.'
    assert RULES.extract(text, outlet="Harbour Times")[0].relayed_by == ()


@pytest.mark.parametrize(
    "text",
    [
        'Anna Holm, who was elected in 2019, said: "The bridge is safe."',
        '"The bridge is safe," Anna Holm told the BBC\'s Today programme.',
    ],
)
def test_a_date_of_something_else_is_not_when_it_was_said(text: str) -> None:
    assert only(text).said_on is None


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holm said that the bridge was safe, Reuters reported.",
        "Anna Holm said that the bridge was safe, according to the Harbour Times.",
        "According to a report by Reuters, Anna Holm said that the bridge was safe.",
    ],
)
def test_what_an_outlet_reports_somebody_to_say_came_through_it(text: str) -> None:
    said = next(a for a in attributions(text) if speakers(a) == ["Anna Holm"])
    assert [r.name for r in said.relayed_by] in (["Reuters"], ["Harbour Times"])


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        (
            "At a joint press conference with Peter Lund, Anna Holm said that the bridge was safe.",
            "a joint press conference with Peter Lund",
        ),
        ('"The bridge is safe," Anna Holm said at a news conference in Oslo on 12 May.', "a news conference in Oslo"),
        ('"The bridge is safe," Anna Holm tweeted on Tuesday.', "tweeted"),
        ("Anna Holm wrote on Twitter that the bridge was safe.", "Twitter"),
        ("In a court filing on Friday, Anna Holm said that the bridge was safe.", "a court filing"),
    ],
)
def test_the_occasion(text: str, occasion: str) -> None:
    found = only(text).occasion
    assert found is not None
    assert found.of(text) == occasion


def test_no_occasion_is_read_from_what_is_said() -> None:
    assert only("Anna Holm said that she would speak at a rally in Oslo.").occasion is None
