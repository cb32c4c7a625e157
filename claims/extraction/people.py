"""The people of a text: every name that is used for one person joined in one cluster, with titles, roles and sex."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from sources.text.spans import Span

from .clauses import is_finite
from .forenames import family_first, is_forename, sex_of
from .kinds import agent, impersonal
from .lexicon import ANONYMOUS_NOUNS, DETERMINERS, FEMALE, GROUP_NOUNS, MALE, PERSON_TITLES, word_set
from .names import (
    NAMELESS,
    SUFFIXES,
    TITLES,
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
from .nicknames import same_forename
from .tokens import Doc

_ROLE_ENDS = word_set("of for in at from with who which whose that and on to by")
_KINSHIP = word_set("wife husband son daughter brother sister father mother widow widower niece nephew cousin lady")
_FORENAME_TITLES = word_set("sir dame king queen prince princess pope sister brother father mother lady lord saint")
_NO_SURNAMES = (
    NAMELESS | PERSON_TITLES | ANONYMOUS_NOUNS | GROUP_NOUNS | word_set("member members friend gentleman hon")
)
_PRONOUN_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f", "hers": "f"}
_MOST_NAMESAKES = 30
_FAR = 5  # paragraphs from which a namesake is out of mind
_LONGEST_ROLE = 14  # tokens
_NEAR = 2  # paragraphs within which a namesake's full name makes a bare surname doubtful


@dataclass(slots=True)
class Person:
    """One person: the fullest name in words, where it stands, the titles given, "m" or "f" where the text tells.

    ``leaning`` is the sex that pronouns beside the name suggest, where neither title nor forename tells.
    """

    name: str
    words: tuple[str, ...]
    span: Span
    first: int  # token
    sex: str | None = None
    leaning: str | None = None
    titles: dict[str, Span] = field(default_factory=dict)
    roles: dict[str, Span] = field(default_factory=dict)  # in apposition: "Ann Lee, a document examiner"
    title_words: set[str] = field(default_factory=set)
    narrated: bool = False  # named outside quotation marks
    fulls: list[int] = field(default_factory=list)  # tokens where more than the surname is given
    doubtful: bool = False  # nothing but speaking shows that it is a person
    suffix: str | None = None  # "jr", "sr"
    speaks: bool = False  # is a source under the full name

    def stated(self) -> str | None:
        """The title, or else the role, that the text gives first."""
        return next(iter(self.titles), None) or next(iter(self.roles), None)


class People:
    """The persons of a text and where each is named, in order of tokens.

    First come the full names that show a person by themselves; ``learn`` adds those whom only their speaking shows.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self.occurrences: list[tuple[int, int, int]] = []  # token, token after the name, person
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._by_inner: dict[str, list[int]] = {}
        self._whole: dict[tuple[str, ...], int] = {}
        self._aliases: dict[str, int] = {}
        self._bare: dict[str, list[int]] = {}  # tokens of each surname standing alone
        self._runs = [(run, bare_words(doc, run.name, run.b)) for run in name_runs(doc)]
        self._times = Counter(words for _, words in self._runs)
        self._small = {doc.low[k] for k in range(len(doc)) if not doc.cap[k]}
        self._titled_names = {w[0] for run, w in self._runs if len(w) == 1 and title_start(doc, run) < run.name}
        self._headlines = _headlines(doc)
        self._nicknames()
        for run, words in self._runs:
            if not self._in_headline(run) and (self._names_person(run, words) or self._described(run, words)):
                self._learn_role(self.add(run), run)
        for run, words in self._runs:
            if self._in_headline(run) and len(words) < 4 and not self.find(words) and self._names_person(run, words):
                self.add(run)

    def learn(self, speaking: list[NameRun]) -> None:
        """Enter people whom only their speaking shows to be people, then look where everybody is named.

        Whoever speaks under a surname that nobody known bears is looked for under a fuller name in the whole text.
        """
        spoken = [(run, bare_words(self.doc, run.name, run.b)) for run in speaking]
        spoken = [
            (run, words)
            for run, words in spoken
            if words and words[-1] not in _NO_SURNAMES and not impersonal(self.doc, run, words)
        ]
        for run, words in spoken:
            if 2 <= len(words) <= 5 and not self._in_headline(run) and not self._only_opens(run, words):
                self.add(run)
        strangers = {words[-1] for _, words in spoken if len(words) == 1} - self._by_last.keys()
        for run, words in self._runs:
            known = 2 <= len(words) <= 4 and words[-1] in strangers and words[0] not in NAMELESS
            if known and not impersonal(self.doc, run, words) and not self._only_opens(run, words):
                if not self._in_headline(run):
                    self.add(run)
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

    def _names_person(self, run: NameRun, words: tuple[str, ...]) -> bool:
        if len(words) < 2 or len(words) > 5 or impersonal(self.doc, run, words):
            return False
        if words[0] in MALE or words[0] in FEMALE:
            return True
        if words[0] in NAMELESS or words[-1] in NAMELESS:
            return False
        if family_first(words) and "-" in words[1] and not self.doc.words(run.b - 1, run.b).istitle():
            return True  # "Park Geun-hye"
        if (run.name > run.a and self._titled(run)) or title_start(self.doc, run) < run.a:
            return True
        return is_forename(words[0]) or self._apposed(run)

    def _apposed(self, run: NameRun) -> bool:
        """Whether a role in small letters stands before: "the striker Casimir Oyelowo", "his deputy, Gilbert Lee,"."""
        doc = self.doc
        if not run.a or doc.quote[run.a] >= 0:
            return False
        k = run.a - 1
        if not doc.cap[k] and agent(doc.low[k]):
            return True
        if doc.low[k] != "," or run.b >= len(doc) or not (doc.low[run.b] in (",", ":", ".") or is_finite(doc, run.b)):
            return False
        role = k - 1
        if role < 0 or doc.cap[role] or not (doc.low[role] in PERSON_TITLES or agent(doc.low[role])):
            return False
        return any(doc.low[j] in DETERMINERS or doc.low[j].endswith("'s") for j in range(max(0, role - 4), role))

    def _titled(self, run: NameRun) -> bool:
        return any(self.doc.low[k] in TITLES for k in range(run.a, run.name))

    def _described(self, run: NameRun, words: tuple[str, ...]) -> bool:
        """A run that ", who", ", whose" or an age follows: "Siân Pryderi-Voss, who sat as"."""
        doc = self.doc
        if not 2 <= len(words) <= 4 or impersonal(doc, run, words):
            return False
        if words[0] in NAMELESS or words[-1] in NAMELESS or run.b + 1 >= len(doc) or doc.low[run.b] != ",":
            return False
        after = doc.low[run.b + 1]
        return after in ("who", "whose") or (
            after.isdecimal() and 1 < len(after) < 4 and doc.low[run.b + 2 : run.b + 3] == [","]
        )

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
                number = self._enter(Person(name, words, span, first.name, sex_of(words, [])))
                self._take_title(self.persons[number], first)
                known = [number]
            if len(known) == 1:
                self._aliases[" ".join(bare_words(doc, a, b))] = known[0]

    def _goes_back(self, k: int) -> bool:
        return is_name_token(self.doc, k) or (self.doc.low[k] == "." and len(self.doc.low[k - 1]) == 1)

    # ------------------------------------------------------------ joining

    def add(self, run: NameRun) -> int:
        """Enter the person of ``run``, or the title of one known already; return the number."""
        doc = self.doc
        words = bare_words(doc, run.name, run.b)
        suffix = doc.low[run.b - 1] if doc.low[run.b - 1] in SUFFIXES else None
        known = self._whole.get(words)
        if known is None or known < 0 or not _agree(self.persons[known].suffix, suffix):
            known = next((n for n in self._by_last.get(words[-1], ()) if self._same(n, words, suffix)), None)
        if known is not None:
            number = known
            person = self.persons[number]
            shouted = person.span.of(doc.text).isupper() and not doc.words(run.name, run.b).isupper()
            if len(words) > len(person.words) or (shouted and len(words) == len(person.words)):
                person.words, person.span = words, name_span(doc, run.name, run.b)
                person.name = shown(person.span.of(doc.text))
        else:
            span = name_span(doc, run.name, run.b)
            number = self._enter(Person(shown(span.of(doc.text)), words, span, run.name))
        person = self.persons[number]
        person.suffix = person.suffix or suffix
        person.narrated = person.narrated or doc.quote[run.name] < 0
        self._take_title(person, run)
        return number

    def _same(self, number: int, words: tuple[str, ...], suffix: str | None = None) -> bool:
        """Whether a full name is one of a known person: the same surname, and forenames that may be one."""
        full = self.persons[number].words
        if len(full) < 2 or not _agree(self.persons[number].suffix, suffix):
            return False
        shorter = min(len(full), len(words))
        if full[-shorter:] == words[-shorter:] and not (len(full) == len(words) == 1):
            return True  # "Suu Kyi" of "Aung San Suu Kyi"
        return same_forename(full[0], words[0]) or self._aliases.get(words[0]) == number

    def _enter(self, person: Person) -> int:
        number = len(self.persons)
        words = person.words
        self.persons.append(person)
        self._whole[words] = -1 if words in self._whole else number
        _put(self._by_last, words[-1], number)
        if len(words) > 1:
            _put(self._by_first, words[0], number)
        for word in words[1:-1]:
            if len(word) > 2:
                _put(self._by_inner, word, number)
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
        lean = self._pronouns_beside()
        sexed: list[tuple[int, NameRun, str | None]] = []
        others: list[tuple[int, NameRun, str | None]] = []
        for k, (run, words) in enumerate(self._runs):
            a = title_start(doc, run)
            if a == run.name or len(words) > 2 or not words or not self._may_be_surname(run, words, a):
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
            told = sex or _clear(votes.get(words[-1]))
            self._join_one(run, words, told)

    def _join_one(self, run: NameRun, words: tuple[str, ...], sex: str | None) -> None:
        bearers = self.find(words)
        if len(words) == 1 and bearers and words[0] not in self._by_last:
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
            number = self._enter(Person(shown(span.of(self.doc.text)), words, span, run.name))
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

    def _may_be_surname(self, run: NameRun, words: tuple[str, ...], a: int) -> bool:
        doc = self.doc
        if any(word in _NO_SURNAMES for word in words) or impersonal(doc, run, words):
            return False
        if a and doc.low[a - 1] in ("a", "an", "another", "one", "no"):
            return False
        title = doc.low[run.name - 1]
        title = doc.low[run.name - 2] if title == "." and run.name - 2 >= a else title
        return title in TITLES and (doc.cap[run.name - 1] or title == doc.low[run.name - 2])

    def _join_single(self, spoken: list[tuple[NameRun, tuple[str, ...]]]) -> None:
        """Whoever speaks under a single name is a person: "Melanie said", "Lavrov said"."""
        for run, words in spoken:
            if len(words) == 1 and not self.find(words) and self._plainly_name(run, words[0]):
                span = name_span(self.doc, run.name, run.b)
                person = Person(shown(span.of(self.doc.text)), words, span, run.name, sex_of(words, []))
                person.doubtful = person.sex is None
                person.narrated = self.doc.quote[run.name] < 0
                self._enter(person)

    def _plainly_name(self, run: NameRun, word: str) -> bool:
        """Whether a single word has its capital for being a name, not for opening a sentence."""
        doc = self.doc
        if word in NAMELESS or "'" in word or len(word) < 3:
            return False
        first = doc.sentences[doc.sentence[run.name]][0]
        opens = not any(doc.low[k][0].isalnum() and doc.quote[k] == doc.quote[run.name] for k in range(first, run.name))
        if opens and not is_forename(word):
            return run.b < len(doc) and not word.endswith("s") and word not in self._small and is_finite(doc, run.b)
        return True

    # ------------------------------------------------------------ sex from pronouns

    def _pronouns_beside(self) -> dict[int, str]:
        """For each run the sex of the first pronoun after it, where it is the one person of its sentence so far.

        A sentence that begins with "He" or "She" tells of the one person of the sentence before.
        """
        doc = self.doc
        out: dict[int, str] = {}
        n = 0
        before: list[int] = []
        for number, (first, last) in enumerate(doc.sentences):
            here: list[int] = []
            told = False
            if number and doc.paragraph[first] != doc.paragraph[first - 1]:
                before = []
            k = first
            narrated = 0
            while k < last:
                if n < len(self._runs) and self._runs[n][0].a <= k:
                    if self._runs[n][0].a == k and doc.quote[k] < 0 and self._may_be_person(n):
                        here.append(n)
                    n += 1
                    continue
                sex = _PRONOUN_SEX.get(doc.low[k].split("'")[0])
                if sex and doc.quote[k] < 0 and not told:
                    told = True
                    names = here or (before if narrated < 2 and doc.low[k] in ("he", "she") else [])
                    if names and len({self._runs[m][1][-1] for m in names}) == 1:
                        out[names[-1]] = sex
                narrated += doc.quote[k] < 0 and doc.low[k][0].isalnum()
                k += 1
            before = here
        return out

    def _may_be_person(self, n: int) -> bool:
        run, words = self._runs[n]
        return bool(words) and (bool(self.find(words)) or title_start(self.doc, run) < run.name)

    def _lean(self) -> None:
        votes: dict[int, Counter[str]] = {}
        for k, sex in self._pronouns_beside().items():
            found = self.find(self._runs[k][1])
            if len(found) == 1:
                votes.setdefault(found[0], Counter())[sex] += 1
        for number, counted in votes.items():
            if self.persons[number].sex is None:
                self.persons[number].leaning = _clear(counted) or self.persons[number].leaning

    # ------------------------------------------------------------ finding

    def find(self, words: tuple[str, ...]) -> list[int]:
        """Numbers of the persons whom ``words`` may name: a full name, a surname or a forename."""
        if not words:
            return []
        if len(words) > 1 and self._whole.get(words, -1) >= 0:
            return [self._whole[words]]
        last = [n for n in self._by_last.get(words[-1], ()) if self._fits(n, words)]
        if last or len(words) > 1:
            return last or self._family_then_given(words)
        if words[0] in self._aliases:
            return [self._aliases[words[0]]]
        inner = self._by_inner.get(words[0], [])
        return list(self._by_first.get(words[0], ())) or (list(inner) if len(inner) == 1 else [])

    def _fits(self, number: int, words: tuple[str, ...]) -> bool:
        full = self.persons[number].words
        if len(words) == 1 or words == full[-len(words) :]:
            return True
        return len(full) > 1 and self._same(number, words)

    def _family_then_given(self, words: tuple[str, ...]) -> list[int]:
        """The person of whom ``words`` are the first or inner ones: "Guajardo Villarreal", "Abdel Fattah"."""
        found = self._by_first.get(words[0], []) + self._by_inner.get(words[0], [])
        size = len(words)
        return [
            n
            for n in found
            if any(self.persons[n].words[k : k + size] == words for k in range(len(self.persons[n].words) - size))
        ]

    def meant(self, words: tuple[str, ...], at: int, titles: list[str]) -> tuple[list[int], str | None]:
        """The persons whom ``words`` at token ``at`` may mean; and why namesakes were set aside, if they were."""
        found = self.find(words)
        if len(found) > 1 and (sex := sex_of((), titles)):
            found = [n for n in found if self._sex(n) in (sex, None)]
        if len(found) > 1 and titles:
            titled = [n for n in found if self.persons[n].title_words & (set(titles) & PERSON_TITLES)]
            found = titled if len(titled) == 1 else found
        if len(found) > 1 and self.doc.quote[at] < 0:
            narrated = [n for n in found if self.persons[n].narrated]
            if len(narrated) == 1:
                return narrated, "the others are named in quotations only"
        if len(found) > 1 and len(words) == 1 and (chief := self._chief(words[0], found, at)) is not None:
            return [chief], "the one whom this text calls by that name alone"
        if len(found) > 1 and len(words) == 1 and (near := self._just_named(words[0], found, at)) is not None:
            return [near], "whose full name stands just before"
        return found, None

    def _sex(self, number: int) -> str | None:
        return self.persons[number].sex or self.persons[number].leaning

    def _chief(self, word: str, found: list[int], at: int) -> int | None:
        """The namesake who plainly owns the bare surname, or None.

        That is who was called by it before any other was brought in (or is never called otherwise), while no other
        that speaks in this text stands near.
        """
        persons = self.persons
        lone = [n for n in found if len(persons[n].words) == 1]
        chief = lone[0] if len(lone) == 1 else min(found, key=lambda n: persons[n].first)
        others = [n for n in found if n != chief]
        bare = self._bare.get(word, [])
        second = min(persons[n].first for n in others)
        earlier = sum(1 for token in bare[:9] if token < second)
        if not lone and not earlier:
            return None
        paragraph = self.doc.paragraph
        for n in others:
            speaks = persons[n].speaks
            before = bisect_left(persons[n].fulls, at)
            beside = before > 0 and paragraph[at] - paragraph[persons[n].fulls[before - 1]] <= _NEAR
            if (speaks or (earlier < 2 and not lone)) and beside:
                return None
            if not speaks and len(persons[n].fulls) * 3 > max(6, len(bare)):
                return None
        return chief

    def runs_between(self, a: int, b: int) -> list[NameRun]:
        """The runs of name tokens that begin in tokens [a, b)."""
        low = bisect_left(self._runs, a, key=lambda entry: entry[0].a)
        high = bisect_left(self._runs, b, key=lambda entry: entry[0].a)
        return [run for run, _ in self._runs[low:high]]

    def _just_named(self, word: str, found: list[int], at: int) -> int | None:
        """The namesake whose full name stands in this paragraph or the one before, all others being far, or None.

        None as well where the surname stood alone for somebody before that namesake was brought in.
        """
        paragraph = self.doc.paragraph
        near: list[int] = []
        for n in found:
            fulls = self.persons[n].fulls
            k = bisect_left(fulls, at)
            if k and paragraph[at] - paragraph[fulls[k - 1]] <= 1:
                near.append(n)
            elif (k and paragraph[at] - paragraph[fulls[k - 1]] <= _FAR) or (
                k < len(fulls) and paragraph[fulls[k]] - paragraph[at] <= 1
            ):
                return None
        if len(near) != 1 or not self.persons[near[0]].speaks:
            return None
        bare = self._bare.get(word, [])
        return near[0] if not bare or bare[0] > self.persons[near[0]].first else None

    def _sexes_differ(self, found: list[int]) -> bool:
        return len(found) == 2 and {self._sex(n) for n in found} == {"m", "f"}

    # ------------------------------------------------------------ where they stand

    def _note(self, spoken: list[tuple[NameRun, tuple[str, ...]]]) -> None:
        """Note where everybody is named, a title that one person bears ("the mayor") included."""
        doc = self.doc
        for run, words in self._runs:
            found = self.find(words)
            if len(words) == 1 and title_start(doc, run) == run.name:
                self._bare.setdefault(words[0], []).append(run.name)
            elif len(found) == 1:
                self.persons[found[0]].fulls.append(run.name)
        for _, words in spoken:
            found = self.find(words)
            if len(found) == 1 and len(words) > 1:
                self.persons[found[0]].speaks = True
        for run, words in self._runs:
            a = title_start(doc, run)
            found, _ = self.meant(words, run.name, [doc.low[k] for k in range(a, run.name)])
            if len(found) == 1 or self._sexes_differ(found):  # of two, a pronoun's sex will tell which
                self.occurrences += [(run.name, run.b, number) for number in found]
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
        self.occurrences.sort()

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


def _headlines(doc: Doc) -> set[int]:
    """The paragraphs in which nearly every word has a capital, so that capitals tell nothing."""
    found: set[int] = set()
    for number, (first, last) in enumerate(doc.paragraphs):
        words = [k for k in range(first, min(last, first + 40)) if doc.low[k][0].isalpha() and len(doc.low[k]) > 3]
        capitals = sum(doc.cap[k] for k in words)
        if last - first < 40 and len(words) > 4 and capitals >= 0.8 * len(words):
            found.add(number)
    return found


def _put(index: dict[str, list[int]], word: str, number: int) -> None:
    """Enter a person under a word; past so many namesakes only the whole name finds them, which keeps time linear."""
    numbers = index.setdefault(word, [])
    if len(numbers) < _MOST_NAMESAKES:
        numbers.append(number)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two names may be one, "Jr." and "Sr." considered."""
    return one is None or other is None or one == other


def _clear(votes: Counter[str] | None) -> str | None:
    """The sex that all votes name, but for one in four."""
    if not votes:
        return None
    (best, most), *rest = votes.most_common()
    return best if most >= 4 * sum(count for _, count in rest) else None
