"""Words, sentences and paragraphs of a text, by offsets into the text itself."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sources.text.spans import Span

from .lexicon import ABBREVIATIONS, FUNCTION_WORDS
from .marks import MARK, Quotation, find_quotations, is_page_head

# A word may hold combining accents and soft hyphens, which "\\w" does not count as letters.
_WORD = r"\w[\w\u0300-\u036f\u00ad]*"
_TOKEN = re.compile(rf"(?:[A-Za-z]\.){{2,}}|{_WORD}(?:['’‐‑-]{_WORD})*|''|``|\.\.+|--+|[^\w\s]")
_BREAK = re.compile(r"[\r\n\f\u2028\u2029]\s*")  # begins at a line end, so that runs of spaces cost nothing
_LONGEST_LINE = 120  # characters of a running head
_LONGEST_SENTENCE = 300  # tokens outside quotations; longer ones are cut, which keeps the work linear
_FINAL = frozenset(".?!…:;\"”’'»)]」』*")


def find_paragraphs(text: str, skip: Sequence[Span] = ()) -> list[Span]:
    """Split ``text`` into paragraphs, leaving out what ``skip`` covers.

    A blank line ends a paragraph unless the sentence plainly runs on (a page break). A single line end does so only
    where lines are not wrapped at a width.
    """
    pieces: list[Span] = []
    wrapped = _is_wrapped(text)
    start = 0
    for gap in _BREAK.finditer(text):
        if _page_head_beside(text, gap.start(), gap.end()):
            pieces.append(Span(start, gap.start()))
            start = gap.end()
            continue
        blank = len(re.findall(r"\r\n|\r|\n|\u2029", gap.group())) > 1
        if not blank and wrapped and gap.start() - text.rfind("\n", 0, gap.start()) > 45:
            continue
        if _runs_on(text, gap.start(), gap.end()):
            continue
        pieces.append(Span(start, gap.start()))
        start = gap.end()
    pieces.append(Span(start, len(text)))
    trimmed = [piece for piece in (_trim(text, piece) for piece in pieces) if piece.start < piece.end]
    kept = [p for p in trimmed if p.end - p.start > _LONGEST_LINE or not is_page_head(text[p.start : p.end])]
    return _without(kept, skip, text)


def _page_head_beside(text: str, end: int, start: int) -> bool:
    """Does a running head with the page's number stand before the break at [end, start), or after it?"""
    before = text[max(0, end - _LONGEST_LINE - 1) : end].splitlines()[-1:]
    after = text[start : start + _LONGEST_LINE + 1].splitlines()[:1]
    return any(any(c.isdigit() for c in line) and is_page_head(line) for line in (*before, *after))


def _is_wrapped(text: str) -> bool:
    lines = text.split("\n")
    full = [line for line in lines if line.strip()]
    if len(full) < 4 or max(map(len, full)) > 132:
        return False
    inside = sum(1 for a, b in itertools.pairwise(lines) if len(a.strip()) > 45 and b.strip())
    return inside * 2 > len(full)


def _runs_on(text: str, end: int, start: int) -> bool:
    """Does the sentence before the break at [end, start) plainly go on after it?"""
    while end and text[end - 1] in " \t\u00a0":
        end -= 1
    if not end or start >= len(text) or text[end - 1] in _FINAL:
        return False
    if text[start].islower():
        return text[end - 1] not in ".!?"
    line = text[max(0, end - 40) : end].split()
    last = line[-1] if line else ""
    following = re.match(r"\w+", text[start : start + 30])
    return last in FUNCTION_WORDS and following is not None


def _trim(text: str, span: Span) -> Span:
    s, e = span
    while s < e and (text[s].isspace() or text[s] == "\ufeff"):
        s += 1
    while e > s and text[e - 1].isspace():
        e -= 1
    return Span(s, e)


def _without(pieces: list[Span], skip: Sequence[Span], text: str) -> list[Span]:
    holes = sorted(Span(s, e) for s, e in skip if s < e)
    if not holes:
        return pieces
    out: list[Span] = []
    n = 0
    for piece in pieces:
        while n and holes[n - 1].end > piece.start:
            n -= 1
        while n < len(holes) and holes[n].end <= piece.start:
            n += 1
        at = piece.start
        k = n
        while k < len(holes) and holes[k].start < piece.end:
            if holes[k].start > at:
                out.append(_trim(text, Span(at, holes[k].start)))
            at = max(at, holes[k].end)
            k += 1
        if at < piece.end:
            out.append(_trim(text, Span(at, piece.end)))
    return [piece for piece in out if piece.start < piece.end]


@dataclass(slots=True)
class Doc:
    """A text with its tokens in parallel lists; ``sentence[i]`` and ``paragraph[i]`` number those of token ``i``.

    ``quote[i]`` is the number of the quotation that token ``i`` (its marks included) stands in, or -1.
    ``sentences`` and ``paragraphs`` are half-open token ranges.
    """

    text: str
    quotations: list[Quotation]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    cap: list[bool] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    quote_tokens: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, a: int, b: int) -> str:
        """The stretch of text from token ``a`` up to, not including, token ``b``."""
        return self.text[self.starts[a] : self.ends[b - 1]] if a < b else ""

    def span(self, a: int, b: int) -> Span:
        return Span(self.starts[a], self.ends[b - 1])

    def outside_quotes(self, span: Span) -> Iterator[int]:
        """The tokens of ``span`` that stand in no quotation; quotations are leapt over."""
        i = self.token_at(span.start)
        while i < len(self.starts) and self.starts[i] < span.end:
            q = self.quote[i]
            if q >= 0:
                i = self.quote_tokens[q][1]
            else:
                yield i
                i += 1

    def token_at(self, offset: int) -> int:
        """The number of the first token that ends after ``offset``."""
        return bisect_right(self.ends, offset)


def read(text: str, skip: Sequence[Span] = ()) -> Doc:
    """Tokenise ``text``, find its quotations and its sentences. Linear in the length of the text."""
    spans = find_paragraphs(text, skip)
    doc = Doc(text, find_quotations(text, spans))
    q = 0
    for number, paragraph in enumerate(spans):
        first = len(doc)
        for match in _TOKEN.finditer(text, paragraph.start, paragraph.end):
            start, end = match.span()
            while q < len(doc.quotations) and doc.quotations[q].outer.end <= start:
                q += 1
            inside = q < len(doc.quotations) and doc.quotations[q].outer.start <= start
            doc.starts.append(start)
            doc.ends.append(end)
            word = match.group()
            doc.low.append(word.lower().replace("’", "'"))
            doc.cap.append(word[0].isupper())
            doc.quote.append(q if inside else -1)
            doc.paragraph.append(number)
        doc.paragraphs.append((first, len(doc)))
    _find_quote_tokens(doc)
    _split_sentences(doc)
    return doc


def _find_quote_tokens(doc: Doc) -> None:
    doc.quote_tokens = [(0, 0)] * len(doc.quotations)
    for i, q in enumerate(doc.quote):
        if q >= 0:
            a, b = doc.quote_tokens[q]
            doc.quote_tokens[q] = (i if b == 0 else a, i + 1)


def _split_sentences(doc: Doc) -> None:
    for first, last in doc.paragraphs:
        a = first
        outside = 0
        for i in range(first, last):
            outside += doc.quote[i] < 0
            if _ends_sentence(doc, i, last) or (outside > _LONGEST_SENTENCE and doc.quote[i] < 0):
                doc.sentences.append((a, i + 1))
                a = i + 1
                outside = 0
        if a < last:
            doc.sentences.append((a, last))
    doc.sentence = [0] * len(doc)
    for number, (a, b) in enumerate(doc.sentences):
        for i in range(a, b):
            doc.sentence[i] = number


def _ends_sentence(doc: Doc, i: int, last: int) -> bool:
    if i + 1 >= last:
        return False
    here, following = doc.quote[i], doc.quote[i + 1]
    if here >= 0 and following == here:
        return False  # a sentence end within a quotation divides nothing outside it
    low = doc.low[i]
    if here >= 0 and i > 0:  # the quotation ends here: what stands before its mark decides
        if doc.low[i - 1] not in (".", "?", "!", "…") or following == here:
            return False
    elif low in (".", "?", "!", "…") or (low.startswith("..") and len(low) > 1):
        if low == "." and not _is_full_stop(doc, i):
            return False
    elif not (low.endswith(".") and len(low) > 2 and _starts_afresh(doc, i + 1)):
        return low in (")", "]") and i > 0 and doc.low[i - 1] == "." and doc.cap[i + 1]
    if doc.starts[i + 1] == doc.ends[i] and not MARK.match(doc.text, doc.starts[i + 1]):
        return False
    if doc.low[i + 1] in (")", "]"):
        return False
    return doc.cap[i + 1] or following >= 0 or not doc.text[doc.starts[i + 1]].islower()


def _is_full_stop(doc: Doc, i: int) -> bool:
    if i == 0 or doc.ends[i - 1] != doc.starts[i]:
        return True
    before = doc.low[i - 1]
    if before in ABBREVIATIONS:
        return False
    return not (len(before) == 1 and before.isalpha() and doc.cap[i - 1] and before != "i")


def _starts_afresh(doc: Doc, i: int) -> bool:
    """After "U.S.": does a new sentence begin? Only a function word with a capital tells."""
    return doc.cap[i] and doc.low[i] in FUNCTION_WORDS
