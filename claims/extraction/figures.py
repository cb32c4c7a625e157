"""People who are described and not named: "a senior official", "my father", "the young woman"."""

from dataclasses import dataclass

from sources.text.spans import Span

from .clauses import Range, is_finite
from .drafts import Draft
from .forenames import sex_of
from .kinds import agent
from .lexicon import ANONYMOUS_NOUNS, DETERMINERS, FEMALE_TITLES, MALE_TITLES, PERSON_TITLES, PREPOSITIONS, word_set
from .mentions import Party, parties
from .names import flat
from .people import People
from .tokens import Doc

_PRONOUNS = word_set("he him his she her hers who whom they them it i we you")
_ADDRESSES = word_set("mr miss sir lord")
_SPEAKER = 4.0  # as much as a named speaker, nearly
_KIN_SPEAKER = 2.5  # "her daughter": whoever is meant by "her" stands out more
_SUBJECT = 0.7


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody described; ``mention`` is the source that describes them, where they speak."""

    name: str
    sex: str | None
    span: Span
    mention: Range | None


class Figures:
    """The described people of a text, each with places and weights; and where named speakers are named.

    ``described`` holds token, number (below 0, so that it is no person's) and weight. "The woman" is the woman
    before, "a woman" another one.
    """

    def __init__(self, doc: Doc, people: People, drafts: list[Draft]) -> None:
        self.doc = doc
        self.figures: list[Figure] = []
        self.described: list[tuple[int, int, float]] = []
        self.speaking: set[int] = set()
        found: dict[int, tuple[Figure, str, float]] = {}
        for mention in {d.mention for d in drafts if d.mention}:
            if mention[1] - mention[0] > 1 or doc.low[mention[0]].split("'")[0] not in _PRONOUNS:
                self._read(mention, people, found)
        for k in range(len(doc) - 1):
            if k not in found and doc.quote[k] < 0 and (end := self._gendered(k)) is not None:
                weight = _SUBJECT if self._subject(k, end) else -0.5
                found[k] = self._figure(k, end, doc.low[end - 1], None), doc.low[end - 1], weight
        bearers = {word for person in people.persons for word in person.title_words}
        self._number(found, {token for token, _, _ in people.occurrences}, bearers)

    def _read(self, mention: Range, people: People, found: dict[int, tuple[Figure, str, float]]) -> None:
        doc = self.doc
        for party in parties(doc, mention, people):
            if party.run is not None:
                self.speaking.add(party.run.name)
            elif doc.low[party.a] in DETERMINERS and doc.quote[party.a] < 0 and _human(party):
                weight = _KIN_SPEAKER if doc.low[party.a] in ("his", "her") else _SPEAKER
                end = party.b
                while end > party.a + 1 and not doc.low[end - 1][0].isalnum():
                    end -= 1
                found[party.a] = self._figure(party.a, end, party.head, mention), party.head, weight

    def _number(self, found: dict[int, tuple[Figure, str, float]], named: set[int], roles: set[str]) -> None:
        known: dict[str, int] = {}
        for token, (figure, head, weight) in sorted(found.items()):
            if token + 1 in named or token in named:
                continue
            if self.doc.low[token] in ("the", "this", "that") and head in roles:
                continue  # one of those named, and not told which
            if self.doc.low[token] in ("a", "an", "another", "one") or head not in known:
                self.figures.append(figure)
                known[head] = -len(self.figures)
            self.described.append((token, known[head], weight))

    def _figure(self, a: int, end: int, head: str, mention: Range | None) -> Figure:
        doc = self.doc
        start = a + 1 if doc.low[a] in ("the", "a", "an") and end > a + 1 else a
        span = doc.span(start, end)
        return Figure(flat(span.of(doc.text)), sex_of((), [head]), span, mention)

    def _gendered(self, k: int) -> int | None:
        """For "the young woman" at token ``k``: the token after it."""
        doc = self.doc
        if doc.low[k] not in DETERMINERS and not doc.low[k].endswith("'s"):
            return None
        for end in range(k + 1, min(k + 4, len(doc))):
            word = doc.low[end]
            if not word[0].isalpha() or doc.sentence[end] != doc.sentence[k] or doc.cap[end]:
                return None
            if (word in MALE_TITLES or word in FEMALE_TITLES) and word not in _ADDRESSES:
                after = range(end + 1, min(len(doc), end + 4))
                goes_on = end + 1 < len(doc) and (doc.cap[end + 1] or doc.low[end + 1] in ("-", "of"))
                goes_on = goes_on or (doc.low[end + 1 : end + 2] == ["and"] and any(doc.cap[j] for j in after))
                return None if goes_on else end + 1
            if word in PREPOSITIONS or word in ANONYMOUS_NOUNS or (word in PERSON_TITLES and word != "former"):
                return None
        return None

    def _subject(self, a: int, end: int) -> bool:
        first = self.doc.sentences[self.doc.sentence[a]][0]
        return a - first <= 2 or (end < len(self.doc) and is_finite(self.doc, end))


def _human(party: Party) -> bool:
    """Whether a description is of a single person."""
    head = party.head
    if party.kind == "anonymous":
        return not head.endswith("s") or head in ("boss", "witness")
    return party.kind == "unknown" and (head in MALE_TITLES or head in FEMALE_TITLES or agent(head))
