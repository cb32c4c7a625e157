"""Speakers that the layout names: transcript turns ("NAME: ..."), questions and answers, signatures ("- Name")."""

import re

from .drafts import Draft
from .names import is_name_token
from .tokens import Doc

_TURN = re.compile(r"[\"“”']?([A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,3}) ?(?:\([^)\n]{1,40}\) ?)?:(?=\s)")
_NOT_A_NAME = frozenset(
    "note update read related photo image video source sources correction editor copyright more by from photos caption "
    "photograph watch listen see also q a question answer re subject to date time location where when what tags topics "
    "share contact phone email e-mail tel fax www http https".split()
)
_HEADLINE_WORDS = 18


def turns(doc: Doc) -> list[Draft]:
    """Transcript turns: at least two paragraphs of the text start with a name in capitals (or a letter) and a colon.

    A paragraph without a name of its own goes on with the turn before it if that was the paragraph just before.
    """
    found: list[tuple[int, re.Match[str]]] = []
    for number, (a, b) in enumerate(doc.paragraphs):
        if a < b:
            match = _TURN.match(doc.text, doc.starts[a])
            if match and _speaks(match[1]):
                found.append((number, match))
    names = [m[1] for _, m in found]
    if len(found) < 2 or not any(name.isupper() or names.count(name) > 1 for name in names):
        return []
    drafts: list[Draft] = []
    for number, match in found:
        name = match[1]
        if not (name.isupper() or names.count(name) > 1):
            continue
        a, b = doc.paragraphs[number]
        first = doc.token_at(match.end(0))
        colon = doc.token_at(match.end(0) - 1)
        start, end = doc.token_at(match.start(1)), doc.token_at(match.end(1) - 1) + 1
        last = b
        while last > first and doc.low[last - 1] in ('"', "”", "''"):
            last -= 1
        if first >= last or start >= end or not any(doc.low[k][0].isalnum() for k in range(first, last)):
            continue
        draft = Draft([doc.span(first, last)], (colon, colon + 1), (start, end), "direct", "speech", colon, "turn")
        draft.named = name
        drafts.append(draft)
    return drafts


def _speaks(name: str) -> bool:
    return name.split()[0].lower() not in _NOT_A_NAME


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
            named = all(is_name_token(doc, i) for i in range(a, k)) and doc.low[a] not in _NOT_A_NAME
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
