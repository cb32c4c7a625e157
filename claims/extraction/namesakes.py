"""The persons of a text under all their names, and which of several namesakes a name means."""

from bisect import bisect_left
from dataclasses import dataclass, field

from sources.text.spans import Span

from .forenames import sex_of
from .lexicon import PERSON_TITLES
from .nicknames import same_forename
from .tokens import Doc

_MOST_NAMESAKES = 30
_NEAR = 2  # paragraphs within which a namesake's full name makes a bare surname doubtful
_FAR = 5  # paragraphs from which a namesake is out of mind


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


class Namesakes:
    """Finds persons by full name, surname, forename or nickname; ``bare`` holds where a surname stands alone."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.persons: list[Person] = []
        self.aliases: dict[str, int] = {}
        self.bare: dict[str, list[int]] = {}
        self.by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._by_inner: dict[str, list[int]] = {}
        self._whole: dict[tuple[str, ...], int] = {}

    def enter(self, person: Person) -> int:
        number = len(self.persons)
        words = person.words
        self.persons.append(person)
        self._whole[words] = -1 if words in self._whole else number
        _put(self.by_last, words[-1], number)
        if len(words) > 1:
            _put(self._by_first, words[0], number)
        for word in words[1:-1]:
            if len(word) > 2:
                _put(self._by_inner, word, number)
        return number

    def known(self, words: tuple[str, ...], suffix: str | None) -> int | None:
        """The person entered under a full name, or None."""
        number = self._whole.get(words)
        if number is not None and number >= 0 and _agree(self.persons[number].suffix, suffix):
            return number
        return next((n for n in self.by_last.get(words[-1], ()) if self.same(n, words, suffix)), None)

    def same(self, number: int, words: tuple[str, ...], suffix: str | None = None) -> bool:
        """Whether a full name is one of a known person: the same surname, and forenames that may be one."""
        full = self.persons[number].words
        if len(full) < 2 or not _agree(self.persons[number].suffix, suffix):
            return False
        shorter = min(len(full), len(words))
        if full[-shorter:] == words[-shorter:] and not (len(full) == len(words) == 1):
            return True  # "Suu Kyi" of "Aung San Suu Kyi"
        return same_forename(full[0], words[0]) or self.aliases.get(words[0]) == number

    def find(self, words: tuple[str, ...]) -> list[int]:
        """Numbers of the persons whom ``words`` may name: a full name, a surname or a forename."""
        if not words:
            return []
        if len(words) > 1 and self._whole.get(words, -1) >= 0:
            return [self._whole[words]]
        last = [n for n in self.by_last.get(words[-1], ()) if self._fits(n, words)]
        if last or len(words) > 1:
            return last or self._family_then_given(words)
        if words[0] in self.aliases:
            return [self.aliases[words[0]]]
        inner = self._by_inner.get(words[0], [])
        return list(self._by_first.get(words[0], ())) or (list(inner) if len(inner) == 1 else [])

    def _fits(self, number: int, words: tuple[str, ...]) -> bool:
        full = self.persons[number].words
        if len(words) == 1 or words == full[-len(words) :]:
            return True
        return len(full) > 1 and self.same(number, words)

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
        bare = self.bare.get(word, [])
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
        bare = self.bare.get(word, [])
        return near[0] if not bare or bare[0] > self.persons[near[0]].first else None


def _put(index: dict[str, list[int]], word: str, number: int) -> None:
    """Enter a person under a word; past so many namesakes only the whole name finds them, which keeps time linear."""
    numbers = index.setdefault(word, [])
    if len(numbers) < _MOST_NAMESAKES:
        numbers.append(number)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two names may be one, "Jr." and "Sr." considered."""
    return one is None or other is None or one == other
