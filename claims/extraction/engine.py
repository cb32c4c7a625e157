"""The engines: text in, attributions out. Nothing here knows of databases, files or the network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from sources.text.spans import Span

from .attribution import Attribution, EngineIdentity
from .confidence import confidence, link_reason
from .drafts import Draft
from .learned import LearnedFinder, weights
from .passages import Passages
from .progress import Progress, between, in_steps, untold
from .resolve import Resolution, Resolver
from .rules import VERSION, find_drafts
from .tokens import Doc, read

# Where finding begins and ends in the whole work, as measured with the tagger, which takes nearly all of it.
_READ, _FOUND = 0.02, 0.97


class Find(Protocol):
    """What finds the statements of a text, and tells how far it has come."""

    def __call__(self, doc: Doc, progress: Progress = untold) -> list[Draft]: ...


@dataclass(frozen=True, slots=True)
class Engine:
    """One way of finding statements, and who it is; speakers, dates, relays and reasons come alike for all."""

    identity: EngineIdentity
    find: Find

    def extract(
        self,
        text: str,
        *,
        dateline: date | None = None,
        skip: Sequence[Span] = (),
        authors: Sequence[str] = (),
        outlet: str | None = None,
        progress: Progress | None = None,
    ) -> list[Attribution]:
        """Return the attributions of ``text`` in reading order.

        Offsets are code points of ``text`` as given; line ends of any kind are allowed. ``dateline`` is the day
        against which "yesterday" is read; without it relative dates stay unread. Nothing that touches ``skip`` is
        extracted. ``authors`` are whom "I" outside quotation marks means; ``outlet`` is never listed among the
        relays of its own article. Raises SpoiledWeights where the weights were changed, and nothing else, whatever
        the text; the time is linear in its length.

        ``progress`` is told the share of the work that is done, about a hundred times at most, ascending and at last
        1; it changes nothing that is found. What it raises is not caught: it ends the work, and comes out of here.
        """
        tell = in_steps(progress)
        doc = read(text, skip)
        tell(_READ)
        drafts = self.find(doc, between(tell, _READ, _FOUND))
        resolver = Resolver(doc, drafts, tuple(authors))
        passages = Passages(doc, drafts, dateline)
        finishing = between(tell, _FOUND, 1)
        found: list[Attribution] = []
        for draft in drafts:
            found.append(_finish(doc, draft, resolver.resolve(draft), passages, outlet))
            finishing(len(found) / len(drafts))
        tell(1)
        return found


RULES = Engine(EngineIdentity(name="on-record-rules", version=VERSION, parameters={"language": "en"}), find_drafts)


def default(folder: Path = weights.FOLDER) -> Engine:
    """The learned engine where its weights are in ``folder``, else the rules alone."""
    finder = LearnedFinder(folder)
    return RULES if finder.identity.model_sha256 is None else Engine(finder.identity, finder.drafts)


DEFAULT = default()
ENGINE = DEFAULT.identity
extract = DEFAULT.extract


def _finish(doc: Doc, draft: Draft, resolution: Resolution, passages: Passages, outlet: str | None) -> Attribution:
    circumstances = passages.read(draft, resolution)
    cue = (draft.cue_span or doc.span(*draft.cue),) if draft.cue else ()
    mention = (draft.mention_span or doc.span(*draft.mention),) if draft.mention else ()
    cue_words = cue[0].of(doc.text) if cue else ""
    relays = [r for r in circumstances.relayed_by if outlet is None or r.name.casefold() != outlet.casefold()]
    reasons = [link_reason(draft, cue_words), *resolution.reasons, *circumstances.reasons, *draft.flags]
    return Attribution(
        content=tuple(sorted(draft.content)),
        cue=cue,
        mention=mention,
        kind=draft.kind,
        cue_class=draft.cue_class,
        speakers=tuple(resolution.speakers) if not resolution.alternatives else (),
        alternatives=tuple(dict.fromkeys(resolution.alternatives)),
        confidence=_confidence(draft, resolution),
        reasons=tuple(dict.fromkeys(reasons)),
        said_on=circumstances.said_on,
        relayed_by=tuple(relays),
        occasion=circumstances.occasion,
    )


def _confidence(draft: Draft, resolution: Resolution) -> float:
    if draft.confidence is not None:
        return draft.confidence
    return confidence(draft, resolution.speakers, bool(resolution.alternatives))
