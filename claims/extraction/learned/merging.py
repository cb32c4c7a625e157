"""Joins what the tagger found with what the rules found: of two that claim the same words, the likelier stays."""

from claims.extraction.drafts import Draft
from claims.extraction.tokens import Doc
from sources.text.spans import Span

# What layout and marks show by themselves is offered whatever the tagger thinks: it was trained on running news, where
# nobody marks a turn, a signature or a quotation that no words report.
BY_LAYOUT = frozenset(("turn", "signature", "headline", "carried", "alone", "colon"))
_UNREPORTED = frozenset(("carried", "alone"))

# Which quotations one reporting clause joins, grammar tells better than the tagger: so much its answer counts more.
_GRAMMAR = 0.2


def merged(doc: Doc, learned: list[Draft], ruled: list[Draft], floor: float) -> list[Draft]:
    """Drafts in reading order, no words in two of them, none less likely than ``floor``.

    What the layout shows has no likelihood, and is always offered.
    """
    out: list[Draft] = []
    taken = _Taken(doc)
    for draft in _by_weight(learned, ruled):
        if draft.confidence is not None and draft.confidence < floor:
            continue
        if not taken.any(draft):
            taken.add(draft)
            out.append(draft)
    return sorted(out, key=lambda d: (d.start, d.end, d.anchor))


def _by_weight(learned: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """What the layout shows first, then what was found by the likelihood, then quotations without reporting words."""
    layout = [draft for draft in ruled if draft.how in BY_LAYOUT and draft.how not in _UNREPORTED]
    layout.sort(key=lambda draft: draft.how == "headline")  # a quotation in it goes before the headline as a whole
    last = [draft for draft in ruled if draft.how in _UNREPORTED]
    others = [*learned, *(draft for draft in ruled if draft.how not in BY_LAYOUT)]
    grammar = {id(draft) for draft in ruled if draft.kind == "direct"}

    def weight(draft: Draft) -> float:
        return (draft.confidence or 0.0) + (_GRAMMAR if id(draft) in grammar else 0.0)

    return [*layout, *sorted(others, key=weight, reverse=True), *last]


def complete(doc: Doc, draft: Draft, ruled: Draft | None) -> None:
    """A find whose speaker the tagger does not see, or sees in another sentence, keeps the one that the rules see."""
    if ruled is None or (ruled.mention is None and ruled.named is None):
        return
    if draft.mention is None or (_beside(doc, ruled) and not _beside(doc, draft)):
        draft.mention, draft.named, draft.mention_span = ruled.mention, ruled.named, None


def _beside(doc: Doc, draft: Draft) -> bool:
    """Whether cue and mention stand in one sentence."""
    if draft.cue is None or draft.mention is None:
        return False
    return doc.sentence[draft.cue[0]] == doc.sentence[draft.mention[0]]


class Partners:
    """What the rules make of a cue, or else of a quotation."""

    def __init__(self, ruled: list[Draft]) -> None:
        self._by_cue = {k: draft for draft in ruled if draft.cue for k in range(*draft.cue)}
        self._by_quotation = {q: draft for draft in ruled for q in draft.quotations}

    def of_cue(self, draft: Draft) -> Draft | None:
        """The rules' draft with a word of its cue in common."""
        return next((p for k in range(*(draft.cue or (0, 0))) if (p := self._by_cue.get(k))), None)

    def of_quotation(self, draft: Draft) -> Draft | None:
        """The rules' draft with a quotation in common."""
        return next((p for q in draft.quotations if (p := self._by_quotation.get(q))), None)


class _Taken:
    """Which tokens are content already."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._tokens = bytearray(len(doc))

    def _range(self, span: Span) -> range:
        first = self.doc.token_at(span.start)
        return range(first, max(first, self.doc.token_at(span.end - 1) + 1))

    def add(self, draft: Draft) -> None:
        for span in draft.content:
            for k in self._range(span):
                self._tokens[k] = 1

    def any(self, draft: Draft) -> bool:
        return any(self._tokens[k] for span in draft.content for k in self._range(span))
