"""Who asks and who answers, where an interview marks its turns with "Q" and "A" or with initials."""

from collections import Counter
from dataclasses import replace

from .drafts import Draft
from .lexicon import FIRST_PERSON, ORGANISATION_WORDS, OUTLET_WORDS, word_set
from .names import NameRun, name_runs
from .tokens import Doc

_ASKER_BEFORE = word_set("reporter correspondent editor interviewer host writer contributor counsel columnist")
_ASKED_BY = word_set(
    "interview interviewed examined cross-examined questioned hosted presented asked conversation conducted"
)
_ASKER_AFTER = word_set(
    """
    met meets asked asks interviewed interviews hosts hosted caught questioned questions sat spoke speaks talked talks
    """
)
_SPOKEN_TO = word_set("spoke speaks talked talks sat")
_PLACE_BEFORE = word_set("in at near from to of outside")
_NEAR = 4  # tokens
_ADDRESSED = word_set("you your yours you're you've you'd you'll")
_LONGEST_QUESTION = 45  # tokens
_ASKING_SHARE = 0.5  # of the interviewer's turns end in a question


class Interview:
    """The people of an interview, read from the paragraphs before its first turn, or from those after its last."""

    def __init__(self, doc: Doc, first: int, after: int) -> None:
        self.doc = doc
        start = doc.paragraphs[first][0] if first < len(doc.paragraphs) else len(doc)
        stop = doc.paragraphs[after][0] if after < len(doc.paragraphs) else len(doc)
        runs = [run for run in name_runs(doc) if start <= run.a and run.b <= stop and self._names_a_person(run)]
        asking = [run for run in runs if self._is_asker(run, stop)]
        self.asking = self._name(asking[0]) if asking else None
        other = {self._name(run) for run in asking}
        times = Counter(doc.low[k] for k in range(start, stop) if doc.cap[k])
        answering = [run for run in runs if self._name(run) not in other]
        best = max(answering, key=lambda run: times[doc.low[run.b - 1]], default=None)
        self.answering = self._name(best) if best else None

    def _name(self, run: NameRun) -> str:
        return " ".join(self.doc.words(run.name, run.b).split()).removesuffix("'s").removesuffix("’s")

    def _names_a_person(self, run: NameRun) -> bool:
        doc = self.doc
        words = [doc.low[k] for k in range(run.a, run.b)]
        if run.b - run.name < 2 or any(w in ORGANISATION_WORDS or w in OUTLET_WORDS for w in words):
            return False
        return not (run.a and doc.low[run.a - 1] in _PLACE_BEFORE)

    def _is_asker(self, run: NameRun, stop: int) -> bool:
        doc = self.doc
        if any(doc.low[k] in _ASKER_BEFORE for k in range(max(0, run.a - 2), run.name)):
            return True
        if run.a > 1 and doc.low[run.a - 1] == "by" and doc.low[run.a - 2] in _ASKED_BY:
            return True
        for k in range(run.b, min(stop, run.b + _NEAR)):
            if doc.sentence[k] != doc.sentence[run.a] or doc.low[k] in (",", "."):
                return False
            if doc.low[k] in _SPOKEN_TO:
                return any(doc.low[n] in ("to", "with") for n in range(k + 1, min(stop, k + 3)))
            if doc.low[k] in _ASKER_AFTER:
                return True
        return False


def by_initials(doc: Doc, letters: str) -> str | None:
    """The one full name of the text that has these initials, or None."""
    names = set()
    for run in name_runs(doc):
        words = [doc.text[doc.starts[k] : doc.ends[k]] for k in range(run.name, run.b) if doc.low[k][0].isalpha()]
        if len(words) > 1 and "".join(w[0] for w in words if w[0].isupper()) == letters:
            names.add(" ".join(words).removesuffix("’s").removesuffix("'s"))
    return names.pop() if len(names) == 1 else None


def part_questions(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Give a question without a label, a paragraph within an answer that goes on below it, to who asks elsewhere.

    Only where two people talk, one of whom asks, and where the question speaks to "you" and the answer of "I".
    """
    asker = _asker(doc, drafts)
    if asker is None:
        return drafts
    asking = next(d for d in drafts if _who(doc, d) == asker)
    out = []
    for draft in drafts:
        if _who(doc, draft) == asker:
            out.append(draft)
            continue
        since = 0
        for n in range(1, len(draft.content) - 1):
            if _asks_anew(doc, draft, n):
                out.append(_part(doc, draft, draft, since, n))
                out.append(_part(doc, draft, asking, n, n + 1))
                since = n + 1
        out.append(_part(doc, draft, draft, since, len(draft.content)) if since else draft)
    return out


def _who(doc: Doc, draft: Draft) -> str:
    return draft.named or (doc.words(*draft.mention) if draft.mention else "")


def _asker(doc: Doc, drafts: list[Draft]) -> str | None:
    """Which of two who talk asks: most of his turns end in a question, and few of the other's do."""
    turns = Counter(_who(doc, draft) for draft in drafts)
    asked = Counter(_who(doc, draft) for draft in drafts if doc.text[draft.content[-1].end - 1] == "?")
    if len(turns) != 2:
        return None
    one, other = sorted(turns, key=lambda who: asked[who] / turns[who], reverse=True)
    return one if asked[one] > _ASKING_SHARE * turns[one] and asked[other] <= _ASKING_SHARE * turns[other] else None


def _asks_anew(doc: Doc, draft: Draft, n: int) -> bool:
    """Whether a paragraph of an answer is one question to "you", below which the answer goes on."""
    a, b = (doc.token_at(draft.content[n].start), doc.token_at(draft.content[n].end - 1) + 1)
    if (
        b - a > _LONGEST_QUESTION
        or doc.low[b - 1] != "?"
        or doc.quote[a] >= 0
        or doc.sentence[a] != doc.sentence[b - 1]
    ):
        return False
    words = {doc.low[k] for k in range(a, b)}
    below = range(doc.token_at(draft.content[n + 1].start), doc.token_at(draft.content[n + 1].end - 1) + 1)
    return bool(words & _ADDRESSED) and not words & FIRST_PERSON and any(doc.low[k] in FIRST_PERSON for k in below)


def _part(doc: Doc, whole: Draft, speaker: Draft, start: int, stop: int) -> Draft:
    """A part of the turn ``whole`` as a turn of who speaks in ``speaker``."""
    parts = whole.content[start:stop]
    if not start:
        return replace(whole, content=parts)
    anchor = doc.token_at(parts[0].start)
    return Draft(parts, None, speaker.mention, "direct", "speech", anchor, "turn", named=speaker.named)
