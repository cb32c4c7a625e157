"""The error report's cells: no formula gets through, and the context is whole sentences."""

import pytest

from claims.exports.error_report import context_of, harmless
from sources.text.spans import Span

TEXT = (
    "The council met. Mr. Reyl was late.\n\n"
    "“We will rebuild the wall,” she said. “It is old. It is wet,” she added on Tuesday. Nobody asked why.\n"
)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("//evil")', "＝1", "＠a", "-"]
)
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "“We will”", "0.5", "'=1", " =1", "…"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    ("words", "context"),
    [
        ("We will rebuild", "“We will rebuild the wall,” she said."),
        ("wet", "“It is old. It is wet,” she added on Tuesday."),
        ("wall,” she said. “It", "“We will rebuild the wall,” she said. “It is old. It is wet,” she added on Tuesday."),
        ("why.", "Nobody asked why."),
        ("The council met", "The council met."),
        ("Mr. Reyl was late", "Mr. Reyl was late."),
    ],
)
def test_the_context_is_the_whole_sentences(words: str, context: str) -> None:
    start = TEXT.index(words)
    assert context_of(TEXT, Span(start, start + len(words))) == context


def test_a_huge_paragraph_costs_no_more_than_a_small_one() -> None:
    text = "word " * 200_000 + "He said so. " + "word " * 200_000
    start = text.index("He said so")
    context = context_of(text, Span(start, start + 10))
    assert "He said so." in context
    assert len(context) < 6_000
    assert len(context_of(text, Span(0, len(text)))) < 6_000


def test_a_text_without_words_has_no_context() -> None:
    assert context_of(" \n ", Span(0, 1)) == ""
