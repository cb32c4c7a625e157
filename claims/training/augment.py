"""Other news than PolNeAR's: the same sentences with other people's names and other houses' quotation marks.

PolNeAR is US politics of one autumn; a model trained on it alone learns that Trump and Clinton speak. Names are drawn
anew for an article as a whole, so that who is who stays readable.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from claims.extraction.evaluation.corpus import Article, Gold, Spans
from claims.extraction.tokens import read
from sources.text.spans import Span

Edit = tuple[int, int, str]  # [start, end) becomes these words

_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("''", "''"), ("«", "»"), ("„", "“"))
_CAPITALISED = re.compile(r"[A-Z][a-zà-ÿ]+")


def rewrite(article: Article, edits: Sequence[Edit]) -> Article:
    """``article`` with ``edits`` (disjoint, in order) made, its spans moved along."""
    if not edits:
        return article
    out: list[str] = []
    at = 0
    shifts = [0]
    for start, end, words in edits:
        out += (article.text[at:start], words)
        at = end
        shifts.append(shifts[-1] + len(words) - (end - start))
    out.append(article.text[at:])
    starts = [e[0] for e in edits]
    ends = [e[1] for e in edits]

    def moved(offset: int, *, is_end: bool) -> int:
        n = bisect_right(ends, offset)
        if n < len(edits) and starts[n] < offset:  # amid an edit: to its edge
            return ends[n] + shifts[n + 1] if is_end else starts[n] + shifts[n]
        return offset + shifts[n]

    def move(spans: Spans) -> Spans:
        pairs = [(moved(s, is_end=False), moved(e, is_end=True)) for s, e in spans]
        return [(s, e) for s, e in pairs if s < e]

    gold = [Gold(move(g.content), move(g.cue), move(g.source)) for g in article.gold]
    return Article(article.name, "".join(out), [g for g in gold if g.content])


def other_marks(article: Article, rng: random.Random) -> Article:
    """``article`` with every pair of quotation marks in another style, the same for all."""
    opening, closing = rng.choice(_STYLES)
    edits: list[Edit] = []
    for quotation in read(article.text).quotations:
        outer, parts = quotation.outer, quotation.parts
        if quotation.flags or len(parts) > 1:
            continue
        edits.append((outer.start, parts[0].start, opening))
        edits.append((parts[-1].end, outer.end, closing))
    return rewrite(article, [e for e in edits if e[0] < e[1]])


def other_names(article: Article, people: Sequence[Span], pool: Sequence[str], rng: random.Random) -> Article:
    """``article`` with some of the surnames of ``people`` (where names of people stand) drawn anew from ``pool``."""
    drawn: dict[str, str] = {}
    for span in people:
        for word in span.of(article.text).split()[-1:]:
            if _CAPITALISED.fullmatch(word) and word not in drawn:
                drawn[word] = rng.choice(pool) if rng.random() < 0.6 else word
    edits = [
        (m.start(), m.end(), drawn[m.group()])
        for m in _CAPITALISED.finditer(article.text)
        if drawn.get(m.group(), m.group()) != m.group() and not _glued(article.text, m.end())
    ]
    return rewrite(article, edits)


def _glued(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum()


def surnames(articles: Mapping[str, Article], people: Mapping[str, Sequence[Span]]) -> list[str]:
    """Every last word of a name of a person, once: what names are drawn from."""
    found = set()
    for name, spans in ((n, s) for n, s in people.items() if n in articles):
        for span in spans:
            words = span.of(articles[name].text).split()
            if len(words) > 1 and _CAPITALISED.fullmatch(words[-1]):
                found.add(words[-1])
    return sorted(found)
