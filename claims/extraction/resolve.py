"""Works out whom a mention means within the text: by name, part of a name, pronoun or description; never guesses."""

from dataclasses import dataclass, field, replace

from .ages import Ages
from .antecedents import antecedent, document
from .attribution import SpeakerGuess
from .clauses import Range, is_finite
from .descriptions import principal, same_description
from .drafts import Draft
from .kinds import impersonal
from .lexicon import FEMALE_TITLES, FUNCTION_WORDS, MALE_TITLES, PERSON_TITLES, PREPOSITIONS, SPOKESPEOPLE
from .mentions import Party, named_after, parties
from .names import NameRun, bare_words, flat, name_span, without_ranks
from .people import People
from .salience import PRONOUN_SEX, Choice, Salience
from .tokens import Doc

_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several"})
_OFFICE_OPENS = frozenset({"deputy", "vice", "lord", "chief", "attorney"})
_OFFICES = frozenset({"speaker", "president", "chair", "chairman", "chancellor", "general", "executive", "whip"})
_PRONOUNS = frozenset({*PRONOUN_SEX, "they", "it", "who", "i", "we", "you", "which", "that"})


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
        self._last: Resolution | None = None
        self._last_at = -1
        self.people.learn(_speaking(doc, drafts, self.people))
        self._salience = Salience(doc, self.people, drafts)
        self._ages = Ages(doc, self.people, self._salience)
        self._cache: dict[Range, Resolution] = {}

    def resolve(self, draft: Draft) -> Resolution:
        """The speakers of ``draft``; call in the order of the text."""
        if draft.named is not None:
            result = self._by_string(draft.named, draft)
        elif draft.mention is None:
            result = Resolution(reasons=["Nobody is named as the speaker."])
        else:
            result = self._of_mention(draft.mention)
        if result.speakers and draft.mention:
            self._last, self._last_at = result, draft.mention[0]
        return result

    # ------------------------------------------------------------ mentions

    def _of_mention(self, mention: Range) -> Resolution:
        if mention not in self._cache:
            self._cache[mention] = self._by_mention(mention)
        return self._cache[mention]

    def _by_mention(self, mention: Range) -> Resolution:
        doc = self.doc
        a, b = mention
        if b - a == 1 and _pronoun(doc, a) in _PRONOUNS:
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
        doc = self.doc
        if party.run is None and (run := named_after(doc, party)) is not None:
            party = Party(run.a, run.b, run, party.head, "person")
        if party.run is None:
            self._description(party, result)
            return
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
        if party.run is None:
            return
        titles = [w.lower().rstrip(".") for w in (title or "").split()]
        found, why = self.people.meant(words, party.run.name, titles)
        if len(found) > 1:
            names = [self.people.persons[n].name for n in found]
            result.alternatives.extend(names)
            result.reasons.append(f"“{name}” may be {_either(names)}: the text does not tell which.")
            return
        if found:
            self._known(found[0], words, name, title, why, result)
            return
        if len(words) == 1 and words[0] in PERSON_TITLES:
            self._description(party, result)
            return
        kind = party.kind if party.kind != "unknown" else "person"
        span = name_span(self.doc, party.run.name, party.run.b)
        result.speakers.append(SpeakerGuess(name, kind, title, span, "named"))
        result.reasons.append(f"{name} is named; no fuller name was found in this text.")

    def _known(
        self, number: int, words: tuple[str, ...], name: str, title: str | None, why: str | None, result: Resolution
    ) -> None:
        """A person of this text under the full name or a part of it."""
        person = self.people.persons[number]
        full = len(words) >= len(person.words) and len(words) > 1
        how = "named" if full or len(person.words) == 1 else "partial name"
        stated = title or person.stated()
        result.speakers.append(SpeakerGuess(person.name, "person", stated, person.span, how))
        if full:
            result.reasons.append(f"{person.name} is named.")
        elif why is not None:
            others = [self.people.persons[n].name for n in self.people.find(words) if n != number]
            result.reasons.append(f"“{name}” is taken to be {person.name}, {why}; it could also be {_either(others)}.")
        elif how == "named":
            result.reasons.append(f"{person.name} is named; no fuller name was found in this text.")
        else:
            result.reasons.append(f"“{name}” is the only {person.name} of this text.")

    def _description(self, party: Party, result: Resolution) -> None:
        doc = self.doc
        end = party.b
        while end > party.a and not doc.low[end - 1][0].isalnum():
            end -= 1
        words = " ".join(doc.words(party.a, end).split())
        if old := self._ages.meant(party):
            self._of_age(old, words, result)
            return
        if doc.low[party.a] in ("the", "this", "that", "our", "president", "mayor") and party.head not in SPOKESPEOPLE:
            bearers = [p for p in self.people.persons if party.head in p.title_words and p.first < party.a]
            if len(bearers) == 1 and end - party.a <= 3:
                person = bearers[0]
                result.speakers.append(SpeakerGuess(person.name, "person", person.stated(), person.span, "description"))
                result.reasons.append(f"“{words}”: {person.name} alone bears that title in this text.")
                return
            earlier = same_description(doc, party) if end - party.a <= 3 else None
            if earlier is not None:
                guess = SpeakerGuess(flat(earlier.of(doc.text)), "anonymous", None, earlier, "description")
                result.speakers.append(guess)
                result.reasons.append(f"“{words}” is taken to be the “{guess.name}” named before.")
                return
        name = _without_article(words) or words
        behalf = principal(doc, party, self.people, self._salience)
        result.speakers.append(SpeakerGuess(name, party.kind, None, doc.span(party.a, end), "description", behalf))
        what = {"anonymous": "an unnamed person", "group": "a group", "organisation": "an organisation"}.get(
            party.kind, "a description"
        )
        result.reasons.append(f"“{name}” is {what}; it is kept as it stands.")
        if behalf:
            result.reasons.append(f"Speaks on behalf of {behalf}.")

    def _of_age(self, old: list[int], words: str, result: Resolution) -> None:
        person = self.people.persons[old[0]]
        if len(old) > 1:
            names = [self.people.persons[n].name for n in old]
            result.alternatives.extend(names)
            result.reasons.append(f"“{words}” may be {_either(names)}, who are as old.")
            return
        result.speakers.append(SpeakerGuess(person.name, "person", person.stated(), person.span, "description"))
        result.reasons.append(f"“{words}” is taken to be {person.name}, of whom the text tells just before.")

    # ------------------------------------------------------------ pronouns

    def _pronoun(self, at: int) -> Resolution:
        word = _pronoun(self.doc, at)
        if word in ("who", "which", "that"):
            return self._antecedent(at)
        if word in ("i", "we"):
            return self._first_person(at, word)
        if word in ("they", "it", "you"):
            return self._plural(at, word)
        return self._third_person(at, word)

    def _first_person(self, at: int, word: str) -> Resolution:
        owner = self._salience.enclosing(at)
        if word == "i" and owner is not None and owner.mention is not None and self.doc.quote[owner.mention[0]] < 0:
            of = self._of_mention(owner.mention)
            if len(of.speakers) == 1:
                guess = replace(of.speakers[0], how="pronoun")
                return Resolution([guess], [], [f"“I” is {guess.name}, whose words these are.", *of.reasons])
            return Resolution([], list(of.alternatives), ["“I” is whoever says the words around it.", *of.reasons])
        if word == "i" and len(self.authors) == 1 and self.doc.quote[at] < 0:
            guess = SpeakerGuess(self.authors[0], "person", None, None, "author")
            return Resolution([guess], [], ["“I” outside quotation marks is the author."])
        where = "inside" if self.doc.quote[at] >= 0 else "outside"
        return Resolution(reasons=[f"“{word}” {where} quotation marks: the author or a group, not resolved."])

    def _third_person(self, at: int, word: str) -> Resolution:
        doc = self.doc
        choice = self._salience.choose(at, PRONOUN_SEX[word], self._barred(at))
        shown = doc.words(at, at + 1)
        if choice.who is None:
            names = [self._salience.name(n) for n in choice.tied]
            if names:
                return Resolution([], names, [f"“{shown}” may be {_either(names)}: the text does not tell which."])
            return Resolution(reasons=[f"“{shown}”: nobody fitting is named before."])
        return self._chosen(shown, choice, choice.who)

    def _chosen(self, shown: str, choice: Choice, who: int) -> Resolution:
        if who >= 0:
            found = self.people.persons[who]
            guess = SpeakerGuess(found.name, "person", found.stated(), found.span, "pronoun")
        else:
            figure = self._salience.figures[-1 - who]
            told = self._of_mention(figure.mention).speakers if figure.mention else []
            guess = SpeakerGuess(figure.name, "anonymous", None, figure.span, "pronoun")
            if len(told) == 1:
                guess = replace(told[0], how="pronoun")
        reason = f"“{shown}” is taken to be {guess.name}, who stands out most just before"
        others = [self._salience.name(n) for n in choice.near]
        return Resolution([guess], [], [f"{reason}; it could also be {_either(others)}." if others else f"{reason}."])

    def _barred(self, at: int) -> frozenset[int]:
        """ "He" inside a quotation is not the person who speaks it."""
        owner = self._salience.enclosing(at) if self.doc.quote[at] >= 0 else None
        if owner is None or owner.mention is None or self.doc.quote[owner.mention[0]] >= 0:
            return frozenset()
        names = {s.name for s in self._of_mention(owner.mention).speakers}
        return frozenset(n for name in names for n in self.people.find(_words(name)))

    def _plural(self, at: int, word: str) -> Resolution:
        last = self._last
        near = last is not None and self.doc.paragraph[at] - self.doc.paragraph[self._last_at] <= 1
        if word == "they" and last is not None and near and len(last.speakers) > 1:
            guesses = [replace(speaker, how="pronoun") for speaker in last.speakers]
            return Resolution(guesses, [], ["“they” is taken to be those who spoke together just before."])
        if last is not None and near and len(last.speakers) == 1:
            speaker = last.speakers[0]
            group = speaker.kind == "group" and self._opened(self._last_at)
            fits = group if word == "they" else speaker.kind == "organisation"
            if fits:
                guess = replace(speaker, how="pronoun")
                return Resolution([guess], [], [f"“{word}” is taken to be “{speaker.name}”, who spoke just before."])
        body = self._body(at) if word == "it" else None
        if body is not None:
            return Resolution([body], [], [f"“it” is taken to be {body.name}, the one body named in its sentence."])
        written = document(self.doc, at) if word == "it" else None
        if written is not None:
            span = self.doc.span(*written)
            guess = SpeakerGuess(flat(span.of(self.doc.text)), "organisation", None, span, "pronoun")
            return Resolution([guess], [], [f"“it” is taken to be the {guess.name} of the sentence before."])
        return Resolution(reasons=[f"“{word}” is not resolved: the text does not tell plainly whom it means."])

    def _opened(self, token: int) -> bool:
        """Whether the source at ``token`` is the narrator's subject: it opens its sentence, or follows a quotation."""
        doc = self.doc
        first = doc.sentences[doc.sentence[token]][0]
        return doc.quote[token] < 0 and not any(
            doc.quote[k] < 0 and doc.low[k][0].isalnum() for k in range(max(first, token - 40), token)
        )

    def _body(self, at: int) -> SpeakerGuess | None:
        """For "the FBI should stay out unless it wants ...": the one body named before, if it is a subject."""
        doc = self.doc
        first = doc.sentences[doc.sentence[at]][0]
        found = [run for run in self.people.runs_between(max(first, at - 40), at) if doc.quote[run.a] == doc.quote[at]]
        if len(found) != 1 or not impersonal(doc, found[0], bare_words(doc, found[0].name, found[0].b)):
            return None
        run = found[0]
        while run.a > first and doc.cap[run.a - 1] and doc.low[run.a - 1] not in FUNCTION_WORDS:
            run = NameRun(run.a - 1, run.a - 1, run.b)
        before = doc.low[run.a - 1] if run.a > first else ""
        before = doc.low[run.a - 2] if before == "the" and run.a - 1 > first else ("" if before == "the" else before)
        if before in PREPOSITIONS or doc.low[run.b - 1].endswith("'s") or (run.b < at and not is_finite(doc, run.b)):
            plain = run.b < at and doc.low[run.b][0].isalpha() and doc.low[run.b].endswith("s")
            if before in PREPOSITIONS or not plain:
                return None
        return SpeakerGuess(flat(doc.words(run.a, run.b)), "organisation", None, doc.span(run.a, run.b), "pronoun")

    def _antecedent(self, at: int) -> Resolution:
        found = antecedent(self.doc, at, self.people)
        shown = self.doc.words(at, at + 1)
        if found is None:
            return Resolution(reasons=[f"The word that “{shown}” stands for was not found."])
        low = self.doc.low[found[0]]
        if found[1] - found[0] == 1 and (low in _PRONOUNS or low in ("those", "one", "anyone", "all")):
            return Resolution(reasons=[f"“{shown}” stands for “{low}”, which names nobody."])
        result = self._by_mention(found)
        stands = f"“{shown}” stands for “{flat(self.doc.words(*found))}”."
        return Resolution(result.speakers, result.alternatives, [stands, *result.reasons])

    # ------------------------------------------------------------ layout

    def _by_string(self, name: str, draft: Draft) -> Resolution:
        """A speaker named by the layout: a transcript's NAME or a signature."""
        whole = flat(name)
        words = _words(whole)
        honours = len(words) - len(without_ranks(words))
        words = words[: len(words) - honours]
        whole = " ".join(whole.split()[: len(words)])
        while len(words) > 1 and words[0] in PERSON_TITLES and not _office(words):
            words = words[1:]
        found = self.people.find(words)
        if len(found) == 1:
            person = self.people.persons[found[0]]
            guess = SpeakerGuess(person.name, "person", person.stated(), person.span, "named")
            return Resolution([guess], [], [f"The layout names {whole} as the speaker."])
        if len(found) > 1:
            names = [self.people.persons[n].name for n in found]
            return Resolution([], names, [f"The layout names {whole}, who may be {' or '.join(names)}."])
        span = self.doc.span(*draft.mention) if draft.mention else None
        shown = whole.title() if whole.isupper() and len(whole) > 4 else whole
        given = shown.split()
        title, shown = " ".join(given[: -len(words)]) or None, " ".join(given[-len(words) :])
        if words[0] in _INDEFINITE:
            return Resolution(
                [SpeakerGuess(shown, "anonymous", None, span, "description")],
                [],
                [f"The layout says “{whole}”; nobody is named."],
            )
        role = words[0] == "the" or (len(words) == 1 and words[0] in MALE_TITLES | FEMALE_TITLES)
        role = role or _office(words)
        return Resolution(
            [SpeakerGuess(shown, "unknown" if role else "person", title, span, "named")],
            [],
            [f"The layout names {whole} as the speaker."],
        )


def _pronoun(doc: Doc, at: int) -> str:
    """The word at ``at`` without what is drawn together with it: "he" of "he's"."""
    return doc.low[at].split("'")[0]


def _office(words: tuple[str, ...]) -> bool:
    """Whether a label has titles and numbers and no name: "Deputy Speaker", "Speaker 1", "Attorney General"."""
    if len(words) == 2 and words[1].isdecimal():
        return words[0] in PERSON_TITLES
    return len(words) == 2 and words[0] in _OFFICE_OPENS and words[1] in _OFFICES


def _words(name: str) -> tuple[str, ...]:
    return tuple(w.lower().rstrip(".,") for w in name.split())


def _either(names: list[str]) -> str:
    return " or ".join(dict.fromkeys(names))


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
