"""Whom "the 24-year-old" means: the person of that age, or the one person the narrator has just told of."""

import re
from bisect import bisect_left

from .forenames import is_forename
from .kinds import agent, impersonal
from .lexicon import (
    ADVERBS,
    ANONYMOUS_NOUNS,
    FEMALE_TITLES,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    MALE_TITLES,
    PERSON_TITLES,
    TIME_WORDS,
    word_set,
)
from .mentions import Party
from .names import NameRun, bare_words, title_start
from .people import People
from .salience import PRONOUN_SEX, Salience
from .tokens import Doc

_AGED = re.compile(r"(\d{1,3})-year-old")
_TO_A_NAME = 4  # tokens back from a name to the age: "24-year-old Tarn goalkeeper Anselm Lee"
_LATELY = 300  # tokens
_NOBODY_ELSE = 3  # paragraphs
_DEAD = word_set("died dead killed murdered death funeral late")
_GROWN = 16  # years from which somebody may bear a title
_HUMAN = (
    ANONYMOUS_NOUNS
    | GROUP_NOUNS
    | PERSON_TITLES
    | FEMALE_TITLES
    | MALE_TITLES
    | word_set(
        """
        child children kid baby toddler infant teenager teen youth youngster adult pensioner pupil patient victim
        suspect accused friend colleague partner couple guest client star chef cook nurse thief bride groom athlete
        rival grandson granddaughter son daughter twin twins cousin nephew niece fiancé fiancée recruit newcomer
        men women boys girls others somebody someone anyone
        """
    )
) - {"chief", "head", "former", "general", "major", "star", "vice"}


class Ages:
    """How old the people of a text are, and whom "the 24-year-old" means."""

    def __init__(self, doc: Doc, people: People, salience: Salience) -> None:
        self.doc = doc
        self.people = people
        self._salience = salience
        self._told: dict[int, int] = {}  # by person
        self._named: set[int] = set()  # the tokens of the ages of people with names
        for token, end, who in people.occurrences:
            found = _age_beside(doc, token, end)
            if found is not None:
                self._named.add(found[0])
                self._told.setdefault(who, found[1])

    def meant(self, party: Party) -> list[int]:
        """The numbers of those whom "the 24-year-old" may mean: one, several that are as old, or nobody."""
        doc, at = self.doc, party.a
        said = _AGED.fullmatch(party.head)
        if said is None or doc.low[at] not in ("the", "this") or doc.low[at + 1] != party.head:
            return []
        years = int(said.group(1))
        if self._of_somebody_described(years, at):
            return []
        old = {who for _, _, who in self._occurrences(at - _LATELY, at) if self._told.get(who) == years}
        if old:
            return sorted(old)
        only = self._in_focus(at)
        if only is None or only in self._told or (years < _GROWN and self.people.persons[only].title_words):
            return []
        return [only]

    def _occurrences(self, first: int, at: int) -> list[tuple[int, int, int]]:
        low = bisect_left(self.people.occurrences, (first, 0, 0))
        return self.people.occurrences[low : bisect_left(self.people.occurrences, (at, 0, 0))]

    def _of_somebody_described(self, years: int, at: int) -> bool:
        """Whether somebody without a name is told to be as old shortly before: "a man, 24,", "a 24-year-old"."""
        low = self.doc.low
        for k in range(max(1, at - _LATELY), at):
            if k in self._named:
                continue
            if (said := _AGED.fullmatch(low[k])) is not None:
                if int(said.group(1)) == years and low[k - 1] not in ("the", "this"):
                    return True
            elif low[k] == str(years) and (low[k - 1] == "aged" or (low[k - 1] in (",", "(") and _is_age(self.doc, k))):
                return True
        return False

    def _in_focus(self, at: int) -> int | None:
        """The one person of whom the narrator tells in this paragraph and the one before, or None.

        None as well where anybody else comes into it there: another name, a pronoun, or somebody only described.
        """
        doc = self.doc
        before = doc.paragraphs[max(0, doc.paragraph[at] - _NOBODY_ELSE)][0]
        first = doc.paragraphs[max(0, doc.paragraph[at] - 1)][0]
        if at - before > _LATELY or len({who for _, _, who in self._occurrences(before, at)}) != 1:
            return None
        names = [(token, end, who) for token, end, who in self._occurrences(first, at) if doc.quote[token] < 0]
        if not any(not doc.low[end - 1].endswith("'s") for _, end, _ in names):
            return None
        only = names[0][2]
        person = self.people.persons[only]
        theirs: set[int] = set()
        for token, end, _ in names:
            theirs.update(range(token, end))
        for run in self.people.runs_between(first, at):
            if run.name in theirs:
                theirs.update(range(title_start(doc, run) - 1, run.b))  # "the goalkeeper | Anselm Lee"
            elif _may_be_another(doc, run):
                return None
        for k in range(first, at):
            word = doc.low[k].removesuffix("'s")
            if doc.quote[k] >= 0 or k in theirs:
                continue
            if (sex := PRONOUN_SEX.get(word)) is not None and self._salience.choose(k, sex).who != only:
                return None
            if word in _DEAD or (word not in person.title_words and _human(word) and not doc.cap[k]):
                return None
        return only if len(person.words) > 1 else None


def _age_beside(doc: Doc, token: int, end: int) -> tuple[int, int] | None:
    """Where an age stands beside a name, and which: "Ann Lee, 24,", "Ann Lee (24)", "24-year-old striker Ann Lee"."""
    k = end + 1 + (doc.low[end + 1 : end + 2] == ["aged"])
    if doc.low[end : end + 1] in ([","], ["("]) and _is_age(doc, k):
        return k, int(doc.low[k])
    for j in range(token - 1, max(-1, token - 1 - _TO_A_NAME), -1):
        if not doc.low[j][0].isalnum() or doc.sentence[j] != doc.sentence[token]:
            return None
        if (said := _AGED.fullmatch(doc.low[j])) is not None:
            return j, int(said.group(1))
    return None


def _is_age(doc: Doc, k: int) -> bool:
    """Whether a number between commas or brackets stands at ``k``."""
    low = doc.low
    return 0 < k < len(doc) - 1 and low[k].isdecimal() and len(low[k]) < 4 and low[k + 1] in (",", ")", ".", ";")


def _human(word: str) -> bool:
    return word in _HUMAN or agent(word) or (word.endswith("s") and (word[:-1] in _HUMAN or agent(word[:-1])))


def _may_be_another(doc: Doc, run: NameRun) -> bool:
    """Whether a name that nobody known bears may be a person's, as far as its place in the sentence shows."""
    words = bare_words(doc, run.name, run.b)
    if not words or doc.quote[run.a] >= 0 or impersonal(doc, run, words):
        return False
    before = doc.low[run.a - 1] if run.a else ""
    if is_forename(words[0]) or run.name > run.a:
        return True
    if before in ("in", "at", "near", "from"):
        return False
    after = doc.low[run.b] if run.b < len(doc) else "."
    if after in ("have", "are", "were"):
        return False  # "Tarn have signed"
    opens = run.a == doc.sentences[doc.sentence[run.a]][0] and len(words) == 1
    return not (opens and (words[0] in FUNCTION_WORDS | ADVERBS | TIME_WORDS or words[0].endswith(("ly", "ing"))))
