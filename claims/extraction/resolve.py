"""Works out whom a mention means within the text: by name, part of a name, pronoun or description; never guesses."""

from dataclasses import dataclass, field

from sources.text.spans import Span

from .attribution import SpeakerGuess
from .clauses import Range
from .drafts import Draft
from .lexicon import FEMALE_TITLES, MALE_TITLES, PERSON_TITLES, PREPOSITIONS, SPOKESPEOPLE
from .mentions import Party, parties
from .names import NameRun, People, bare_words, name_span, sex_of
from .phrases import noun_phrase_right
from .tokens import Doc

_SEX = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_LOOK_BACK = 40  # namings of people looked at for a pronoun
_DESCRIBED_WITHIN = 400  # tokens between "a senior official" and "the official"
_SURE_OF_UNKNOWN = -2.5  # the score that a person of unknown sex needs, about one sentence away
_TIE = 0.3

_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several"})


@dataclass(slots=True)
class Resolution:
    """The outcome for one mention; ``speakers`` is empty on a tie or where a pronoun finds nobody."""

    speakers: list[SpeakerGuess] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class Resolver:
    """Resolves the mentions of one text in reading order; what was resolved before helps the pronouns after."""

    def __init__(self, doc: Doc, drafts: list[Draft], authors: tuple[str, ...] = ()) -> None:
        self.doc = doc
        self.people = People(doc)
        self.authors = authors
        self._told: list[tuple[int, int]] = []  # token, person: pronouns and speakers resolved so far
        self._last: Resolution | None = None
        self._last_at = -1
        self.people.learn(_speaking(doc, drafts, self.people))
        self._covered = _covered_tokens(doc, drafts)
        self._next = 0  # namings before the current mention
        self._cache: dict[Range, Resolution] = {}

    def resolve(self, draft: Draft) -> Resolution:
        """The speakers of ``draft``; call in the order of the text."""
        if draft.named is not None:
            result = self._by_string(draft.named, draft)
        elif draft.mention is None:
            result = Resolution(reasons=["Nobody is named as the speaker."])
        elif draft.mention in self._cache:
            result = self._cache[draft.mention]
        else:
            result = self._by_mention(draft.mention)
            self._cache[draft.mention] = result
        if result.speakers and draft.mention:
            self._last, self._last_at = result, draft.mention[0]
            for speaker in result.speakers:
                for number in self.people.find(tuple(w.lower().rstrip(".") for w in speaker.name.split())):
                    self._told.append((draft.mention[0], number))
        return result

    # ------------------------------------------------------------ mentions

    def _by_mention(self, mention: Range) -> Resolution:
        doc = self.doc
        a, b = mention
        if b - a == 1 and doc.low[a] in ("he", "she", "they", "it", "who", "i", "we", "you", "which", "that"):
            return self._pronoun(a)
        result = Resolution()
        for party in parties(doc, mention, self.people):
            self._party(party, result)
        if not result.speakers and not result.alternatives:
            result.reasons.append(f"Nobody could be read from “{doc.words(a, b)[:80]}”.")
        if len(result.speakers) > 1:
            result.reasons.append("Several speakers share this statement.")
        return result

    def _party(self, party: Party, result: Resolution) -> None:
        if party.run is None:
            self._description(party, result)
            return
        doc = self.doc
        run = party.run
        words = bare_words(doc, run.name, run.b)
        title = " ".join(doc.words(party.a, run.name).split()).strip(" ,") if run.name > party.a else None
        title = _without_article(title)
        name = " ".join(name_span(doc, run.name, run.b).of(doc.text).split())
        if party.kind in ("organisation", "group"):
            whole = _without_article(" ".join(doc.words(party.a, run.b).split())) or name
            result.speakers.append(SpeakerGuess(whole, party.kind, None, doc.span(party.a, run.b), "named"))
            result.reasons.append(f"{whole} is named.")
            return
        self._person(words, name, title, party, result)

    def _person(self, words: tuple[str, ...], name: str, title: str | None, party: Party, result: Resolution) -> None:
        found = self.people.find(words)
        titles = [w.lower().rstrip(".") for w in (title or "").split()]
        sex = sex_of((), titles)
        if len(found) > 1 and sex:
            found = [n for n in found if self.people.persons[n].sex in (sex, None)]
        if len(found) > 1 and titles:
            titled = [n for n in found if self.people.persons[n].title_words & (set(titles) & PERSON_TITLES)]
            found = titled if len(titled) == 1 else found
        if len(found) > 1:
            names = [self.people.persons[n].name for n in found]
            result.alternatives.extend(names)
            result.reasons.append(f"“{name}” may be {' or '.join(names)}: the text does not tell which.")
            return
        if found:
            person = self.people.persons[found[0]]
            how = "named" if len(words) >= len(person.words) else "partial name"
            stated = title or next(iter(person.titles), None)
            result.speakers.append(SpeakerGuess(person.name, "person", stated, person.span, how))
            reason = (
                f"{person.name} is named." if how == "named" else f"“{name}” is the only {person.name} of this text."
            )
            result.reasons.append(reason)
            return
        if party.run is None:
            return
        if len(words) == 1 and words[0] in PERSON_TITLES:
            self._description(party, result)
            return
        kind = party.kind if party.kind != "unknown" else "person"
        span = name_span(self.doc, party.run.name, party.run.b)
        result.speakers.append(SpeakerGuess(name, kind, title, span, "named"))
        result.reasons.append(f"{name} is named; no fuller name was found in this text.")

    def _description(self, party: Party, result: Resolution) -> None:
        doc = self.doc
        end = party.b
        while end > party.a and not doc.low[end - 1][0].isalnum():
            end -= 1
        words = " ".join(doc.words(party.a, end).split())
        if doc.low[party.a] in ("the", "this", "that", "our", "president", "mayor") and party.head not in SPOKESPEOPLE:
            bearers = [p for p in self.people.persons if party.head in p.title_words and p.first < party.a]
            if len(bearers) == 1 and end - party.a <= 3:
                person = bearers[0]
                result.speakers.append(
                    SpeakerGuess(person.name, "person", next(iter(person.titles), None), person.span, "description")
                )
                result.reasons.append(f"“{words}”: {person.name} alone bears that title in this text.")
                return
            earlier = self._same_description(party) if end - party.a <= 3 else None
            if earlier is not None:
                guess = SpeakerGuess(_flat_words(earlier.of(doc.text)), "anonymous", None, earlier, "description")
                result.speakers.append(guess)
                result.reasons.append(f"“{words}” is taken to be the “{guess.name}” named before.")
                return
        name = _without_article(words) or words
        behalf = self._principal(party)
        result.speakers.append(SpeakerGuess(name, party.kind, None, doc.span(party.a, end), "description", behalf))
        what = {"anonymous": "an unnamed person", "group": "a group", "organisation": "an organisation"}.get(
            party.kind, "a description"
        )
        result.reasons.append(f"“{name}” is {what}; it is kept as it stands.")
        if behalf:
            result.reasons.append(f"Speaks on behalf of {behalf}.")

    def _same_description(self, party: Party) -> Span | None:
        """For "the official": the nearest "a second official" before. Two unnamed people are never taken for one."""
        doc = self.doc
        if party.kind != "anonymous":
            return None
        for k in range(party.a - 1, max(0, party.a - _DESCRIBED_WITHIN), -1):
            if doc.low[k] != party.head or doc.quote[k] >= 0:
                continue
            for a in range(k - 1, max(-1, k - 5), -1):
                if doc.low[a] in ("a", "an", "one", "another"):
                    start = a + 1 if doc.low[a] in ("a", "an") else a
                    return doc.span(start, self._description_end(k))
                if not doc.low[a][0].isalpha():
                    break
        return None

    def _description_end(self, k: int) -> int:
        """Take "at the transport ministry" along with the noun at ``k``."""
        doc = self.doc
        end = k + 1
        if end < len(doc) and doc.low[end] in ("at", "in", "from", "of", "with", "for"):
            after = noun_phrase_right(doc, end + 1, doc.sentences[doc.sentence[k]][1], closed=True)
            if after is not None and doc.low[after[1] - 1][0].isalnum():
                end = after[1]
        return end

    def _principal(self, party: Party) -> str | None:
        """For whom a spokesperson speaks: "a spokesman for Smith", "Smith's lawyer"."""
        if party.head not in SPOKESPEOPLE:
            return None
        doc = self.doc
        for k in range(party.a, party.b):
            possessive = doc.low[k].endswith("'s") and doc.cap[k]
            object_of = k > party.a and doc.low[k - 1] in ("for", "of") and doc.cap[k]
            if possessive or object_of:
                start = k
                while start > party.a and doc.cap[start - 1]:
                    start -= 1
                stop = k + 1
                while object_of and stop < party.b and doc.cap[stop]:
                    stop += 1
                found = self.people.find(bare_words(doc, start, stop))
                return (
                    self.people.persons[found[0]].name if len(found) == 1 else name_span(doc, start, stop).of(doc.text)
                )
        if doc.low[party.a] in ("his", "her"):
            person, _ = self._fitting(_SEX[doc.low[party.a]], party.a)
            return self.people.persons[person].name if person is not None else None
        return None

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, at: int) -> Resolution:
        doc = self.doc
        word = doc.low[at]
        if word in ("who", "which", "that"):
            return self._antecedent(at)
        if word in ("i", "we"):
            if word == "i" and len(self.authors) == 1:
                guess = SpeakerGuess(self.authors[0], "person", None, None, "author")
                return Resolution([guess], [], ["“I” outside quotation marks is the author."])
            return Resolution(reasons=[f"“{word}” outside quotation marks: the author or a group, not resolved."])
        if word in ("they", "it", "you"):
            return self._plural(at, word)
        person, rivals = self._fitting(_SEX[word], at)
        if person is None:
            if rivals:
                names = [self.people.persons[n].name for n in rivals]
                return Resolution([], names, [f"“{doc.words(at, at + 1)}” may be {' or '.join(names)}."])
            return Resolution(reasons=[f"“{doc.words(at, at + 1)}”: nobody fitting is named before."])
        found = self.people.persons[person]
        guess = SpeakerGuess(found.name, "person", next(iter(found.titles), None), found.span, "pronoun")
        return Resolution(
            [guess], [], [f"“{doc.words(at, at + 1)}” is taken to be {found.name}, named nearest before."]
        )

    def _plural(self, at: int, word: str) -> Resolution:
        last = self._last
        near = last is not None and self.doc.paragraph[at] - self.doc.paragraph[self._last_at] <= 1
        if word == "they" and last is not None and near and len(last.speakers) > 1:
            guesses = [SpeakerGuess(s.name, s.kind, s.title, s.evidence, "pronoun") for s in last.speakers]
            return Resolution(guesses, [], ["“they” is taken to be those who spoke together just before."])
        if last is not None and near and len(last.speakers) == 1:
            speaker = last.speakers[0]
            fits = speaker.kind == "group" if word == "they" else speaker.kind == "organisation"
            if fits:
                guess = SpeakerGuess(speaker.name, speaker.kind, speaker.title, speaker.evidence, "pronoun")
                return Resolution([guess], [], [f"“{word}” is taken to be “{speaker.name}”, who spoke just before."])
        return Resolution(reasons=[f"“{word}” is not resolved: the text does not tell plainly whom it means."])

    def _antecedent(self, at: int) -> Resolution:
        doc = self.doc
        lo = max(doc.sentences[doc.sentence[at]][0], at - 30)
        end = at
        if end > lo and doc.low[end - 1] == ",":
            end -= 1
        start = end
        while (
            start > lo and (doc.low[start - 1][0].isalnum() or doc.low[start - 1] == ".") and doc.quote[start - 1] < 0
        ):
            if (doc.low[start - 1] in PREPOSITIONS and doc.low[start - 1] not in ("of", "for")) or doc.low[
                start - 1
            ] in ("and", "but", "that"):
                break
            start -= 1
        if start == end:
            return Resolution(reasons=["The word that “who” stands for was not found."])
        return (
            self._by_mention((start, end))
            if end - start > 1 or doc.low[start] not in ("he", "she", "they", "those")
            else Resolution()
        )

    def _fitting(self, sex: str, at: int) -> tuple[int | None, list[int]]:
        """The person whom a singular pronoun at token ``at`` means, or None and the persons tied."""
        occurrences = self.people.occurrences
        while self._next < len(occurrences) and occurrences[self._next][0] < at:
            self._next += 1
        while self._next and occurrences[self._next - 1][0] >= at:
            self._next -= 1
        scores: dict[int, float] = {}
        near = [(t, n, False) for t, n in occurrences[max(0, self._next - _LOOK_BACK) : self._next]]
        near += [(t, n, True) for t, n in self._told[-12:] if t < at]
        for token, number, told in near:
            if self.people.persons[number].sex not in (sex, None):
                continue
            scores[number] = max(scores.get(number, -99.0), self._weight(token, number, told, at))
        if not scores:
            return None, []
        ranked = sorted(scores, key=lambda n: (-scores[n], n))
        best = ranked[0]
        rivals = [n for n in ranked[1:] if scores[best] - scores[n] < _TIE]
        if self.people.persons[best].sex is None and scores[best] < _SURE_OF_UNKNOWN:
            return None, ranked[:3]  # nothing but nearness speaks for them
        return (None, [best, *rivals]) if rivals else (best, [])

    def _weight(self, token: int, number: int, told: bool, at: int) -> float:
        doc = self.doc
        weight = -2.0 * min(6, doc.sentence[at] - doc.sentence[token])
        weight -= 2.5 * min(4, doc.paragraph[at] - doc.paragraph[token])
        if told:
            weight += 3.0
        if doc.quote[token] >= 0:
            weight -= 3.0
        elif token in self._covered:
            weight -= 2.0
        first = doc.sentences[doc.sentence[token]][0]
        if token - first <= 4 and not any(doc.low[k] in PREPOSITIONS for k in range(first, token)):
            weight += 1.5
        if token and doc.low[token - 1] in PREPOSITIONS:
            weight -= 1.0
        person = self.people.persons[number]
        if person.sex is None:
            weight -= 0.5
        length = len(person.words)
        if any(doc.low[k].endswith("'s") for k in range(token, min(len(doc), token + length))):
            weight -= 0.5
        return weight - 0.01 * min(50, at - token)

    # ------------------------------------------------------------ layout

    def _by_string(self, name: str, draft: Draft) -> Resolution:
        """A speaker named by the layout: a transcript's NAME or a signature."""
        flat = " ".join(name.split())
        words = tuple(w.lower().rstrip(".,") for w in flat.split())
        while len(words) > 1 and words[0] in PERSON_TITLES:
            words = words[1:]
        found = self.people.find(words)
        if len(found) == 1:
            person = self.people.persons[found[0]]
            guess = SpeakerGuess(person.name, "person", next(iter(person.titles), None), person.span, "named")
            return Resolution([guess], [], [f"The layout names {flat} as the speaker."])
        if len(found) > 1:
            names = [self.people.persons[n].name for n in found]
            return Resolution([], names, [f"The layout names {flat}, who may be {' or '.join(names)}."])
        span = self.doc.span(*draft.mention) if draft.mention else None
        shown = flat.title() if flat.isupper() and len(flat) > 4 else flat
        given = shown.split()
        title, shown = " ".join(given[: -len(words)]) or None, " ".join(given[-len(words) :])
        if words[0] in _INDEFINITE:
            return Resolution(
                [SpeakerGuess(shown, "anonymous", None, span, "description")],
                [],
                [f"The layout says “{flat}”; nobody is named."],
            )
        role = words[0] == "the" or (len(words) == 1 and words[0] in MALE_TITLES | FEMALE_TITLES)
        return Resolution(
            [SpeakerGuess(shown, "unknown" if role else "person", title, span, "named")],
            [],
            [f"The layout names {flat} as the speaker."],
        )


def _flat_words(text: str) -> str:
    return " ".join(text.split())


def _without_article(title: str | None) -> str | None:
    if not title:
        return None
    head, _, rest = title.partition(" ")
    return (rest or None) if head.lower() in ("the", "a", "an") else title


def _speaking(doc: Doc, drafts: list[Draft], people: People) -> list[NameRun]:
    """The full names among the mentions: whoever speaks under a name of two words is a person."""
    found = []
    for mention in {d.mention for d in drafts if d.mention}:
        found += [p.run for p in parties(doc, mention, people) if p.run is not None and p.kind == "person"]
    return sorted(found, key=lambda run: run.a)


def _covered_tokens(doc: Doc, drafts: list[Draft]) -> set[int]:
    out: set[int] = set()
    for draft in drafts:
        if draft.kind == "direct":
            continue
        for span in draft.content:
            out.update(doc.outside_quotes(span))
    return out
