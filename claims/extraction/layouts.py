"""Speakers that the layout names: transcript turns ("NAME: ..."), questions and answers, signatures ("- Name")."""

import re
from collections import Counter
from dataclasses import dataclass

from sources.text.spans import Span

from .drafts import Draft
from .lexicon import LABELS
from .names import is_name_token
from .tokens import Doc

_TURN = re.compile(r"[\"“”']?([^\W\d_][\w.'’\-]*(?: [\w.'’\-]+){0,4}) ?(?:\(([^()\n]{1,60})\) ?)?:(?=\s)")
_HEADLINE_WORDS = 18


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: int
    name: Span
    bracket: str | None
    body: int  # offset at which the words spoken begin


def turns(doc: Doc) -> list[Draft]:
    """Transcript turns: paragraphs that start with a name and a colon, where the text has several such.

    A name in brackets after a role ("THE SPEAKER (Tevita Moala)") is kept for that role's later turns. A paragraph of
    whole sentences between two turns goes on with the first.
    """
    found = _find_turns(doc)
    names = [doc.text[t.name.start : t.name.end] for t in found]
    times = Counter(names)
    regular = {n for n in names if n.isupper() or times[n] > 1}
    if sum(times[n] for n in regular) < 2:
        return []
    last = max(n for n, name in enumerate(names) if name in regular)
    found = found[: last + 1]
    known: dict[str, str] = {}
    drafts: list[Draft] = []
    for number, turn in enumerate(found):
        name = names[number]
        if turn.bracket and name.lower().startswith("the ") and len(turn.bracket.split()) > 1:
            known[name] = turn.bracket
        following = found[number + 1].paragraph if number + 1 < len(found) else turn.paragraph + 1
        draft = _turn_draft(doc, turn, following)
        if draft is not None:
            draft.named = known.get(name, name)
            drafts.append(draft)
    return drafts


def _find_turns(doc: Doc) -> list[_Turn]:
    found = []
    for number, (a, b) in enumerate(doc.paragraphs):
        match = _TURN.match(doc.text, doc.starts[a], doc.ends[b - 1]) if a < b else None
        if match and _speaks(match[1]):
            found.append(_Turn(number, Span(*match.span(1)), match[2], match.end()))
    return found


def _turn_draft(doc: Doc, turn: _Turn, following: int) -> Draft | None:
    parts: list[Span] = []
    first = doc.token_at(turn.body)
    for number in range(turn.paragraph, min(following, turn.paragraph + 12)):
        a, b = doc.paragraphs[number]
        a = max(a, first)
        if number > turn.paragraph and doc.low[b - 1] not in (".", "?", "!", "”", '"', "’"):
            break  # a heading
        while b > a and doc.low[b - 1] in ('"', "”", "''"):
            b -= 1
        if any(doc.low[k][0].isalnum() for k in range(a, b)):
            parts.append(doc.span(a, b))
    start, end = doc.token_at(turn.name.start), doc.token_at(turn.name.end - 1) + 1
    if not parts or start >= end:
        return None
    colon = doc.token_at(turn.body - 1)
    return Draft(parts, (colon, colon + 1), (start, end), "direct", "speech", colon, "turn")


def _speaks(name: str) -> bool:
    words = name.split()
    if words[0].lower() in LABELS or not words[0][0].isupper():
        return False
    return all(w[0].isupper() or w.lower() in ("of", "the", "for", "de", "van", "von", "al", "bin") for w in words)


def headline(doc: Doc) -> list[Draft]:
    """A headline of the shape "Minister: Taxes will fall" at the head of the text."""
    if not doc.paragraphs:
        return []
    a, b = doc.paragraphs[0]
    if b - a > _HEADLINE_WORDS + 6:
        return []
    for k in range(a + 1, min(b - 2, a + 5)):
        if doc.low[k] == ":" and doc.quote[k] < 0:
            last = b - 1 if doc.low[b - 1] == "." else b
            named = all(is_name_token(doc, i) for i in range(a, k)) and doc.low[a] not in LABELS
            if named and last - k > 3 and _has_verb(doc, k + 1, last):
                return [Draft([doc.span(k + 1, last)], (k, k + 1), (a, k), "indirect", "speech", k, "headline")]
    return []


def _has_verb(doc: Doc, a: int, b: int) -> bool:
    return any(
        doc.low[k]
        in ("is", "are", "was", "will", "won't", "would", "should", "must", "can", "has", "have", "not", "needs", "to")
        for k in range(a, b)
    )


def signature_after(doc: Doc, q: int) -> tuple[int, int] | None:
    """The name in "- Name" or "— Name, title" right after quotation ``q``, up to the paragraph's end."""
    b = doc.quote_tokens[q][1]
    if b + 1 >= len(doc) or doc.low[b] not in ("-", "–", "—", "--", "―"):
        return None
    paragraph = doc.paragraph[b]
    if paragraph - doc.paragraph[b - 1] > 1 or not is_name_token(doc, b + 1):
        return None
    end = doc.paragraphs[paragraph][1]
    k = b + 1
    while k < end and (is_name_token(doc, k) or doc.low[k] in ("de", "van", "von", "bin", ".", "of")):
        k += 1
    if k - b - 1 > 6 or end - k > 14 or (k < end and doc.low[k] not in (",", ".", "(")):
        return None
    return b + 1, k


# NEEDWORDS
