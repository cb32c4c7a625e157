"""Whatever the text: no exception, every span verbatim, the same answer twice, work in proportion to its length."""

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import ENGINE, EngineIdentity, extract
from claims.extraction.drafts import Draft
from claims.extraction.engine import DEFAULT
from claims.extraction.resolve import Resolver
from claims.extraction.rules import find_drafts
from claims.extraction.tokens import Doc, read
from sources.text.layout import find_layout
from sources.text.spans import Span

PIECES = st.sampled_from(
    [
        '"', "“", "”", "''", "‘", "’", "«", "»", "„", "「", "」", "'",
        "\n\n", "\r\n", "\n", " ", ", ", ". ", ": ", "- ",
        "Anna Holm", "Lund", "he", "she", "they", "said", "told", "that", "warned", "according to", "to", "and", "but",
        "noting", "the minister", "a spokesman for", "on Monday", "yesterday", "12 October", "the Harbour Times", "who",
        "was", "called", "vowed", "U.S.", "Mr.", "…", "(", ")", "NAME:",
        "Jose\u0301 Alvare\u0301", "\ud800", "left no doubt",
        "🐦", "\u200f", "\x00", "\ufeff", "'tis", "dogs'", "``", "‚", "›", "‹", "』", "＂",
        "Q:", "A:", "MR LUND:", "@holm:", "(@holm)", "(Applause.)", "10:15", "> ", "— ", "Page 3", "\f", "**", "I", "?",
        "The Letter", "Statement by", "Here is what", "smiled.", "in full:",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)


def assert_verbatim(text: str, content: Sequence[Span]) -> None:
    """Every span lies in the text and begins and ends in words or marks; they are in order and do not overlap."""
    for span in content:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    assert all(one.end <= two.start for one, two in pairwise(content))


@given(text=TEXTS, cut=st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, cut: int) -> None:
    skip = [Span(cut, cut + 10)]
    found = extract(text, skip=skip)
    assert found == extract(text, skip=skip)
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        assert attribution.reasons
        assert not (attribution.speakers and attribution.alternatives)
        assert_verbatim(text, attribution.content)
        spans = [*attribution.content, *attribution.cue, *attribution.mention]
        spans += [relay.span for relay in attribution.relayed_by]
        spans += [speaker.evidence for speaker in attribution.speakers if speaker.evidence]
        assert all(span.of(text) for span in spans)
        assert list(attribution.content) == sorted(attribution.content)
        assert not any(part.overlaps(skip[0]) for part in attribution.content)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_text_as_an_article(text: str) -> None:
    layout = find_layout(text)
    skip = layout.skipped()
    for attribution in extract(text, skip=skip, authors=layout.bylines):
        assert_verbatim(text, attribution.content)


# Nothing but what makes an engine of rules look far and wide.
SHAPES: dict[str, str] = {
    "a mark reopened in every paragraph": "“He said that it rained and she told me so.\n\n",
    "sentences without a paragraph": "Mara Ellison told him that the bridge was in the rain. ",
    "straight marks": '"',
    "two apostrophes": "''",
    "opening marks": "“",
    "closing marks": "”",
    "single marks": "’",
    "guillemets": "«",
    "corner brackets": "「",
    "alternating marks": "“”",
    "every kind of mark": "\"“”„‟«»‹›‘’‚‛'「」『』＂",
    "marks with spaces": '" ',
    "an open mark in each paragraph": "“Open words here.\n\n",
    "an open mark and a reporting clause in each paragraph": "“Yes, said Anna Holm.\n\n",
    "nested marks": "“a ‘b “c ‘d ",
    "names": "Anna Holm ",
    "names in capitals": "ANNA HOLM ",
    "names with commas": "Anna Holm, ",
    "colons": ":",
    "names with colons": "ANNA HOLM:\n\n",
    "turns": "ANNA: I see.\n\n",
    "questions and answers": "Q: Who?\nA: I.\n",
    "questions without a label": "Who are you?\n\nI am Anna Holm.\n\n",
    "dashes": "— ",
    "dashes with verbs": "Anna -- x -- told ",
    "pronouns that speak": "he said, ",
    "verbs": "said ",
    "clauses": "he said that ",
    "relative clauses": "Anna, who said, ",
    "quotations and clauses": "“We will pay,” he said. ",
    "quotations alone": "“We will pay for all of it now.” ",
    "quotations that fill paragraphs": "“We will pay for all of it now.”\n\n",
    "blocks after colons": "He wrote:\n\nI am here.\n\n",
    "posts": "Anna Holm (@x)\n@x: hi\n",
    "page numbers": "the\nPage 3\nand ",
    "brackets": "(",
    "stage directions": "[applause] ",
    "one word": "a",
    "line ends": "\n",
}


def work(text: str, find: Callable[[Doc], list[Draft]] = find_drafts) -> int:
    """How many lines of Python are run for ``text``: a measure of work that no other load on the machine disturbs."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        _read_and_resolve(text, find)
    finally:
        sys.settrace(before)
    return lines


def _read_and_resolve(text: str, find: Callable[[Doc], list[Draft]] = find_drafts) -> list[Sequence[Span]]:
    doc = read(text)
    drafts = find(doc)
    resolver = Resolver(doc, drafts)
    for draft in drafts:
        resolver.resolve(draft)
    return [sorted(draft.content) for draft in drafts]


def of_length(shape: str, length: int) -> str:
    return (shape * (length // len(shape) + 1))[:length]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_four_times_the_text_is_four_times_the_work(shape: str) -> None:
    one, four = work(of_length(shape, 3_000)), work(of_length(shape, 12_000))
    assert four < 4.8 * one


LEARNED = ("a mark reopened in every paragraph", "sentences without a paragraph", "straight marks")


@pytest.mark.parametrize("shape", LEARNED)
def test_the_tagger_too_works_in_proportion_to_the_length(shape: str) -> None:
    one, four = (work(of_length(SHAPES[shape], size), DEFAULT.find) for size in (3_000, 12_000))
    assert four < 4.8 * one


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_hundred_thousand_characters(shape: str) -> None:
    text = of_length(shape, 100_000)
    for content in _read_and_resolve(text):
        assert_verbatim(text, content)


def test_the_fingerprint_tells_engines_apart() -> None:
    same = EngineIdentity(ENGINE.name, ENGINE.version, dict(ENGINE.parameters), ENGINE.model_sha256)
    other = EngineIdentity(ENGINE.name, ENGINE.version + ".1", dict(ENGINE.parameters), ENGINE.model_sha256)
    assert len(ENGINE.fingerprint) == 64
    assert same.fingerprint == ENGINE.fingerprint
    assert other.fingerprint != ENGINE.fingerprint
