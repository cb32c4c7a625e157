"""Rewritten articles keep their spans on the same words."""

import random

from claims.extraction.evaluation.corpus import Article, Gold
from claims.training.augment import other_marks, other_names, rewrite, surnames
from sources.text.spans import Span

TEXT = "“We will pay,” Mara Ellison said. Ellison's brother, Jon Reed, told the council that the toll was “too high”."


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def _article() -> Article:
    gold = [
        Gold([_span("“We will pay,”")], [_span("said")], [_span("Mara Ellison")]),
        Gold([_span("that the toll was “too high”")], [_span("told")], [_span("Jon Reed")]),
    ]
    return Article("one", TEXT, gold)


def _words(article: Article) -> list[list[str]]:
    return [[article.text[s:e] for spans in (g.content, g.cue, g.source) for s, e in spans] for g in article.gold]


def test_spans_move_with_what_stands_before_them() -> None:
    start, end = _span("We will pay")
    changed = rewrite(_article(), [(start, end, "Nobody pays a thing")])
    assert _words(changed)[0] == ["“Nobody pays a thing,”", "said", "Mara Ellison"]
    assert _words(changed)[1] == _words(_article())[1]


def test_other_marks_change_the_marks_and_no_word() -> None:
    seen = set()
    for seed in range(20):
        changed = other_marks(_article(), random.Random(seed))
        (content, cue, source), second = _words(changed)
        seen.add(content[0])
        assert (content.strip("“”\"'‘’«»„"), cue, source) == ("We will pay,", "said", "Mara Ellison")
        assert second[0].startswith("that the toll was ")
    assert len(seen) > 3


def test_other_names_are_the_same_name_everywhere() -> None:
    people = [Span(*_span("Mara Ellison")), Span(*_span("Jon Reed"))]
    changed = other_names(_article(), people, ["Okafor"], random.Random(3))
    assert "Ellison" not in changed.text
    assert changed.text.count("Okafor") >= 2
    assert _words(changed)[0][2] == "Mara Okafor"


def test_surnames_come_from_full_names_only() -> None:
    articles = {"one": _article()}
    people = {"one": [Span(*_span("Mara Ellison")), Span(*_span("Jon"))], "unknown": [Span(0, 3)]}
    assert surnames(articles, people) == ["Ellison"]
