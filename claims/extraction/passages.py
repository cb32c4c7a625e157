"""Dates and relaying outlets of each draft: from its own sentence, or carried on from the passage before it."""

from dataclasses import dataclass, field
from datetime import date

from sources.text.spans import Span

from .attribution import Relay, SaidOn
from .dates import date_at, find_date
from .drafts import Draft
from .occasions import occasion
from .relays import interview_in, outlet_at, relays_between
from .resolve import Resolution
from .tokens import Doc

_CARRIED_OVER = 3  # sentences
_FEW = 6  # tokens
_MOST_REPORTS = 8  # of outlets in one sentence


@dataclass(slots=True)
class Circumstances:
    """When and through whom; ``occasion`` is the passage that tells of an interview or the like."""

    said_on: SaidOn | None = None
    relayed_by: list[Relay] = field(default_factory=list)
    occasion: Span | None = None
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Memory:
    paragraph: int
    anchor: int  # token of the cue from which the date comes
    said_on: SaidOn | None
    relayed_by: list[Relay]
    occasion: Span | None


class Passages:
    """Reads circumstances draft by draft, in the order of the text, and remembers them for each speaker."""

    def __init__(self, doc: Doc, drafts: list[Draft], dateline: date | None) -> None:
        self.doc = doc
        self.dateline = dateline
        self._memory: dict[str, _Memory] = {}
        self._contents = _content_mask(doc, drafts)
        self._interviews: dict[int, Circumstances] = {}
        self._reports: dict[int, list[tuple[Span, Relay]]] = {}
        for draft in drafts:
            self._note_report(draft)

    def _note_report(self, draft: Draft) -> None:
        """Remember a statement whose source is an outlet, or a report by one."""
        if draft.mention is None or draft.how == "turn":
            return
        a, b = draft.mention
        at = outlet_at(self.doc, a, b)
        stop = self.doc.sentences[self.doc.sentence[a]][1]
        if b < stop and self.doc.low[b] in ("by", "in", "from"):  # "a report | by Reuters"
            b = min(stop, b + 6)
        found = [at[0]] if at is not None else relays_between(self.doc, a, b)
        if found:
            reports = self._reports.setdefault(self.doc.sentence[draft.anchor], [])
            if len(reports) < _MOST_REPORTS:
                reports += [(content, found[0]) for content in draft.content]

    def read(self, draft: Draft, resolution: Resolution) -> Circumstances:
        """The circumstances of ``draft``, its speakers known."""
        doc = self.doc
        out = Circumstances()
        anchor = draft.anchor
        lo, hi = doc.sentences[doc.sentence[anchor]]
        lo, hi = max(lo, anchor - 60), min(hi, anchor + 40)
        out.said_on = self._date(lo, hi, anchor)
        out.relayed_by = self._own_relays(draft, lo, hi)
        if draft.how != "turn":
            self._from_interview(draft, resolution, out)
        self._from_report(draft, out)
        paragraph = doc.paragraph[anchor]
        for speaker in resolution.speakers[:1]:
            held = self._memory.get(speaker.name)
            if held is not None and paragraph - held.paragraph <= 1 and speaker.kind == "person":
                self._carry(draft, held, out)
            if out.said_on or out.relayed_by:
                near = held if held is not None and paragraph - held.paragraph <= 1 else None
                day = out.said_on or (near.said_on if near else None)
                relays = out.relayed_by or (near.relayed_by if near else [])
                self._memory[speaker.name] = _Memory(
                    paragraph,
                    anchor if out.said_on else (near.anchor if near else anchor),
                    day,
                    list(relays),
                    out.occasion,
                )
            elif held is not None and paragraph - held.paragraph <= 1:
                held.paragraph = paragraph
        if out.occasion is None and draft.how != "turn":
            out.occasion = occasion(doc, lo, hi, draft.cue, self._contents)
        return out

    def _from_report(self, draft: Draft, out: Circumstances) -> None:
        """What an outlet reports somebody to have said came through that outlet: "Lund said no, Reuters reported"."""
        for content, relay in self._reports.get(self.doc.sentence[draft.anchor], ()):
            outside = draft.mention is not None and self.doc.span(*draft.mention) != relay.span
            if content.start <= self.doc.starts[draft.anchor] < content.end and outside and relay not in out.relayed_by:
                out.relayed_by.append(relay)
                out.reasons.append(f"{relay.name} reports that it was said.")

    def _carry(self, draft: Draft, held: _Memory, out: Circumstances) -> None:
        if not out.relayed_by and held.relayed_by:
            out.relayed_by = list(held.relayed_by)
            out.occasion = out.occasion or held.occasion
            out.reasons.append(f"The relay through {held.relayed_by[0].name} is carried on from the passage before.")
        carries = held.occasion is not None or self._nothing_between(held.anchor, draft.anchor)
        if out.said_on is None and held.said_on is not None and draft.kind == "direct" and carries:
            out.said_on = held.said_on
            out.occasion = out.occasion or held.occasion
            out.reasons.append("The date is carried on from the same speaker's words just before.")

    def _nothing_between(self, held: int, anchor: int) -> bool:
        """Same paragraph, at most three sentences on, and no other date told on the way."""
        doc = self.doc
        if doc.paragraph[held] != doc.paragraph[anchor] or doc.sentence[anchor] - doc.sentence[held] > _CARRIED_OVER:
            return False
        start = doc.sentences[doc.sentence[held]][1]
        return self._date(start, doc.sentences[doc.sentence[anchor]][0], anchor) is None

    def _date(self, lo: int, hi: int, anchor: int) -> SaidOn | None:
        """The date nearest the cue in its sentence, outside anything that is itself said."""
        best: SaidOn | None = None
        distance = 10**9
        i = lo
        while i < hi:
            if self._contents[i]:
                i += 1
                continue
            at = date_at(self.doc, i, hi, self.dateline)
            if at is None:
                i += 1
                continue
            said_on, after = at
            if abs(i - anchor) < distance and not self._of_another_clause(lo, i, anchor):
                best, distance = said_on, abs(i - anchor)
            i = after
        return best

    def _of_another_clause(self, lo: int, at: int, anchor: int) -> bool:
        """Whether a date belongs to an inserted clause without the cue: "Holm, who was elected in 2019, said"."""
        for k in range(at - 1, max(lo, at - 20) - 1, -1):
            word = self.doc.low[k]
            if k == anchor or word == ",":
                return False
            if word in ("who", "which", "whose", "whom", "when", "where"):
                return True
        return False

    def _own_relays(self, draft: Draft, lo: int, hi: int) -> list[Relay]:
        """ "told OUTLET", "writing in OUTLET", "in an interview with OUTLET", near the cue and outside the content."""
        doc = self.doc
        if draft.cue is None:
            return []
        found: list[Relay] = []
        a, b = draft.cue
        if draft.base == "tell":
            at = outlet_at(doc, b, min(hi, b + 10))
            if at is not None:
                found.append(at[0])
        start = draft.mention[0] if draft.mention and draft.mention[0] < b else a
        stretch: list[tuple[int, int]] = [(min(start, a), a), (b, min(hi, b + 25))]
        if draft.mention and draft.mention[0] >= b:
            stretch = [(draft.mention[0], min(hi, draft.mention[1] + 20))]
        for x, y in stretch:
            stop = next((k for k in range(x, y) if self._contents[k]), y)
            found += [r for r in relays_between(doc, x, stop) if r not in found]
        if lo < a and draft.mention and doc.low[lo] in ("in", "speaking", "writing", "on"):
            x, y = lo, min(draft.mention[0], a)
            found += [r for r in relays_between(doc, x, y) if r not in found]
        return found

    def _from_interview(self, draft: Draft, resolution: Resolution, out: Circumstances) -> None:
        """A sentence before, in the same paragraph, told of an interview: its outlet and date hold for what follows."""
        doc = self.doc
        paragraph = doc.paragraph[draft.anchor]
        told = self._interview_of(paragraph)
        if told is None or told.occasion is None or told.occasion.start > draft.start:
            return
        if draft.mention is None or not resolution.speakers:
            return
        if not any(r.name for r in told.relayed_by) and told.said_on is None:
            return
        if doc.starts[draft.anchor] < told.occasion.end:
            return
        passage = told.occasion.of(doc.text)
        if not any(s.name.split()[-1] in passage for s in resolution.speakers):
            return
        if not out.relayed_by:
            out.relayed_by = list(told.relayed_by)
        if out.said_on is None and draft.kind == "direct":
            out.said_on = told.said_on
        out.occasion = told.occasion
        out.reasons.append("The sentence before tells of an interview; its date and outlet are taken from there.")

    def _interview_of(self, paragraph: int) -> Circumstances | None:
        if paragraph in self._interviews:
            known = self._interviews[paragraph]
            return known if known.occasion is not None else None
        doc = self.doc
        result = Circumstances()
        first, last = doc.paragraphs[paragraph]
        at = first
        while at < last:
            lo, hi = doc.sentences[doc.sentence[at]]
            found = interview_in(doc, lo, hi)
            if found is not None:
                result.occasion = doc.span(lo, hi)
                result.relayed_by = relays_between(doc, found[0], hi)
                result.said_on = find_date(doc, lo, hi, self.dateline)
                break
            at = hi
        self._interviews[paragraph] = result
        return result if result.occasion is not None else None


def _content_mask(doc: Doc, drafts: list[Draft]) -> bytearray:
    """Which tokens are said by somebody; a few words that only name what it was about keep no date to themselves."""
    mask = bytearray(len(doc))
    for draft in drafts:
        for span in draft.content:
            tokens = list(doc.outside_quotes(span))
            if draft.kind == "indirect" and len(tokens) < _FEW:
                continue
            for i in tokens:
                mask[i] = 1
    for i, q in enumerate(doc.quote):
        if q >= 0:
            mask[i] = 1
    return mask
