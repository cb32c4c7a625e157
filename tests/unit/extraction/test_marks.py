"""Quotations are found by their marks, whatever the house style."""

import pytest

from claims.extraction.marks import NEVER_CLOSED, NEVER_OPENED, Quotation, find_quotations
from claims.extraction.tokens import find_paragraphs


def quotations(text: str) -> list[Quotation]:
    return find_quotations(text, find_paragraphs(text))


def parts(text: str) -> list[list[str]]:
    return [[text[s:e] for s, e in q.parts] for q in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'She said: "Rivers rise."',
        "She said: “Rivers rise.”",
        "She said: ''Rivers rise.''",
        "She said: ``Rivers rise.''",
        "She said: «Rivers rise.»",
        "She said: « Rivers rise. »",
        "She said: »Rivers rise.«",
        "Sie sagte: „Rivers rise.“",
        "Hon sade: ”Rivers rise.”",
        "She said: ‘Rivers rise.’",
        "She said: 'Rivers rise.'",
        "She said: ”Rivers rise.“",
        "She said:「Rivers rise.」",
    ],
)
def test_every_form_of_mark(text: str) -> None:
    assert parts(text) == [["Rivers rise."]]


def test_an_apostrophe_is_no_mark() -> None:
    assert parts("The Smiths' dog isn't John's; 'twas sold in the '90s.") == []


def test_single_marks_around_apostrophes() -> None:
    text = "‘The farmers’ union won’t move,’ he said. ‘It’s late.’"
    assert parts(text) == [["The farmers’ union won’t move,"], ["It’s late."]]


def test_a_quotation_within_a_quotation_is_not_listed() -> None:
    assert parts("“He told me ‘never’ twice,” she said.") == [["He told me ‘never’ twice,"]]


def test_a_mark_reopened_at_each_paragraph_is_one_quotation() -> None:
    text = "“First thing.\n\n“Second thing.\n\n“Third thing.”\n\nThe end."
    assert parts(text) == [["First thing.", "Second thing.", "Third thing."]]
    assert quotations(text)[0].flags == ()


def test_a_page_break_does_not_divide() -> None:
    text = '"We have to be able to\n\nsee the river," he said.'
    assert parts(text) == [["We have to be able to\n\nsee the river,"]]


def test_a_mark_never_closed_is_flagged() -> None:
    text = '"We will see to it, she said.\n\nNothing came of it.'
    assert parts(text) == [["We will see to it,"]]
    assert quotations(text)[0].flags == (NEVER_CLOSED,)


def test_a_mark_never_opened_is_flagged() -> None:
    text = 'We want the bridge and we want it soon," the mayor said.'
    assert parts(text) == [["We want the bridge and we want it soon,"]]
    assert quotations(text)[0].flags == (NEVER_OPENED,)
