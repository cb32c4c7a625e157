"""Words, quoted words, trimmed spans, heads of mentions, pairs: on texts small enough to check by hand."""

import pytest

from claims.extraction.evaluation.mentions import head, mention_right
from claims.extraction.evaluation.pairing import pair
from claims.extraction.evaluation.quoted import inside_marks
from claims.extraction.evaluation.words import Words, trimmed

from .folder import at


def quoted(text: str) -> str:
    """The quoted words of ``text``."""
    mask = inside_marks(text)
    assert len(mask) == len(text)
    return " ".join(text[span.start : span.end] for span in Words(text).spans if mask[span.start])


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “it holds” again", "it holds"),
        ('He said "it holds" again', "it holds"),
        ("He said ''it holds'' again", "it holds"),
        ("“It holds\nand stays", "It holds"),
        ("He said ''it holds", "it holds"),
        ('A “curly" and "straight” pair', "curly straight"),
        ("He said 'it doesn't hold' again", "it doesn't hold"),
        ("He said ‘it doesn’t hold’ again", "it doesn’t hold"),
        ("The dogs' and cats' food", ""),
        ("The '90s and the boys' band", ""),
        ("” stray “open ” end", "open"),
        ("“a “b” c”", "a b"),
    ],
)
def test_what_stands_inside_marks(text: str, inside: str) -> None:
    assert quoted(text) == inside


def test_a_word_is_covered_by_one_character() -> None:
    words = Words("Anna's café stays open")
    assert len(words) == 4
    assert words.covered([(5, 8)]) == {0, 1}
    assert words.covered([(6, 7)]) == set()
    assert words.covered([(0, 1), (12, 22)]) == {0, 2, 3}
    assert words.covered([(7, 7)]) == set()


def test_kinds() -> None:
    text = "It is “very safe” now"
    words = Words(text)
    assert words.kind(words.covered([at(text, "“very safe”")])) == "direct"
    assert words.kind(words.covered([at(text, "is “very")])) == "mixed"
    assert words.kind(words.covered([at(text, "It is")])) == "indirect"
    assert words.kind(set()) == "indirect"


def test_trimmed() -> None:
    text = "“Go,” he said, “now.”"
    assert trimmed(text, [(0, 5)]) == ((1, 3),)
    assert trimmed(text, [(15, 21), (0, 5)]) == ((1, 3), (16, 19))
    assert trimmed(text, [(15, 18), (18, 21)]) == ((16, 19),)
    assert trimmed(text, [(6, 8), (9, 13)]) == ((6, 13),)
    assert trimmed(text, [(0, 1)]) == ((0, 1),)
    assert trimmed(text, []) == ()


@pytest.mark.parametrize(
    ("mention", "word"),
    [
        ("Anna Holm, the engineer", "Holm"),
        ("a spokeswoman for the harbour", "spokeswoman"),
        ("the engineer who built it", "engineer"),
        ("Holm and Berg", "Holm"),
        ("the mayor (a sailor)", "mayor"),
        ("who", "who"),
        ("Anna", "Anna"),
    ],
)
def test_head(mention: str, word: str) -> None:
    words = Words(mention)
    number = head(words, [(0, len(mention))])
    assert number is not None
    assert words.spans[number].of(mention) == word


def test_head_of_nothing() -> None:
    assert head(Words("..."), [(0, 3)]) is None


def test_mention_right() -> None:
    text = "Yesterday Anna Holm, the chief engineer of the harbour, spoke; she " + "really " * 20 + "did."
    words = Words(text)
    gold = [at(text, "Anna Holm, the chief engineer")]

    def right(mention: str) -> bool:
        return mention_right(words, gold, [at(text, mention)])

    assert right("Holm")
    assert right("Yesterday Anna Holm")
    assert right("Holm, the chief engineer of the harbour, spoke; she really")
    assert not right("Anna Holm" + text.split("Holm")[1])  # the head, but far too much besides
    assert not right("chief engineer")
    assert not right("she")
    assert mention_right(words, [], [])
    assert not mention_right(words, gold, [])
    assert not mention_right(words, [], gold)
    assert mention_right(words, gold, [at(text, "Anna"), at(text, "the chief engineer")])  # 4 of 5 words, no head
    assert not mention_right(words, gold, [at(text, "Anna"), at(text, "the")])


def test_pairs_are_one_to_one_and_the_closest_first() -> None:
    assert pair([{1, 2, 3, 4}], [{1, 2}]) == [(0, 0)]
    assert pair([{1, 2, 3, 4, 5}], [{1, 2}]) == []
    assert pair([{1, 2, 3}, {1, 2, 3, 4}], [{1, 2, 3, 4}]) == [(1, 0)]
    assert pair([{1, 2}, {1, 2}], [{1, 2}, {1, 2}]) == [(0, 0), (1, 1)]
    assert pair([{1, 2, 3}], [{1, 2}, {2, 3}]) == [(0, 0)]
    assert pair([set()], [set()]) == []
