"""The people named in a text: every capitalised run that names a person, joined by full name, with titles and sex."""

import unicodedata
from dataclasses import dataclass, field

from sources.text.spans import Span

from .lexicon import FEMALE, FEMALE_TITLES, MALE, MALE_TITLES, ORGANISATION_WORDS, OUTLET_WORDS, PERSON_TITLES, word_set
from .tokens import Doc

PARTICLES = word_set("de van von bin al der den del di da la le du dos el ibn ben abu ul zu ter")
_ROLE_ENDS = word_set("of for in at from with who which whose that and on to by")
_NAMELESS = word_set(
    """
    the a an i he she they we it but and or in on at if when while after before as for with by from
    to this that these those his her its their my our your there here what why how who so not no yes
    then now also according new north south east west united states state city county street
    university act bill amendment monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december american british
    french german russian chinese iraqi syrian turkish iranian israeli italian european african
    asian republican democratic democrat conservative liberal labour christian muslim jewish islamic
    catholic mr mrs ms meanwhile however still yet even islamic white supreme twitter facebook
    """
)


@dataclass(slots=True)
class Person:
    """One person: the name in words, where it stands in full, the titles given, "m" or "f" where the text tells."""

    name: str
    words: tuple[str, ...]
    span: Span
    first: int  # token
    sex: str | None = None
    titles: dict[str, Span] = field(default_factory=dict)
    title_words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class NameRun:
    """A run of name tokens [a, b) with the title that stands before the name proper, which starts at ``name``."""

    a: int
    name: int
    b: int


def is_name_token(doc: Doc, i: int) -> bool:
    if doc.cap[i]:
        return True
    head, dash, rest = doc.text[doc.starts[i] : doc.ends[i]].partition("-")
    return bool(dash) and head in ("al", "el", "as", "ash", "an", "ad", "ul", "bin") and rest[:1].isupper()


def name_runs(doc: Doc) -> list[NameRun]:
    """All runs of name tokens in the text, in order; sentence-initial function words are left off."""
    runs: list[NameRun] = []
    i, n = 0, len(doc)
    while i < n:
        if not is_name_token(doc, i) or not doc.low[i][0].isalpha():
            i += 1
            continue
        j = run_end(doc, i, n)
        a = i
        while a < j and doc.low[a] in _NAMELESS and doc.low[a] not in ("mr", "mrs", "ms", "may"):
            a += 1
        if a < j:
            runs.append(split_title(doc, a, j))
        i = j
    return runs


def run_end(doc: Doc, i: int, n: int) -> int:
    """End of the run of name tokens that starts at ``i``; titles' full stops, initials and particles belong to it."""
    j = i + 1
    while j < n and doc.paragraph[j] == doc.paragraph[i]:
        if doc.low[j - 1].endswith(("'s", "s'")):
            break
        if is_name_token(doc, j) and doc.quote[j] == doc.quote[j - 1]:
            if doc.sentence[j] != doc.sentence[j - 1]:
                break
            j += 1
        elif (
            doc.low[j] == "."
            and j + 1 < n
            and doc.ends[j - 1] == doc.starts[j]
            and doc.sentence[j] == doc.sentence[j + 1 if j + 1 < n else j]
        ):
            if not (is_name_token(doc, j + 1) and (len(doc.low[j - 1]) == 1 or doc.low[j - 1] in PERSON_TITLES)):
                break
            j += 1
        elif doc.low[j] in PARTICLES and j + 1 < n and (is_name_token(doc, j + 1) or doc.low[j + 1] in PARTICLES):
            j += 1
        else:
            break
    while j > i + 1 and ((doc.low[j - 1] in PARTICLES and not doc.cap[j - 1]) or doc.low[j - 1] == "."):
        j -= 1
    return j


def split_title(doc: Doc, a: int, b: int) -> NameRun:
    """Tell the title from the name in a run: "Russian Foreign Minister | Sergei Lavrov"."""
    name = a
    for k in range(a, b - 1):
        word = doc.low[k]
        if word in PERSON_TITLES and word not in FEMALE - {"judge"} and word not in MALE:
            name = k + 1
    while name < b - 1 and not doc.low[name][0].isalpha():
        name += 1
    return NameRun(a, name, b)


def bare_words(doc: Doc, a: int, b: int) -> tuple[str, ...]:
    """The words of a name in lower case, without a possessive ending or full stops."""
    out = []
    for k in range(a, b):
        word = doc.low[k]
        if word[0].isalnum():
            out.append(word[:-2] if word.endswith("'s") else word.rstrip("."))
    return tuple(out)


def name_span(doc: Doc, a: int, b: int) -> Span:
    start, end = doc.starts[a], doc.ends[b - 1]
    if doc.low[b - 1].endswith("'s"):
        end -= 2
    return Span(start, end)


class People:
    """The persons of a text and where each is named, in order of tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self._by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self.occurrences: list[tuple[int, int]] = []  # token, person
        self._runs = name_runs(doc)
        self._aliases: dict[str, int] = {}
        for run in self._runs:
            if self._names_person(run) or self._described(run):
                self._learn_role(self.add(run), run)
        self._nicknames()
        self._note_occurrences()

    def learn(self, runs: list[NameRun]) -> None:
        """Enter people whom only their speaking shows to be people, then look again where everybody is named.

        Whoever speaks under a surname that nobody known bears is looked for under a fuller name in the whole text.
        """
        spoken = [(run, bare_words(self.doc, run.name, run.b)) for run in runs]
        for run, words in spoken:
            if 2 <= len(words) <= 5:
                self.add(run)
        strangers = {words[-1] for _, words in spoken if len(words) == 1} - self._by_last.keys()
        for run in self._runs:
            words = bare_words(self.doc, run.name, run.b)
            if 2 <= len(words) <= 4 and words[-1] in strangers and words[0] not in _NAMELESS:
                self.add(run)
        self._note_occurrences()

    def _note_occurrences(self) -> None:
        doc = self.doc
        self.occurrences = []
        for run in self._runs:
            found = self.find(bare_words(doc, run.name, run.b))
            if len(found) == 1:
                self.occurrences.append((run.name, found[0]))

    def _names_person(self, run: NameRun) -> bool:
        doc = self.doc
        words = bare_words(doc, run.name, run.b)
        if len(words) < 2 or words[-1] in ORGANISATION_WORDS or words[-1] in OUTLET_WORDS or len(words) > 5:
            return False
        if fold(words[0]) in MALE or fold(words[0]) in FEMALE:
            return True
        if words[0] in _NAMELESS or words[-1] in _NAMELESS:
            return False
        if run.name > run.a:
            return True
        before = doc.low[run.a - 1] if run.a else ""
        if before == "." and run.a > 1:
            before = doc.low[run.a - 2]
        return before in PERSON_TITLES

    def _described(self, run: NameRun) -> bool:
        """A run that ", who", ", a" or an age follows: "Siân Pryderi-Voss, who sat as"."""
        doc = self.doc
        words = bare_words(doc, run.name, run.b)
        if not 2 <= len(words) <= 4 or words[-1] in ORGANISATION_WORDS or words[-1] in OUTLET_WORDS:
            return False
        if words[0] in _NAMELESS or words[-1] in _NAMELESS or run.b + 1 >= len(doc) or doc.low[run.b] != ",":
            return False
        after = doc.low[run.b + 1]
        return after in ("who", "whose") or (
            after.isdecimal() and 1 < len(after) < 4 and doc.low[run.b + 2 : run.b + 3] == [","]
        )

    def _learn_role(self, number: int, run: NameRun) -> None:
        """From "Anselm Quaye-Birch, a document examiner," learn "examiner"."""
        doc = self.doc
        if run.b + 2 >= len(doc) or doc.low[run.b] != "," or doc.low[run.b + 1] not in ("a", "an", "the"):
            return
        k = run.b + 2
        while k < len(doc) and k - run.b < 8 and doc.low[k][0].isalpha() and doc.low[k] not in _ROLE_ENDS:
            k += 1
        role = doc.low[k - 1]
        if role[0].isalpha() and not doc.cap[k - 1]:
            self.persons[number].title_words.add(role)

    def _nicknames(self) -> None:
        """Learn from Nils "Shorty" Lindqvist that Shorty is he."""
        doc = self.doc
        for a, b in doc.quote_tokens:
            if b - a > 4 or not a or b >= len(doc) or not (is_name_token(doc, a - 1) and is_name_token(doc, b)):
                continue
            start = a - 1
            while start and is_name_token(doc, start - 1) and doc.sentence[start - 1] == doc.sentence[a]:
                start -= 1
            end = run_end(doc, b, len(doc))
            first = split_title(doc, start, a)
            words = (*bare_words(doc, first.name, a), *bare_words(doc, b, end))
            if len(words) < 2 or self.find(words):
                known = self.find(words)
            else:
                name = f"{_flat(doc.words(first.name, a))} {_flat(doc.words(b, end))}"
                self.persons.append(Person(name, words, name_span(doc, first.name, end), first.name))
                self._by_last.setdefault(words[-1], []).append(len(self.persons) - 1)
                self._by_first.setdefault(words[0], []).append(len(self.persons) - 1)
                self.persons[-1].sex = sex_of(words, [])
                known = [len(self.persons) - 1]
            if len(known) == 1:
                nickname = " ".join(bare_words(doc, a, b))
                self._aliases[nickname] = known[0]

    def add(self, run: NameRun) -> int:
        """Enter the person of ``run``, or the title of one known already; return the number."""
        doc = self.doc
        words = bare_words(doc, run.name, run.b)
        known = [n for n in self._by_last.get(words[-1], ()) if _same_name(self.persons[n].words, words)]
        if known:
            number = known[0]
            person = self.persons[number]
            if len(words) > len(person.words):
                person.words, person.span = words, name_span(doc, run.name, run.b)
                person.name = _flat(person.span.of(doc.text))
        else:
            number = len(self.persons)
            span = name_span(doc, run.name, run.b)
            self.persons.append(Person(_flat(span.of(doc.text)), words, span, run.name))
            self._by_last.setdefault(words[-1], []).append(number)
            self._by_first.setdefault(words[0], []).append(number)
        self._learn(self.persons[number], run)
        return number

    def _learn(self, person: Person, run: NameRun) -> None:
        doc = self.doc
        a = run.a
        while (
            a > 0
            and run.a - a < 6
            and (
                doc.low[a - 1] in PERSON_TITLES or (doc.low[a - 1] == "." and a > 1 and doc.low[a - 2] in PERSON_TITLES)
            )
        ):
            a -= 1
        words = [doc.low[k] for k in range(a, run.name) if doc.low[k][0].isalpha()]
        if words:
            title = (
                _flat(doc.words(a, run.name)).rstrip(" .,")
                if doc.low[run.name - 1] != "."
                else _flat(doc.words(a, run.name))
            )
            person.titles.setdefault(title, doc.span(a, run.name))
            person.title_words.update(words)
        if person.sex is None:
            person.sex = sex_of(person.words, words)

    def find(self, words: tuple[str, ...]) -> list[int]:
        """Numbers of the persons whom ``words`` may name: a full name, a surname or a forename."""
        if not words:
            return []
        last = [n for n in self._by_last.get(words[-1], ()) if _fits(self.persons[n].words, words)]
        if last or len(words) > 1:
            return last
        if words[0] in self._aliases:
            return [self._aliases[words[0]]]
        return list(self._by_first.get(words[0], ()))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a[0] == b[0] and a[-1] == b[-1]


def _fits(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return True
    return full[0] == words[0] or words == full[-len(words) :] or (len(words[0]) == 1 and full[0][0] == words[0])


def sex_of(words: tuple[str, ...], titles: list[str]) -> str | None:
    """ "m" or "f" from titles first, then the forename; None where neither tells."""
    for word in titles:
        if word in FEMALE_TITLES:
            return "f"
        if word in MALE_TITLES:
            return "m"
    forename = fold(words[0]) if words else ""
    if forename in MALE and forename not in FEMALE:
        return "m"
    if forename in FEMALE and forename not in MALE:
        return "f"
    return None


def fold(word: str) -> str:
    """A word without its accents, so that "Zoë" is found under "zoe"."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
