"""Whom "he" or "she" means: everybody named or described before, weighed by who speaks, subject, and distance."""

from bisect import bisect_left
from dataclasses import dataclass

from .clauses import is_finite
from .drafts import Draft
from .figures import Figures
from .forenames import MOSTLY
from .lexicon import CONJUNCTIONS, PREPOSITIONS, word_set
from .people import People
from .tokens import Doc
from .verbs import reporting_verb

PRONOUN_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_LOOK_BACK = 40  # namings of people looked at for a pronoun
_LONGEST_OPENING = 9  # tokens
_CHAIN = 8  # pronouns looked at for a pronoun
_TIE = 0.8
_PLAIN = 5.0
_NEARLY = 3.0  # who comes as near as this is told to the editor
_TOO_FAR = -9.0  # about two paragraphs without a word of them
_SURE_OF_UNKNOWN = -3.5  # the score that a person of unknown sex needs, about one sentence away
_AHEAD = word_set("as when while although though after before if since until once despite in at asked")


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where somebody is named, described or meant by a pronoun; ``who`` numbers persons, figures below 0."""

    token: int
    who: int
    base: float


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a pronoun means, or nobody and those tied; ``near`` are others who come close."""

    who: int | None
    tied: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


class Salience:
    """Answers for singular pronouns; every pronoun of the narrator is resolved on the way, in the order of the text."""

    def __init__(self, doc: Doc, people: People, drafts: list[Draft]) -> None:
        self.doc = doc
        self.people = people
        self._covered = _covered_tokens(doc, drafts)
        self._sources = {d.mention[0] for d in drafts if d.mention and d.mention[1] - d.mention[0] == 1}
        cast = Figures(doc, people, drafts)
        self.figures = cast.figures
        self._namings = [self._naming(t, end, who, t in cast.speaking) for t, end, who in people.occurrences]
        self._namings += [
            Naming(t, who, base - (2.0 if t in self._covered else 0.0)) for t, who, base in cast.described
        ]
        self._namings.sort(key=lambda n: n.token)
        self._tokens = [n.token for n in self._namings]
        self._pronouns = [
            k
            for k in range(len(doc))
            if doc.low[k].split("'")[0] in PRONOUN_SEX and doc.quote[k] < 0 and k not in self._covered
        ]
        self._done = 0
        self._chain: list[Naming] = []
        self._chain_tokens: list[int] = []
        self._cache: dict[int, Choice] = {}
        self._owners = _owners(doc, drafts)

    def name(self, who: int) -> str:
        return self.people.persons[who].name if who >= 0 else self.figures[-1 - who].name

    def enclosing(self, at: int) -> Draft | None:
        """The statement whose quotation token ``at`` stands in."""
        return self._owners.get(self.doc.quote[at])

    def choose(self, at: int, sex: str, barred: frozenset[int] = frozenset()) -> Choice:
        """The person whom a singular pronoun at token ``at`` means; ``barred`` are those it cannot mean."""
        self._advance(at)
        if at not in self._cache or barred:
            self._cache[at] = self._choose(at, sex, barred)
        return self._cache[at]

    def _advance(self, at: int) -> None:
        while self._done < len(self._pronouns) and self._pronouns[self._done] < at:
            k = self._pronouns[self._done]
            self._done += 1
            if k not in self._cache:
                self._cache[k] = self._choose(k, PRONOUN_SEX[self.doc.low[k].split("'")[0]], frozenset())
            who = self._cache[k].who
            if who is not None:
                subject = self.doc.low[k].split("'")[0] in ("he", "she")
                base = 3.5 if k in self._sources else (1.5 if subject else 0.3)
                self._chain.append(Naming(k, who, base))
                self._chain_tokens.append(k)

    # ------------------------------------------------------------ weighing

    def _choose(self, at: int, sex: str, barred: frozenset[int]) -> Choice:
        scores: dict[int, float] = {}
        for naming in [*_before(self._namings, self._tokens, at, _LOOK_BACK), *self._ahead(at)]:
            self._weigh(naming, at, sex, scores)
        for naming in _before(self._chain, self._chain_tokens, at, _CHAIN):
            self._weigh(naming, at, sex, scores)
        ranked = sorted((n for n in scores if n not in barred), key=lambda n: (-scores[n], n))
        if not ranked or scores[ranked[0]] < _TOO_FAR:
            return Choice(None, tuple(ranked[:3]))
        best = ranked[0]
        close = tuple(n for n in ranked[1:6] if scores[best] - scores[n] < _NEARLY)
        tied = tuple(n for n in close if scores[best] - scores[n] < _TIE)
        if not tied and not self._tells(best, sex):
            # Who fits by name or title is not passed over for one who may or may not fit.
            told = [n for n in ranked[1:6] if self._tells(n, sex)]
            wide = self._in_sentence(told, at) or (best < 0 and self._paragraphs_back(best, at))
            tied = tuple(n for n in told if scores[best] - scores[n] < (_PLAIN if wide else _NEARLY))
        if tied:
            return Choice(None, (best, *tied))
        if not self._tells(best, sex) and scores[best] < _SURE_OF_UNKNOWN:
            return Choice(None, tuple(ranked[:3]))
        return Choice(best, (), close)

    def _weigh(self, naming: Naming, at: int, sex: str, scores: dict[int, float]) -> None:
        doc = self.doc
        theirs = self._sex(naming.who)
        if theirs not in (sex, None):
            return
        token = naming.token
        weight = naming.base
        if doc.quote[token] >= 0 and doc.quote[token] == doc.quote[at]:
            weight += 3.0
        if theirs is None:
            weight -= self._doubt(naming.who, sex)
        weight -= 2.0 * min(6, abs(doc.sentence[at] - doc.sentence[token]))
        weight -= 2.5 * min(4, doc.paragraph[at] - doc.paragraph[token])
        weight -= 0.01 * min(50, abs(at - token))
        if weight > scores.get(naming.who, -99.0):
            scores[naming.who] = weight

    def _doubt(self, who: int, sex: str) -> float:
        """What speaks against somebody whose sex neither title nor forename tells."""
        if who < 0:
            return 0.5
        person = self.people.persons[who]
        if person.leaning is not None:
            return 0.2 if person.leaning == sex else 8.0
        mostly = MOSTLY.get(person.words[0], sex) if len(person.words) > 1 else sex
        return (0.5 if mostly == sex else 5.0) + person.doubtful

    def _in_sentence(self, whom: list[int], at: int) -> bool:
        """Whether one of those is named in the sentence of the pronoun, before it."""
        first = self.doc.sentences[self.doc.sentence[at]][0]
        near = _before(self._namings, self._tokens, at, _LOOK_BACK)
        return any(n.who in whom for n in near if n.token >= first)

    def _paragraphs_back(self, who: int, at: int) -> bool:
        """Whether somebody described is last spoken of in an earlier paragraph."""
        before = _before(self._namings, self._tokens, at, _LOOK_BACK)
        last = max((n.token for n in before if n.who == who), default=at)
        return self.doc.paragraph[last] < self.doc.paragraph[at]

    def _tells(self, who: int, sex: str) -> bool:
        """Whether anything but nearness speaks for them: a title, a forename, or other pronouns."""
        if who < 0:
            return self._sex(who) == sex
        person = self.people.persons[who]
        likely = MOSTLY.get(person.words[0]) if len(person.words) > 1 and person.leaning is None else None
        return sex in (person.sex, person.leaning, likely)

    def _sex(self, who: int) -> str | None:
        return self.people.persons[who].sex if who >= 0 else self.figures[-1 - who].sex

    def _naming(self, token: int, end: int, who: int, speaks: bool) -> Naming:
        """What speaks for a naming whatever the pronoun: the speaker and the subject stand out, the quoted do not."""
        doc = self.doc
        base = 3.0 if speaks else 0.0
        if doc.quote[token] >= 0:
            return Naming(token, who, base - 3.0)
        if token in self._covered:
            base -= 2.0
        owns = doc.low[end - 1].endswith("'s") or (end < len(doc) and doc.low[end] in ("'s", "'"))
        if not owns and (self._opens(token) or (end < len(doc) and is_finite(doc, end))):
            base += 1.5
        if (
            token
            and (doc.low[token - 1] in PREPOSITIONS or reporting_verb(doc.low[token - 1]) is not None)
            and not speaks
        ):
            base -= 1.0
        if owns:
            base += 0.3 if self._opens(token) else -0.5
        return Naming(token, who, base)

    def _opens(self, token: int) -> bool:
        """Whether nothing but a title or "his deputy," stands before the name in its sentence, quotations apart."""
        doc = self.doc
        first = doc.sentences[doc.sentence[token]][0]
        if token - first > _LONGEST_OPENING and doc.quote[first] < 0:
            return False
        before = [k for k in range(max(first, token - _LONGEST_OPENING), token) if doc.quote[k] < 0]
        return len(before) <= 4 or not any(
            doc.low[k] in PREPOSITIONS or doc.low[k] in CONJUNCTIONS or is_finite(doc, k) for k in before
        )

    def _ahead(self, at: int) -> list[Naming]:
        """ "As he left, Lund said": whoever follows the clause that opens the sentence is meant as likely as not."""
        doc = self.doc
        first, last = doc.sentences[doc.sentence[at]]
        if doc.quote[at] >= 0 or doc.low[first] not in _AHEAD or at - first > 12:
            return []
        comma = next((k for k in range(at, min(last, at + 25)) if doc.low[k] == ","), last)
        n = bisect_left(self._tokens, comma)
        if n < len(self._tokens) and self._tokens[n] < min(last, comma + 5):
            return [Naming(self._tokens[n], self._namings[n].who, 0.5)]
        return []


def _before(namings: list[Naming], tokens: list[int], at: int, most: int) -> list[Naming]:
    n = bisect_left(tokens, at)
    return namings[max(0, n - most) : n]


def _covered_tokens(doc: Doc, drafts: list[Draft]) -> set[int]:
    out: set[int] = set()
    for draft in drafts:
        if draft.kind != "direct":
            for span in draft.content:
                out.update(doc.outside_quotes(span))
    return out


def _owners(doc: Doc, drafts: list[Draft]) -> dict[int, Draft]:
    """For each quotation the statement that it is the words of; the one told by the narrator, where one nests."""
    out: dict[int, Draft] = {}
    for draft in drafts:
        if draft.mention is not None and doc.quote[draft.mention[0]] >= 0:
            continue
        for span in draft.content:
            k = doc.token_at(span.start)
            while k < len(doc) and doc.starts[k] < span.end:
                q = doc.quote[k]
                if q < 0:
                    k += 1
                else:
                    out.setdefault(q, draft)
                    k = doc.quote_tokens[q][1]
    return out
