"""Two texts side by side: every character accounted for, every difference told, whatever the texts are."""

import random
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.text.comparing import compare
from sources.text.comparison import Comparison, Paragraph, Piece, Row
from sources.text.layout import find_layout

WORDS = [
    "We", "will", "not", "raise", "the", "levy", "said", "she", "can’t", "10,000", "3.4", "anti-war", "wall", "“", "”",
    ",", ".", "!", "—", " ", "\n", "\N{NO-BREAK SPACE}", "cafe\u0301", "café", "👩‍👩‍👧", "1️⃣", "🇬🇧", "東京は雨", "。",
    "مرحبا", "\u200f", "\u202e", "\u0301", "\u200d", "\u00ad", "<b>", "&amp;", "\t",
]  # fmt: skip
PARAGRAPHS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40)
TEXTS = st.lists(PARAGRAPHS, max_size=8).map("\n\n".join)
BLOCKS = st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400), st.just("paragraph")), max_size=6)

FIRST = """Harbour wall to be rebuilt

Councillor Ada Okafor opened the session on Tuesday. “We will rebuild the wall,” she said.

Her deputy, Tomas Reyl, warned that the work could take three winters and all of the money.

Nobody from the port was in the room, and nobody had been asked to come to it.
"""


def blocks(text: str) -> Sequence[Sequence[Any]]:
    return find_layout(text).blocks


def of(old: str, new: str) -> Comparison:
    return compare(old, blocks(old), new, blocks(new))


def changes(found: Comparison) -> list[Row]:
    return [row for row in found.rows if row.state != "same"]


def written(paragraphs: Sequence[Paragraph]) -> str:
    """The pieces as a line of text: [-removed-], {+added+}."""
    forms = {"same": "{}", "removed": "[-{}-]", "gone": "[-{}-]", "added": "{{+{}+}}"}
    return "¶".join("".join(forms[one.state].format(one.text) for one in each.pieces) for each in paragraphs)


def assert_exact(found: Comparison, old: str, new: str) -> None:
    """Joined, the pieces of each side are that side's text, and every offset points at its words."""
    olds = [paragraph for row in found.rows for paragraph in row.old]
    news = [paragraph for row in found.rows for paragraph in row.new]
    for text, paragraphs, tail in ((old, olds, found.old_tail), (new, news, found.new_tail)):
        assert "".join(one.gap + one.words for one in paragraphs) + tail == text
        assert [one.number for one in paragraphs] == list(range(1, len(paragraphs) + 1))
        assert not "".join(one.gap for one in paragraphs).strip()
        assert all(text[one.start : one.end] == one.words for one in paragraphs)
    for text, pieces in ((old, _of(olds)), (new, [one for one in _of(news) if one.state != "gone"])):
        assert all(text[one.start : one.start + len(one.text)] == one.text for one in pieces)
    gone = [one for one in _of(news) if one.state == "gone"]
    assert all(old[one.start : one.start + len(one.text)] == one.text for one in gone)
    assert {one.state for one in _of(olds)} <= {"same", "removed"}
    assert {one.state for one in _of(news)} <= {"same", "added", "gone"}


def _of(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    return [piece for paragraph in paragraphs for piece in paragraph.pieces]


def bare(text: str) -> str:
    return "".join(text.split())


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_character_of_both_sides_is_told_once(old: str, new: str) -> None:
    found = of(old, new)
    assert_exact(found, old, new)
    same_old = "".join(
        one.text for row in found.rows for one in _of(row.old) if one.state == "same" and not row.elsewhere
    )
    same_new = "".join(
        one.text for row in found.rows for one in _of(row.new) if one.state == "same" and not row.elsewhere
    )
    assert bare(same_old) == bare(same_new)
    assert found == of(old, new)


@given(old=TEXTS, new=TEXTS, old_blocks=BLOCKS, new_blocks=BLOCKS)
@settings(max_examples=100, deadline=None)
def test_blocks_that_overlap_or_lie_outside_lose_nothing(
    old: str, new: str, old_blocks: list[Any], new_blocks: list[Any]
) -> None:
    assert_exact(compare(old, old_blocks, new, new_blocks), old, new)


@given(text=TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    found = of(text, text)
    assert not found.differs
    assert found.counts.words_added == found.counts.words_removed == 0


@given(paragraphs=st.lists(PARAGRAPHS.filter(str.strip), max_size=8))
def test_white_space_is_no_difference(paragraphs: list[str]) -> None:
    old = "\n\n".join(paragraphs)
    new = "\n\n\n".join("  ".join(paragraph.split(" ")) for paragraph in paragraphs) + "\n"
    lengths = ([(0, len(old), "paragraph")], [(0, len(new), "paragraph")])
    assert not compare(old, lengths[0], new, lengths[1]).differs


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=200, deadline=None)
def test_different_words_are_a_difference(old: str, new: str) -> None:
    assert of(old, new).differs or " ".join(old.split()) == " ".join(new.split())


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("We will now raise it.", "We will not raise it.", "We will [-now-]{+not+} raise it."),
        ("It costs 3.4 million.", "It costs 4.3 million.", "It costs [-3.4-]{+4.3+} million."),
        ("They can pay for it.", "They can’t pay for it.", "They [-can-]{+can’t+} pay for it."),
        ("We will pay for it.", "We will wait. We will pay for it.", "{+We will wait. +}We will pay for it."),
        ("It is so, he said to us.", "It is so, they told us.", "It is so, [-he said to-]{+they told+} us."),
        ("A cafe\u0301 for all.", "A cafe for all.", "A [-cafe\u0301-]{+cafe+} for all."),
        ("See 👩‍👩‍👧 and us here", "See 👩‍👩‍👦 and us here", "See [-👩‍👩‍👧-]{+👩‍👩‍👦+} and us here"),
        ("Press #️⃣ now and wait", "Press *️⃣ now and wait", "Press [-#️⃣-]{+*️⃣+} now and wait"),
        ("東京は雨が降る", "東京は雪が降る", "東京は[-雨-]{+雪+}が降る"),
        ("قال الوزير إن السد قوي", "قال الوزير إن السد ضعيف", "قال الوزير إن السد [-قوي-]{+ضعيف+}"),
        ("So <b>we</b> say it now", "So <i>we</i> say it now", "So <[-b-]{+i+}>we</[-b-]{+i+}> say it now"),
    ],
)
def test_words_that_changed_within_a_paragraph(before: str, after: str, told: str) -> None:
    frame = "Headline of the day\n\nA paragraph of its own that stands.\n\n{}\n"
    [row] = changes(of(frame.format(before), frame.format(after)))
    assert row.state == "changed"
    assert written(row.new) == told
    assert row.old[0].words == before


def test_paragraphs_added_removed_and_moved() -> None:
    head, one, two, three = FIRST.strip().split("\n\n")
    added = changes(of(FIRST, f"{FIRST}\nCorrection: the wall was never in doubt.\n"))
    assert [(row.state, row.new[0].number) for row in added] == [("added", 5)]
    removed = changes(of(FIRST, f"{head}\n\n{one}\n\n{three}"))
    assert [(row.state, row.old[0].number) for row in removed] == [("removed", 3)]
    moved = of(FIRST, f"{head}\n\n{three}\n\n{one}\n\n{two}")
    assert [(row.state, row.elsewhere) for row in changes(moved)] == [("arrived", 4), ("left", 2)]
    assert (moved.counts.moved, moved.counts.added, moved.counts.removed) == (1, 0, 0)


def test_a_paragraph_that_moved_and_changed_is_known_again() -> None:
    head, one, two, three = FIRST.strip().split("\n\n")
    found = of(FIRST, "\n\n".join([head, three.replace("port", "harbour"), one, two]))
    arrived, left = changes(found)
    assert (arrived.state, left.state) == ("arrived", "left")
    assert written(arrived.new).startswith("Nobody from the [-port-]{+harbour+} was")
    assert written(left.old).startswith("Nobody from the [-port-] was")


@pytest.mark.parametrize("way", ["parted", "joined"])
def test_a_paragraph_cut_otherwise_has_the_same_words(way: str) -> None:
    parted = FIRST.replace("Tuesday. “We", "Tuesday.\n\n“We")
    old, new = (FIRST, parted) if way == "parted" else (parted, FIRST)
    [row] = changes(of(old, new))
    assert row.state == "recut"
    assert {len(row.old), len(row.new)} == {1, 2}
    assert all(piece.state == "same" for piece in _of([*row.old, *row.new]))


def test_a_short_line_has_not_moved_there_is_just_another() -> None:
    old = "Headline of it\n\n***\n\nOne paragraph of a few words.\n\nAnother paragraph of some more."
    new = "Headline of it\n\nOne paragraph of a few words.\n\nAnother paragraph of some more.\n\n***"
    assert {row.state for row in changes(of(old, new))} == {"added", "removed"}


@pytest.mark.parametrize("after", ["caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\u0301\u200b", "ca\u00adfe\u0301"])
def test_what_looks_the_same_is_told_as_such(after: str) -> None:
    text = "Headline of it\n\nThe {} by the wall is closed for the winter."
    [row] = changes(of(text.format("cafe\u0301"), text.format(after)))
    assert row.alike
    assert not changes(of(text.format("cafe\u0301"), text.format("cafe")))[0].alike


def test_words_in_common_are_counted() -> None:
    counts = of(FIRST, FIRST.replace("three winters", "four winters")).counts
    words = len(FIRST.replace("“", "").split())
    assert (counts.changed, counts.words_removed, counts.words_added) == (1, 1, 1)
    assert counts.words_common == words - 1


# -- Long and hostile texts ------------------------------------------------------------------------------------------
# Measured: 0.1 to 3 s each. difflib (autojunk off) takes 3 s for one word 4,000 times and grows with the square.
MOST_SECONDS = 20
CHANCE = random.Random(8)


def chosen(words: Sequence[str], number: int) -> str:
    return " ".join(CHANCE.choices(words, k=number))


def paragraphs(number: int) -> list[str]:
    return [chosen(MANY, 60) for _ in range(number)]


def parted(text: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), "paragraph") for found in re.finditer(r"[^\n]+", text)]


def with_one_other_word(paragraph: str) -> str:
    words = paragraph.split(" ")
    words[CHANCE.randrange(len(words))] = "another"
    return " ".join(words)


MANY = [f"word{number}" for number in range(20_000)]
HOSTILE: dict[str, Callable[[], tuple[str, str]]] = {
    "one word, a hundred thousand times": lambda: ("word " * 100_000, "word " * 60_000 + "end " + "word " * 40_001),
    "two words by chance": lambda: (chosen("ab", 100_000), chosen("ab", 100_000)),
    "ten words by chance": lambda: (chosen("abcdefghij", 200_000), chosen("abcdefghij", 200_000)),
    "a hundred thousand words in another order": lambda: (
        " ".join(map(str, range(100_000))), " ".join(map(str, reversed(range(100_000))))
    ),
    "a million characters, all others": lambda: (chosen(MANY, 110_000), chosen(MANY, 110_000)),
    "a hundred thousand paragraphs of one word": lambda: (
        chosen("abc", 100_000).replace(" ", "\n\n"), chosen("abc", 100_000).replace(" ", "\n\n")
    ),
    "accents": lambda: ("a" + "\u0301\u0316" * 200_000, "a" + "\u0316\u0301" * 200_000),
    "marks": lambda: ("".join(CHANCE.choices(".,!?", k=300_000)), "".join(CHANCE.choices(".,!?", k=300_000))),
    "no space": lambda: ("a" * 1_000_000 + "b" + "a" * 1_000_000, "a" * 1_000_000 + "c" + "a" * 1_000_000),
}  # fmt: skip


@pytest.mark.parametrize("shape", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_compared_in_seconds(shape: Callable[[], tuple[str, str]]) -> None:
    old, new = shape()
    old_blocks, new_blocks = parted(old), parted(new)
    began = time.perf_counter()
    found = compare(old, old_blocks, new, new_blocks)
    assert time.perf_counter() - began < MOST_SECONDS
    assert_exact(found, old, new)
    assert found.differs


def test_thousands_of_paragraphs_each_with_another_word() -> None:
    many = paragraphs(3_000)
    old = "\n\n".join(many)
    new = "\n\n".join(with_one_other_word(paragraph) for paragraph in ["One that is new at the top.", *many])
    began = time.perf_counter()
    found = of(old, new)
    assert time.perf_counter() - began < MOST_SECONDS
    assert_exact(found, old, new)
    assert (found.counts.changed, found.counts.added, found.counts.removed) == (3_000, 1, 0)
    assert found.counts.words_removed == 3_000


def test_what_cannot_be_compared_word_by_word_is_told_as_such() -> None:
    old, new = chosen("ab", 20_000), chosen("ab", 20_000)
    frame = "It begins with the same words {} and it ends with the same words"
    old, new = frame.format(old), frame.format(new)
    [row] = compare(old, parted(old), new, parted(new)).rows
    assert row.coarse
    assert row.new[0].pieces[0].text.startswith("It begins with the same words ")
    assert row.new[0].pieces[-1].text.endswith(" and it ends with the same words")
