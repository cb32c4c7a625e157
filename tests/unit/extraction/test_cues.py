"""Indirect and mixed statements: where they begin, where they end, whose they are."""

import pytest

from claims.extraction.engine import RULES
from sources.text.spans import Span

from .reading import attributions, by_words, only, speakers, words


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Anna Holm said that the bridge was safe.", "that the bridge was safe", "Anna Holm"),
        ("Anna Holm said the bridge was safe.", "the bridge was safe", "Anna Holm"),
        ("Anna Holm vowed to rebuild the bridge.", "to rebuild the bridge", "Anna Holm"),
        ("The bridge is safe, according to Anna Holm.", "The bridge is safe", "Anna Holm"),
        ("According to Anna Holm, the bridge is safe.", "the bridge is safe", "Anna Holm"),
        ("The bridge is safe, Anna Holm said on Monday.", "The bridge is safe", "Anna Holm"),
        ("Anna Holm wondered whether the bridge was safe.", "whether the bridge was safe", "Anna Holm"),
        ("Anna Holm told reporters that the bridge was safe.", "that the bridge was safe", "Anna Holm"),
        ("Anna Holm left no doubt that the bridge was safe.", "that the bridge was safe", "Anna Holm"),
        ("While Anna Holm said that it was safe, nobody crossed it.", "that it was safe", "Anna Holm"),
    ],
)
def test_one_statement(text: str, content: str, speaker: str) -> None:
    found = only(text)
    assert (words(text, found), speakers(found), found.kind) == ([content], [speaker], "indirect")


def test_a_clause_with_marks_in_it_is_mixed() -> None:
    text = 'Anna Holm warned that the bridge was "a toy" and should close.'
    found = only(text)
    assert (found.kind, words(text, found)) == ("mixed", ['that the bridge was "a toy" and should close'])


def test_a_clause_that_is_all_quotation_is_direct() -> None:
    text = 'Anna Holm said that "the bridge will be closed on Friday."'
    found = only(text)
    assert (found.kind, words(text, found)) == ("direct", ["the bridge will be closed on Friday."])


def test_coordinated_verbs_share_their_subject() -> None:
    text = 'She described the plan as "a joke" and warned that it would fail. Anna Holm left.'
    first, second = attributions(text)
    assert words(text, first) == ['the plan as "a joke"']
    assert words(text, second) == ["that it would fail"]
    assert first.mention == second.mention


def test_a_participle_at_the_head_takes_the_subject_that_follows() -> None:
    text = "Noting that the north bank was dry, Anna Holm warned that the south would flood."
    first, second = attributions(text)
    assert (words(text, first), speakers(first)) == (["that the north bank was dry"], ["Anna Holm"])
    assert words(text, second) == ["that the south would flood"]


def test_a_participle_after_a_comma_takes_the_subject_before() -> None:
    text = "Norway has refused to sign, insisting that it has a right to fish there."
    found = by_words(text, "that it has")
    assert speakers(found) == ["Norway"]


def test_two_speakers_share_one_statement() -> None:
    text = "Minister Peter Lund and army sources said that the road was closed."
    assert speakers(only(text)) == ["Peter Lund", "army sources"]


def test_who_is_named_in_the_content_is_not_the_speaker() -> None:
    text = "Anna Holm said that Peter Lund's bridge was unsafe."
    assert speakers(only(text)) == ["Anna Holm"]


def test_skipped_spans_give_nothing() -> None:
    text = "Rain fell.\n\nAnna Holm said that the bridge was safe."
    assert RULES.extract(text, skip=[Span(12, len(text))]) == []
    assert len(RULES.extract(text)) == 1
