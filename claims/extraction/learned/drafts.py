"""From what the tagger found to drafts: ranges of tokens, and contents that keep to the quotation marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claims.extraction.attribution import CueClass, Kind
from claims.extraction.drafts import Draft, Range
from claims.extraction.lexicon import PREPOSITIONS
from claims.extraction.moods import supposes
from claims.extraction.tokens import Doc
from claims.extraction.verbs import reporting_verb
from sources.text.spans import Span

from .finding import Found

_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
_MOST = 0.5  # share of a quotation's words from which on the whole of it is meant


def draft_of(doc: Doc, found: Found, counts: Sequence[int]) -> Draft | None:
    """The draft of one attribution, or None where nothing with a word in it is left as its content.

    ``counts`` are those of ``words_of_quotations``.
    """
    ranges = [r for r in (_tokens(doc, span) for span in found.content) if r[0] < r[1]]
    cue = _tokens(doc, found.cue)
    mention = _tokens(doc, found.source) if found.source else None
    ranges = _told(doc, _in_reach(doc, snapped(doc, ranges, counts), cue), cue, mention)
    if not ranges:
        return None
    content = [span for r in ranges for span in _spans(doc, r)]
    kind = kind_of(doc, ranges)
    base, cue_class = _class(doc, cue)
    if supposed(doc, cue, mention) or _is_empty(doc, cue):
        return None
    draft = Draft(
        content=content,
        cue=cue,
        mention=mention if mention and mention[0] < mention[1] else None,
        kind=kind,
        cue_class=cue_class,
        anchor=cue[1] - 1,
        how=_how(doc, cue, ranges, kind),
        base=base,
        scores=found.scores,
        cue_span=found.cue,
        mention_span=found.source,
    )
    inside = sorted({q for a, b in ranges for k in range(a, b) if (q := doc.quote[k]) >= 0})
    draft.quotations = inside
    draft.flags = list(dict.fromkeys(flag for q in inside for flag in doc.quotations[q].flags))
    return draft


def _tokens(doc: Doc, span: Span) -> Range:
    return bisect_right(doc.ends, span.start), bisect_left(doc.starts, span.end)


def words_of_quotations(doc: Doc) -> list[int]:
    """How many words each quotation of ``doc`` holds."""
    return [sum(_is_word(doc, k) for k in range(a, b)) for a, b in doc.quote_tokens]


def snapped(doc: Doc, ranges: list[Range], counts: Sequence[int]) -> list[Range]:
    """Token ranges with each quotation that they touch taken in whole, or left out, by how much of it they hold."""
    held: dict[int, int] = {}
    for a, b in ranges:
        for k in range(a, b):
            if doc.quote[k] >= 0 and _is_word(doc, k):
                held[doc.quote[k]] = held.get(doc.quote[k], 0) + 1
    wanted = {q for q, count in held.items() if count >= _MOST * counts[q]}
    tokens: set[int] = set()
    for a, b in ranges:
        tokens.update(k for k in range(a, b) if doc.quote[k] < 0)
    for q in wanted:
        tokens.update(range(*doc.quote_tokens[q]))
    return _runs(doc, sorted(tokens))


def _in_reach(doc: Doc, ranges: list[Range], cue: Range) -> list[Range]:
    """Without fragments that another clause reports, if others are left.

    A fragment belongs to the sentence of the cue, or holds a quotation that stands in the cue's paragraph, begins or
    ends there.
    """
    if cue[0] >= len(doc):
        return ranges
    sentence, paragraph = doc.sentence[cue[0]], doc.paragraph[cue[0]]

    def near(a: int, b: int) -> bool:
        if doc.sentence[a] == sentence:
            return True
        quoted = {doc.quote[k] for k in range(a, b) if doc.quote[k] >= 0}
        stretches = (doc.quote_tokens[q] for q in quoted)
        return any(doc.paragraph[first] <= paragraph <= doc.paragraph[last - 1] for first, last in stretches)

    return [(a, b) for a, b in ranges if near(a, b)] or ranges


def _told(doc: Doc, ranges: list[Range], cue: Range, mention: Range | None) -> list[Range]:
    """Without the hearer of a passive cue ("Reed was told that ..."), and without the words that name the source."""
    passive = any(doc.low[k] in _PASSIVE for k in range(*cue)) or doc.low[max(0, cue[0] - 1)] in _PASSIVE
    kept = []
    for n, (a, b) in enumerate(ranges):
        quoted = any(doc.quote[k] >= 0 for k in range(a, b))
        hearer = passive and b <= cue[0] and not quoted and any(c >= cue[1] for c, _ in ranges[n + 1 :])
        source = mention is not None and a < mention[1] and mention[0] < b and not quoted
        if not hearer and not source:
            kept.append((a, b))
    return kept or ranges


def _runs(doc: Doc, tokens: list[int]) -> list[Range]:
    runs: list[Range] = []
    for k in tokens:
        if runs and k == runs[-1][1] and doc.paragraph[k] == doc.paragraph[k - 1]:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    trimmed = (_trim(doc, run) for run in runs)
    return [run for run in trimmed if run[0] < run[1]]


def _trim(doc: Doc, run: Range) -> Range:
    """Without what is no word at the ends; the marks of a quotation stay with it."""
    a, b = run
    while a < b and not _is_word(doc, a) and doc.quote[a] < 0:
        a += 1
    while b > a and not _is_word(doc, b - 1) and doc.quote[b - 1] < 0:
        b -= 1
    return (a, b) if any(_is_word(doc, k) for k in range(a, b)) else (a, a)


def _spans(doc: Doc, run: Range) -> list[Span]:
    """A run that is quotations and nothing else gives their words without the marks; any other keeps the marks."""
    a, b = run
    if all(doc.quote[k] >= 0 or not _is_word(doc, k) for k in range(a, b)):
        whole = doc.span(a, b)
        inside = sorted({doc.quote[k] for k in range(a, b) if doc.quote[k] >= 0})
        return [part for q in inside for part in doc.quotations[q].parts if part.overlaps(whole)]
    return [doc.span(a, b)]


def kind_of(doc: Doc, ranges: list[Range]) -> Kind:
    """By whether all, some or none of the words stand inside quotation marks."""
    inside = [doc.quote[k] >= 0 for a, b in ranges for k in range(a, b) if _is_word(doc, k)]
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def _is_word(doc: Doc, k: int) -> bool:
    return doc.low[k][0].isalnum()


def _class(doc: Doc, cue: Range) -> tuple[str, CueClass]:
    """Base form and class of the cue's verb; speech wins over the rest."""
    best: tuple[str, CueClass] = ("", "none")
    for k in range(*cue):
        verb = reporting_verb(doc.low[k])
        if verb is not None and (best[1] == "none" or verb.cue_class == "speech"):
            best = verb.base, verb.cue_class
    return best


def _is_empty(doc: Doc, cue: Range) -> bool:
    """Whether the cue is nothing but prepositions ("in"), which tell of nothing by themselves ("per" does)."""
    return all(doc.low[k] in PREPOSITIONS and doc.low[k] not in ("per", "to") for k in range(*cue))


def supposed(doc: Doc, cue: Range, mention: Range | None) -> bool:
    """Whether the cue only asks or supposes that somebody tells: "Did Reed say ...?", "If Reed says ..."."""
    verbs = [k for k in range(*cue) if reporting_verb(doc.low[k])]
    if not verbs or mention is None or mention[0] > cue[0]:
        return False
    verb = reporting_verb(doc.low[verbs[0]])
    return verb is not None and supposes(doc, mention, verb, doc.sentences[doc.sentence[mention[0]]][0])


def _how(doc: Doc, cue: Range, ranges: list[Range], kind: Kind) -> str:
    if any(doc.low[k] == "according" for k in range(*cue)):
        return "according"
    first = ranges[0][0]
    if kind == "direct":
        if doc.low[cue[1] - 1] == ":" or (cue[1] < len(doc) and doc.low[cue[1]] == ":" and first > cue[0]):
            return "colon"
        return "before" if first > cue[0] else "after"
    if first < cue[0]:
        return "trailing"
    return "that" if doc.low[first] == "that" or doc.low[min(cue[1], first - 1)] == "that" else "tells"
