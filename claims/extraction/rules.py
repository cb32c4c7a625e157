"""The rules: every statement that grammar, marks and layout show, with its cue and mention. They need no model."""

from sources.text.spans import Span

from .cues import CueFinder
from .drafts import Draft
from .layouts import headline, signature_after, turns
from .progress import Progress, untold
from .quotes import QuoteLinker
from .tokens import Doc

VERSION = "1.1"
_LONE_WORDS = 6  # a quotation nobody reports is offered only from this length on


def find_drafts(doc: Doc, progress: Progress = untold) -> list[Draft]:
    """Every statement with its cue and mention, in reading order; speakers are not resolved yet.

    ``progress`` is told in a few coarse steps: no text keeps the rules long.
    """
    from_layout = turns(doc) or []
    linker = QuoteLinker(doc)
    linker.run()
    progress(0.5)
    finder = CueFinder(doc, linker)
    finder.run()
    progress(0.9)
    by_rule = [*linker.drafts, *finder.drafts, *headline(doc)]
    covered = [(d.start, d.end) for d in from_layout]
    drafts = [*from_layout, *(d for d in by_rule if not _inside(d, covered))]
    taken = {q for draft in drafts for q in draft.quotations}
    last_cue = _by_sentence(drafts, doc)
    for q in linker.free:
        if q in taken or _inside_span(doc.quotations[q].outer, covered):
            continue
        if (owner := _speaker_before(doc, q, last_cue)) is not None and owner.how in ("trailing", "after"):
            owner.content.extend(doc.quotations[q].parts)
            owner.quotations.append(q)
            owner.flags.extend(flag for flag in doc.quotations[q].flags if flag not in owner.flags)
            owner.kind = "mixed" if owner.kind != "direct" else "direct"
        elif (lone := _lone(doc, q, owner)) is not None:
            drafts.append(lone)
            last_cue[doc.sentence[doc.quote_tokens[q][0]]] = lone
    drafts.sort(key=lambda d: (d.start, d.end, d.anchor))
    progress(1)
    return drafts


def _inside(draft: Draft, covered: list[tuple[int, int]]) -> bool:
    return _inside_span(Span(draft.start, draft.end), covered)


def _inside_span(span: Span, covered: list[tuple[int, int]]) -> bool:
    lo, hi = 0, len(covered)
    while lo < hi:
        mid = (lo + hi) // 2
        if covered[mid][1] <= span.start:
            lo = mid + 1
        else:
            hi = mid
    return lo < len(covered) and covered[lo][0] < span.end


def _by_sentence(drafts: list[Draft], doc: Doc) -> dict[int, Draft]:
    """The last statement of each sentence that names its speaker."""
    out: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.anchor):
        if draft.mention is not None:
            out[doc.sentence[draft.anchor]] = draft
    return out


def _speaker_before(doc: Doc, q: int, last_cue: dict[int, Draft]) -> Draft | None:
    """The statement of the sentence just before a quotation that begins its own sentence, in the same paragraph."""
    a = doc.quote_tokens[q][0]
    sentence = doc.sentence[a]
    first = doc.sentences[sentence][0]
    if a - first > 2 or not first or doc.paragraph[first - 1] != doc.paragraph[a]:
        return None
    return last_cue.get(sentence - 1)


def _lone(doc: Doc, q: int, before: Draft | None) -> Draft | None:
    """A quotation without reporting words: signed below, or going on after words that name its speaker, or alone."""
    a, b = doc.quote_tokens[q]
    quotation = doc.quotations[q]
    signed = signature_after(doc, q)
    if signed is not None:
        draft = Draft(list(quotation.parts), (b, b + 1), signed, "direct", "speech", b, "signature")
    else:
        words = [k for k in range(a, b) if doc.low[k][0].isalpha()]
        first = doc.sentences[doc.sentence[a]][0]
        alone = not any(doc.low[k][0].isalnum() for k in range(first, a))
        titled = sum(doc.cap[k] for k in words) * 2 > len(words)
        if len(words) < _LONE_WORDS or titled or not (alone or len(words) >= 2 * _LONE_WORDS):
            return None
        draft = Draft(list(quotation.parts), None, None, "direct", "none", a, "alone")
        if before is not None and (alone or a - first <= 2):
            draft.mention, draft.how = before.mention, "carried"
    draft.flags = list(quotation.flags)
    draft.quotations = [q]
    return draft
