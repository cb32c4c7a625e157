"""The people of a text: every name that is used for one person joined in one cluster, with titles, roles and sex."""

from bisect import bisect_left
from collections import Counter

from .beside import clear, pronouns_beside
from .forenames import family_first, is_forename, sex_of
from .kinds import agent, impersonal
from .lexicon import FEMALE, MALE, PERSON_TITLES, word_set
from .names import (
    NAMELESS,
    SUFFIXES,
    NameRun,
    bare_words,
    flat,
    is_name_token,
    name_runs,
    name_span,
    run_end,
    shown,
    split_title,
    title_start,
)
from .namesakes import Namesakes, Person
from .personhood import NO_SURNAMES, apposed, described, headlines, may_be_surname, names_person, plainly_name
from .tokens import Doc

_ROLE_ENDS = word_set("of for in at from with who which whose that and on to by")
_KINSHIP = word_set("wife husband son daughter brother sister father mother widow widower niece nephew cousin lady")
_FORENAME_TITLES = word_set("sir dame king queen prince princess pope sister brother father mother lady lord saint")
_FEW_NAMESAKES = 3
_LONGEST_ROLE = 14  # tokens


class People:
    """The persons of a text and where each is named, in order of tokens.

    First come the full names that show a person by themselves; ``learn`` adds those whom only their speaking shows.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._known = Namesakes(doc)
        self.persons = self._known.persons
        self.find = self._known.find
        self.meant = self._known.meant
        self.occurrences: list[tuple[int, int, int]] = []  # token, token after the name, person
        self._runs = [(run, bare_words(doc, run.name, run.b)) for run in name_runs(doc)]
        self._times = Counter(words for _, words in self._runs)
        self._small = {doc.low[k] for k in range(len(doc)) if not doc.cap[k]}
        self._titled_names = {w[0] for run, w in self._runs if len(w) == 1 and title_start(doc, run) < run.name}
        self._headlines = headlines(doc)
        self._nicknames()
        for run, words in self._runs:
            if not self._in_headline(run) and (names_person(doc, run, words) or described(doc, run, words)):
                self._learn_role(self.add(run), run)
        for run, words in self._runs:
            if self._in_headline(run) and len(words) < 4 and not self.find(words) and names_person(doc, run, words):
                self.add(run)

    def learn(self, speaking: list[NameRun]) -> None:
        """Enter people whom only their speaking shows to be people, then look where everybody is named.

        Whoever speaks under a surname that nobody known bears is looked for under a fuller name in the whole text.
        """
        spoken = [(run, bare_words(self.doc, run.name, run.b)) for run in speaking]
        spoken = [
            (run, words)
            for run, words in spoken
            if words and words[-1] not in NO_SURNAMES and not impersonal(self.doc, run, words)
        ]
        for run, words in spoken:
            if 2 <= len(words) <= 5 and not self._in_headline(run) and not self._only_opens(run, words):
                self.add(run)
        strangers = {words[-1] for _, words in spoken if len(words) == 1} - self._known.by_last.keys()
        parts = {words for _, words in spoken if len(words) > 1 and not is_forename(words[0])}
        for run, words in self._runs:
            fuller = 2 <= len(words) <= 4 and words[-1] in strangers and words[0] not in NAMELESS
            apart = not self._in_headline(run) and not self._only_opens(run, words)
            fuller = fuller or (len(words) <= 5 and any(words[k:] in parts for k in range(1, len(words) - 1)))
            if fuller and apart and not impersonal(self.doc, run, words):
                self.add(run)
        self._join_apposed()
        self._join_titled()
        self._join_single(spoken)
        self._lean()
        self._note(spoken)

    # ------------------------------------------------------------ who is a person

    def _only_opens(self, run: NameRun, words: tuple[str, ...]) -> bool:
        """Whether the first word has its capital for opening the sentence: "Derelict Obama", who is President Obama."""
        if len(words) != 2 or run.name > run.a or is_forename(words[0]) or words[0] in MALE or words[0] in FEMALE:
            return False
        if words[-1] not in self._titled_names:
            return False
        opens = run.a == self.doc.sentences[self.doc.sentence[run.a]][0]
        return opens and self._times[words] < 2

    def _in_headline(self, run: NameRun) -> bool:
        return self.doc.paragraph[run.a] in self._headlines

    def _learn_role(self, number: int, run: NameRun) -> None:
        """From "Anselm Quaye-Birch, a document examiner," learn "examiner"."""
        doc = self.doc
        if run.b + 2 >= len(doc) or doc.low[run.b] != "," or doc.low[run.b + 1] not in ("a", "an", "the", "his", "her"):
            return
        k = run.b + 2
        while k < len(doc) and k - run.b < 8 and doc.low[k][0].isalpha() and doc.low[k] not in _ROLE_ENDS:
            k += 1
        role = doc.low[k - 1]
        if not role[0].isalpha() or doc.cap[k - 1]:
            return
        person = self.persons[number]
        person.title_words.add(role)
        person.sex = person.sex or sex_of((), [role])
        end = next((j for j in range(k, min(len(doc), run.b + _LONGEST_ROLE)) if doc.low[j] in (",", ".", ";")), k)
        if (role in PERSON_TITLES or agent(role)) and doc.low[run.b + 1] not in ("his", "her"):
            span = doc.span(run.b + 2, end)
            person.roles.setdefault(flat(span.of(doc.text)), span)

    def _nicknames(self) -> None:
        """Learn from Nils "Shorty" Lindqvist that Shorty is he."""
        doc = self.doc
        for a, b in doc.quote_tokens:
            if b - a > 4 or not a or b >= len(doc) or not (is_name_token(doc, a - 1) and is_name_token(doc, b)):
                continue
            if doc.paragraph[a - 1] != doc.paragraph[b] or doc.low[a - 1].endswith("'s"):
                continue
            start = a - 1
            while start and a - start < 6 and self._goes_back(start - 1) and doc.sentence[start - 1] == doc.sentence[a]:
                start -= 1
            end = run_end(doc, b, len(doc))
            first = split_title(doc, start, a)
            words = (*bare_words(doc, first.name, a), *bare_words(doc, b, end))
            if len(words) < 2:
                continue
            known = self.find(words)
            if not known:
                name = f"{flat(doc.words(first.name, a))} {flat(doc.words(b, end))}"
                span = name_span(doc, first.name, end)
                number = self._known.enter(Person(name, words, span, first.name, sex_of(words, [])))
                self._take_title(self.persons[number], first)
                known = [number]
            if len(known) == 1:
                self._known.aliases[" ".join(bare_words(doc, a, b))] = known[0]

    def _goes_back(self, k: int) -> bool:
        return is_name_token(self.doc, k) or (self.doc.low[k] == "." and len(self.doc.low[k - 1]) == 1)

    # ------------------------------------------------------------ joining

    def add(self, run: NameRun) -> int:
        """Enter the person of ``run``, or the title of one known already; return the number."""
        doc = self.doc
        words = bare_words(doc, run.name, run.b)
        suffix = doc.low[run.b - 1] if doc.low[run.b - 1] in SUFFIXES else None
        known = self._known.known(words, suffix)
        if known is not None:
            number = known
            person = self.persons[number]
            shouted = person.span.of(doc.text).isupper() and not doc.words(run.name, run.b).isupper()
            if len(words) > len(person.words) or (shouted and len(words) == len(person.words)):
                person.words, person.span = words, name_span(doc, run.name, run.b)
                person.name = shown(person.span.of(doc.text))
        else:
            span = name_span(doc, run.name, run.b)
            number = self._known.enter(Person(shown(span.of(doc.text)), words, span, run.name))
        person = self.persons[number]
        person.suffix = person.suffix or suffix
        person.narrated = person.narrated or doc.quote[run.name] < 0
        self._take_title(person, run)
        return number

    def _take_title(self, person: Person, run: NameRun) -> None:
        doc = self.doc
        a = title_start(doc, run)
        words = [doc.low[k] for k in range(a, run.name) if doc.low[k][0].isalpha()]
        if words:
            title = flat(doc.words(a, run.name))
            title = title if doc.low[run.name - 1] == "." else title.rstrip(" .,")
            person.titles.setdefault(title, doc.span(a, run.name))
            person.title_words.update(words)
        if person.sex is None:
            person.sex = sex_of(person.words if len(person.words) > 1 else (), words)

    def _join_titled(self) -> None:
        """Join "Mr. Ban" and "President Obama" with their full names; where none fits, they are persons themselves.

        Titles that tell the sex come first: "Mr. Obama" keeps "President Obama" apart from Michelle Obama.
        """
        doc = self.doc
        lean = pronouns_beside(self.doc, self._runs, self._may_be_person)
        sexed: list[tuple[int, NameRun, str | None]] = []
        others: list[tuple[int, NameRun, str | None]] = []
        for k, (run, words) in enumerate(self._runs):
            a = title_start(doc, run)
            if a == run.name or len(words) > 2 or not words or not may_be_surname(doc, run, words, a):
                continue
            titles = [doc.low[t] for t in range(a, run.name)]
            sex = sex_of((), titles)
            (sexed if sex else others).append((k, run, sex))
        votes: dict[str, Counter[str]] = {}
        for k, _, _ in others:
            if k in lean:
                votes.setdefault(self._runs[k][1][-1], Counter())[lean[k]] += 1
        for k, run, sex in sexed + others:
            words = self._runs[k][1]
            told = sex or clear(votes.get(words[-1]))
            self._join_one(run, words, told)

    def _join_one(self, run: NameRun, words: tuple[str, ...], sex: str | None) -> None:
        bearers = self.find(words)
        if len(words) == 1 and bearers and words[0] not in self._known.by_last:
            bearers = [n for n in bearers if self._by_forename(n, run)]
        fitting = [n for n in bearers if sex is None or self.persons[n].sex in (sex, None)]
        alone = [n for n in fitting if len(self.persons[n].words) == 1]
        kin = [n for n in fitting if self.persons[n].title_words & _KINSHIP and n not in alone]
        if len(fitting) > 1:
            fitting = alone or fitting
        elif fitting == kin and sex is None:
            fitting = []
        if len(fitting) == 1:
            person = self.persons[fitting[0]]
            self._take_title(person, run)
            if person.sex is None:
                person.leaning = person.leaning or sex
        elif not fitting and len(words) == 1:
            span = name_span(self.doc, run.name, run.b)
            number = self._known.enter(Person(shown(span.of(self.doc.text)), words, span, run.name))
            person = self.persons[number]
            person.narrated = self.doc.quote[run.name] < 0
            self._take_title(person, run)
            if person.sex is None:
                person.leaning = sex

    def _by_forename(self, number: int, run: NameRun) -> bool:
        """Whether a title may stand before the first word of a name: "Mr. Ban", "Sir Keir", "Pope Francis"."""
        person = self.persons[number]
        titles = {self.doc.low[k] for k in range(title_start(self.doc, run), run.name)}
        word = self.doc.low[run.name].removesuffix("'s")
        return family_first(person.words) or bool(titles & _FORENAME_TITLES) or word in person.words[1:]

    def _join_apposed(self) -> None:
        """A forename with a role beside it is a person: "my neighbour Rita", "his mother, Eileen,"."""
        for run, words in self._runs:
            beside = apposed(self.doc, run) or title_start(self.doc, run) < run.name
            if beside and len(words) == 1 and is_forename(words[0]) and not self.find(words):
                self._join_lone(run, words)

    def _join_lone(self, run: NameRun, words: tuple[str, ...]) -> None:
        span = name_span(self.doc, run.name, run.b)
        titles = [self.doc.low[k] for k in range(title_start(self.doc, run), run.name)]
        person = Person(shown(span.of(self.doc.text)), words, span, run.name, sex_of(words, titles))
        person.doubtful = person.sex is None
        person.narrated = self.doc.quote[run.name] < 0
        self._known.enter(person)

    def _join_single(self, spoken: list[tuple[NameRun, tuple[str, ...]]]) -> None:
        """Whoever speaks under a single name is a person: "Melanie said", "Lavrov said"."""
        for run, words in spoken:
            if len(words) == 1 and not self.find(words) and plainly_name(self.doc, run, words[0], self._small):
                self._join_lone(run, words)

    # ------------------------------------------------------------ sex from pronouns

    def _may_be_person(self, n: int) -> bool:
        run, words = self._runs[n]
        return bool(words) and (bool(self.find(words)) or title_start(self.doc, run) < run.name)

    def _lean(self) -> None:
        votes: dict[int, Counter[str]] = {}
        for k, sex in pronouns_beside(self.doc, self._runs, self._may_be_person).items():
            found = self.find(self._runs[k][1])
            if len(found) == 1:
                votes.setdefault(found[0], Counter())[sex] += 1
        for number, counted in votes.items():
            if self.persons[number].sex is None:
                self.persons[number].leaning = clear(counted) or self.persons[number].leaning

    # ------------------------------------------------------------ finding

    def runs_between(self, a: int, b: int) -> list[NameRun]:
        """The runs of name tokens that begin in tokens [a, b)."""
        low = bisect_left(self._runs, a, key=lambda entry: entry[0].a)
        high = bisect_left(self._runs, b, key=lambda entry: entry[0].a)
        return [run for run, _ in self._runs[low:high]]

    # ------------------------------------------------------------ where they stand

    def _note(self, spoken: list[tuple[NameRun, tuple[str, ...]]]) -> None:
        """Note where everybody is named, a title that one person bears ("the mayor") included."""
        doc = self.doc
        for run, words in self._runs:
            found = self.find(words)
            if len(words) == 1 and title_start(doc, run) == run.name:
                self._known.bare.setdefault(words[0], []).append(run.name)
            elif len(found) == 1:
                self.persons[found[0]].fulls.append(run.name)
        for _, words in spoken:
            found = self.find(words)
            if len(found) == 1 and len(words) > 1:
                self.persons[found[0]].speaks = True
        for run, words in self._runs:
            a = title_start(doc, run)
            found, _ = self.meant(words, run.name, [doc.low[k] for k in range(a, run.name)])
            if len(found) <= _FEW_NAMESAKES:  # of several a pronoun's sex may tell which, or it stays open as well
                self.occurrences += [(run.name, run.b, number) for number in found]
        self._note_titles()
        self.occurrences.sort()

    def _note_titles(self) -> None:
        doc = self.doc
        often = Counter(number for _, _, number in self.occurrences)
        bearers: dict[str, list[int]] = {}
        for number, person in enumerate(self.persons):
            for word in person.title_words:
                bearers.setdefault(word, []).append(number)
        for word, numbers in bearers.items():
            first, *others = sorted(numbers, key=lambda n: -often[n])
            if others and often[first] >= 4 * often[others[0]]:
                bearers[word] = [first]  # "the president" where one is spoken of all along
        for k in range(len(doc) - 1):
            if doc.low[k] in ("the", "this") and (only := self._bearer(k + 1, bearers)) is not None:
                self.occurrences.append((k + 1, only[0], only[1]))

    def _bearer(self, k: int, bearers: dict[str, list[int]]) -> tuple[int, int] | None:
        """For "the mayor" whose title word is near token ``k``: the token after it and the one person who bears it."""
        doc = self.doc
        for end in range(k, min(k + 3, len(doc))):
            if not doc.low[end][0].isalpha():
                return None
            word = doc.low[end].removesuffix("'s")
            known = bearers.get(word, [])
            after = doc.low[end + 1] if end + 1 < len(doc) else "."
            if (
                known
                and word in PERSON_TITLES
                and (word != doc.low[end] or not (end + 1 < len(doc) and doc.cap[end + 1]))
            ):
                if (
                    len(known) == 1
                    and after not in ("of", "for", "in", "at", "'s")
                    and self.persons[known[0]].first < k
                ):
                    return end + 1, known[0]
                return None
        return None
