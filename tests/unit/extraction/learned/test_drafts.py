"""What the tagger found becomes drafts whose contents keep to the quotation marks and to the characters."""

import pytest

from claims.extraction.drafts import Draft
from claims.extraction.learned.drafts import draft_of, words_of_quotations
from claims.extraction.learned.finding import Found
from claims.extraction.learned.merging import Partners, complete, merged
from claims.extraction.rules import find_drafts
from claims.extraction.tokens import Doc, read
from sources.text.spans import Span


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _draft(doc: Doc, found: Found) -> Draft | None:
    return draft_of(doc, found, words_of_quotations(doc))


def _found(text: str, content: list[str], cue: str, source: str | None) -> Found:
    return Found(
        _span(text, cue),
        _span(text, source) if source else None,
        [_span(text, words) for words in content],
        {"cue": 0.9, "content": 0.9, "edges": 2.0, "source": 3.0},
    )


@pytest.mark.parametrize(
    ("text", "found", "kept", "kind"),
    [
        ("“We will pay up,” she said.", ["will pay"], ["We will pay up,"], "direct"),
        ("She said the toll was “far too high”.", ["the toll was “far too"], ["the toll was “far too high”"], "mixed"),
        ("She said the toll would rise.", ["the toll would rise"], ["the toll would rise"], "indirect"),
        ("“We will pay,” she said, “but not now.”", ["We will", "but not"], ["We will pay,", "but not now."], "direct"),
        ("She said the toll on “Old Harbour Bridge” goes.", ["the toll on “Old"], ["the toll on"], "indirect"),
    ],
)
def test_contents_keep_to_the_marks(text: str, found: list[str], kept: list[str], kind: str) -> None:
    draft = _draft(read(text), _found(text, found, "said", None))
    assert draft is not None
    assert [span.of(text) for span in draft.content] == kept
    assert draft.kind == kind


def test_a_mention_leaves_the_possessive_to_the_token() -> None:
    text = "Ellison's warning that the bridge may close went unheard."
    draft = _draft(read(text), _found(text, ["the bridge may close"], "warning", "Ellison"))
    assert draft is not None
    assert draft.mention_span == _span(text, "Ellison")
    assert draft.mention == (0, 1)


def test_a_find_without_a_word_is_nothing() -> None:
    text = "She said: “…”"
    assert _draft(read(text), Found(_span(text, "said"), None, [_span(text, "…")], {})) is None


def _sure(draft: Draft | None, confidence: float) -> Draft:
    assert draft is not None
    draft.confidence = confidence
    return draft


def test_the_likelier_of_two_that_claim_the_same_words_stays() -> None:
    text = "Mara Ellison said the toll would rise, Jon Reed told the council."
    doc = read(text)
    first = _sure(_draft(doc, _found(text, ["the toll would rise"], "said", "Mara Ellison")), 0.6)
    second = _sure(_draft(doc, _found(text, ["toll would rise"], "told", "Jon Reed")), 0.8)
    assert merged(doc, [first, second], [], floor=0.3) == [second]
    assert merged(doc, [first], [second], floor=0.3) == [second]


def test_the_rules_add_what_the_tagger_left_out() -> None:
    text = "“We will pay,” Mara Ellison said.\n\n“It is far too late for that now,” Jon Reed said."
    doc = read(text)
    one, two = find_drafts(doc)
    found = _sure(_draft(doc, _found(text, ["We will pay"], "said", "Mara Ellison")), 0.9)
    together = merged(doc, [found], [_sure(one, 0.7), _sure(two, 0.6)], floor=0.3)
    assert together == [found, two]


def test_what_is_unlikely_is_not_offered_unless_the_layout_shows_it() -> None:
    text = "“We will pay,” Mara Ellison said that day.\n\n“We have come as far as anyone could,” was heard in the hall."
    doc = read(text)
    said = _sure(_draft(doc, _found(text, ["We will pay"], "said", "Mara Ellison")), 0.2)
    alone = next(draft for draft in find_drafts(doc) if draft.how == "alone")
    assert merged(doc, [said], [alone], floor=0.3) == [alone]


def test_a_quotation_keeps_the_speaker_that_only_the_rules_saw() -> None:
    text = "“We will pay,” Mara Ellison said."
    doc = read(text)
    draft = _sure(_draft(doc, _found(text, ["We will pay"], "said", None)), 0.9)
    (ruled,) = find_drafts(doc)
    complete(doc, draft, Partners([ruled]).of_cue(draft))
    assert draft.mention is not None
    assert doc.words(*draft.mention) == "Mara Ellison"


def test_the_hearer_of_a_passive_cue_is_no_part_of_what_is_said() -> None:
    text = "The council was warned by Mara Ellison that the bridge is unsafe."
    found = _found(text, ["The council", "that the bridge is unsafe"], "was warned by", "Mara Ellison")
    draft = _sure(_draft(read(text), found), 0.9)
    assert [span.of(text) for span in draft.content] == ["that the bridge is unsafe"]


def test_who_speaks_is_no_part_of_what_is_said() -> None:
    text = "She was quoted as saying that she would not."
    found = _found(text, ["She", "that she would not"], "was quoted as saying", "She")
    draft = _sure(_draft(read(text), found), 0.9)
    assert [span.of(text) for span in draft.content] == ["that she would not"]
