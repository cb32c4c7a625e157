"""Statements set as paragraphs of their own without marks: posts ("@name: ...") and blocks that a colon leads into."""

import re

from sources.text.spans import Span

from .drafts import Draft, Range
from .lexicon import FIRST_PERSON
from .reports import ReportReader
from .tokens import Doc

_POST = re.compile(r"(?:[*_>\s]{0,4})(@\w{2,40})(?: ?\(([^()\n]{1,60})\))?[*_]{0,3} ?:\s")
_HANDLED = re.compile(r"(?<!\w)([^\W\d_][\w.'’\-]{0,40}(?: [^\W\d_][\w.'’\-]{0,40}){1,4}) ?\((@\w{2,40})\)")
_BULLETS = frozenset("-–—•*·‣▪")
_FULL_STOPS = frozenset('.?!…”"’»)') | {"''", "..."}
_IN_FULL = re.compile(
    r"\bin full\b|\bfollowing (?:statement|message|letter|reply|note)\b|\bstatement (?:reads|said|says|read)\b",
    re.IGNORECASE,
)
_LONGEST_BLOCK = 40  # paragraphs


def blocks(doc: Doc, taken: set[int]) -> list[Draft]:
    """Posts and blocks of ``doc``, outside the paragraphs ``taken`` by a transcript."""
    drafts: list[Draft] = []
    reports = ReportReader(doc, {})
    handles: dict[str, str] | None = None
    free_from = 0
    for number, (a, b) in enumerate(doc.paragraphs):
        if number < free_from or number in taken or a >= b:
            continue
        post = _POST.match(doc.text, doc.starts[a], doc.ends[b - 1])
        if post and post.end() < doc.ends[b - 1]:
            handles = _handles(doc) if handles is None else handles
            drafts.append(_post(doc, post, b, handles))
        elif doc.low[b - 1] == ":" and doc.quote[b - 1] < 0:
            until = _block_end(doc, number, taken)
            told = reports.before(b, doc.sentences[doc.sentence[b - 1]][0]) if until > number + 1 else None
            if told is not None and told[0] is not None:
                drafts.append(_block(doc, number + 1, until, told[0], told[1]))
                free_from = until
    return drafts


def _handles(doc: Doc) -> dict[str, str]:
    """Who is behind a handle: "Casimir Oyelowo (@casioyelowo)"."""
    found: dict[str, str] = {}
    for match in _HANDLED.finditer(doc.text):
        words = match[1].split()
        first = next((n for n in range(len(words)) if all(w[0].isupper() for w in words[n:])), len(words))
        if len(words) - first > 1:
            found.setdefault(match[2].casefold(), " ".join(words[first:]))
    return found


def _post(doc: Doc, post: re.Match[str], b: int, handles: dict[str, str]) -> Draft:
    first = doc.token_at(post.end())
    start = doc.token_at(post.start(1))
    name = Span(*post.span(1))
    bracket = post[2] if post[2] and post[2][0].isupper() and " " in post[2] else None
    named = bracket or handles.get(post[1].casefold(), post[1])
    mention = (start, doc.token_at(name.end - 1) + 1)
    return Draft([doc.span(first, b)], (first - 1, first), mention, "direct", "speech", first - 1, "turn", named=named)


def _block(doc: Doc, first: int, until: int, mention: Range, cue: Range) -> Draft:
    parts = []
    for number in range(first, until):
        a, b = doc.paragraphs[number]
        while a < b and doc.low[a] == ">":
            a += 1
        if a < b:
            parts.append(doc.span(a, b))
    return Draft(parts, cue, mention, "direct", "speech", cue[1] - 1, "colon")


def _block_end(doc: Doc, intro: int, taken: set[int]) -> int:
    """The paragraph after the last of the block that follows paragraph ``intro``; ``intro + 1`` if none does."""
    first = intro + 1
    if first >= len(doc.paragraphs):
        return first
    fenced = doc.low[doc.paragraphs[first][0]] == ">"
    a, b = doc.paragraphs[intro]
    in_full = _IN_FULL.search(doc.words(max(a, b - 40), b)) is not None
    number = first
    while number < min(len(doc.paragraphs), first + _LONGEST_BLOCK) and number not in taken:
        a, b = doc.paragraphs[number]
        marked = doc.low[a] == ">"
        if marked != fenced or not (marked or _reads_as_said(doc, a, b, in_full and number == first)):
            break
        number += 1
    return number


def _reads_as_said(doc: Doc, a: int, b: int, announced: bool) -> bool:
    """Whole sentences without marks, in the first person or announced as a statement."""
    if doc.quote[a] >= 0 or doc.low[a] in _BULLETS or doc.low[b - 1] not in _FULL_STOPS:
        return False
    return announced or any(doc.quote[k] < 0 and doc.low[k] in FIRST_PERSON for k in range(a, b))
