"""Whether a run of capitalised words is a person's name, as far as the words around it show."""

from .clauses import is_finite
from .forenames import family_first, is_forename
from .kinds import agent, impersonal
from .lexicon import ANONYMOUS_NOUNS, DETERMINERS, FEMALE, GROUP_NOUNS, MALE, PERSON_TITLES, word_set
from .names import NAMELESS, TITLES, NameRun, title_start
from .tokens import Doc

NO_SURNAMES = NAMELESS | PERSON_TITLES | ANONYMOUS_NOUNS | GROUP_NOUNS | word_set("member members friend gentleman hon")


def names_person(doc: Doc, run: NameRun, words: tuple[str, ...]) -> bool:
    """Whether a run is a person's full name: by the forename, a title, or a role beside it."""
    if len(words) < 2 or len(words) > 5 or impersonal(doc, run, words):
        return False
    if words[0] in MALE or words[0] in FEMALE:
        return True
    if words[0] in NAMELESS or words[-1] in NAMELESS:
        return False
    if family_first(words) and "-" in words[1] and not doc.words(run.b - 1, run.b).istitle():
        return True  # "Park Geun-hye"
    if (run.name > run.a and _titled(doc, run)) or title_start(doc, run) < run.a:
        return True
    return is_forename(words[0]) or apposed(doc, run)


def apposed(doc: Doc, run: NameRun) -> bool:
    """Whether a role in small letters stands before: "the striker Casimir Oyelowo", "his deputy, Gilbert Lee,"."""
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


def _titled(doc: Doc, run: NameRun) -> bool:
    return any(doc.low[k] in TITLES for k in range(run.a, run.name))


def described(doc: Doc, run: NameRun, words: tuple[str, ...]) -> bool:
    """A run that ", who", ", whose" or an age follows: "Siân Pryderi-Voss, who sat as"."""
    if not 2 <= len(words) <= 4 or impersonal(doc, run, words):
        return False
    if words[0] in NAMELESS or words[-1] in NAMELESS or run.b + 1 >= len(doc) or doc.low[run.b] != ",":
        return False
    after = doc.low[run.b + 1]
    return after in ("who", "whose") or (
        after.isdecimal() and 1 < len(after) < 4 and doc.low[run.b + 2 : run.b + 3] == [","]
    )


def may_be_surname(doc: Doc, run: NameRun, words: tuple[str, ...], a: int) -> bool:
    """Whether the word after the title that begins at token ``a`` may be a surname, not part of an office."""
    if any(word in NO_SURNAMES for word in words) or impersonal(doc, run, words):
        return False
    if a and doc.low[a - 1] in ("a", "an", "another", "one", "no"):
        return False
    title = doc.low[run.name - 1]
    title = doc.low[run.name - 2] if title == "." and run.name - 2 >= a else title
    return title in TITLES and (doc.cap[run.name - 1] or title == doc.low[run.name - 2])


def plainly_name(doc: Doc, run: NameRun, word: str, small: set[str]) -> bool:
    """Whether a single word has its capital for being a name, not for opening a sentence."""
    if word in NAMELESS or "'" in word or len(word) < 3:
        return False
    first = doc.sentences[doc.sentence[run.name]][0]
    opens = not any(doc.low[k][0].isalnum() and doc.quote[k] == doc.quote[run.name] for k in range(first, run.name))
    if opens and not is_forename(word):
        return run.b < len(doc) and not word.endswith("s") and word not in small and is_finite(doc, run.b)
    return True


def headlines(doc: Doc) -> set[int]:
    """The paragraphs in which nearly every word has a capital, so that capitals tell nothing."""
    found: set[int] = set()
    for number, (first, last) in enumerate(doc.paragraphs):
        words = [k for k in range(first, min(last, first + 40)) if doc.low[k][0].isalpha() and len(doc.low[k]) > 3]
        capitals = sum(doc.cap[k] for k in words)
        if last - first < 40 and len(words) > 4 and capitals >= 0.8 * len(words):
            found.add(number)
    return found
