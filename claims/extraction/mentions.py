"""Reads the words that name a speaker: one or several parties, each a name with its title, or a description."""

from dataclasses import dataclass

from .attribution import SpeakerKind
from .clauses import Range
from .forenames import is_forename
from .kinds import PLACES, impersonal
from .lexicon import (
    ANONYMOUS_NOUNS,
    DETERMINERS,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    PREPOSITIONS,
    SPOKESPEOPLE,
    word_set,
)
from .names import NAMELESS, PARTICLES, NameRun, bare_words, is_name_token, run_end, split_title
from .people import People
from .tokens import Doc

_STOP = (PREPOSITIONS | word_set("who which whose whom that when while where writing speaking citing")) - {
    "out",
    "off",
    "up",
}


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a mention: tokens [a, b); ``run`` where it is a name; ``head`` its last word before any "of ..."."""

    a: int
    b: int
    run: NameRun | None
    head: str
    kind: SpeakerKind


def parties(doc: Doc, mention: Range, people: People) -> list[Party]:
    """Split a mention such as "Minister Sergei Lavrov and army sources" into its parties."""
    a, b = mention
    out: list[Party] = []
    for x, y in _split(doc, a, b, people):
        party = _read(doc, x, y, people)
        if party is not None:
            out.append(party)
    return out


def _split(doc: Doc, a: int, b: int, people: People) -> list[Range]:
    stop = _core_end(doc, a, b)
    for k in range(a + 1, stop - 1):
        if doc.low[k] == "and":
            left = k - 1 if doc.low[k - 1] == "," else k
            if _stands_alone(doc, a, left, people) and _stands_alone(doc, k + 1, b, people):
                pieces = _list(doc, a, left)
                return [*pieces, (k + 1, b)]
    return [(a, b)]


def _list(doc: Doc, a: int, b: int) -> list[Range]:
    out: list[Range] = []
    start = a
    for k in range(a, b):
        if doc.low[k] == "," and k > start:
            out.append((start, k))
            start = k + 1
    if start < b:
        out.append((start, b))
    names = [(x, y) for x, y in out if is_name_token(doc, x) and doc.low[x] not in NAMELESS]
    return names if names and names[0][0] == a else [(a, b)]


def _core_end(doc: Doc, a: int, b: int) -> int:
    for k in range(a, b):
        if doc.low[k] in ("who", "which", "whose", "writing", "speaking", "("):
            return k
    return b


def _stands_alone(doc: Doc, a: int, b: int, people: People) -> bool:
    """Whether [a, b) could be a speaker by itself, not half of "Health and Human Services"."""
    if a >= b:
        return False
    last = doc.low[b - 1]
    if is_name_token(doc, b - 1):
        start = b - 1
        while start > a and is_name_token(doc, start - 1):
            start -= 1
        run = split_title(doc, start, b)
        words = bare_words(doc, run.name, run.b)
        return (
            run.name > run.a
            or bool(people.find(words))
            or last in PLACES
            or (last.endswith("s") and b - a <= 3 and last not in ORGANISATION_WORDS)
            or (last in ORGANISATION_WORDS and doc.low[a] == "the")
        )
    return (
        last in GROUP_NOUNS
        or last in ANONYMOUS_NOUNS
        or last in PERSON_TITLES
        or last in ORGANISATION_WORDS
        or last.endswith("s")
    )


def _read(doc: Doc, a: int, b: int, people: People) -> Party | None:
    while a < b and (not doc.low[a][0].isalnum() or doc.low[a] in ("both", "and", "even")):
        a += 1
    comma = next((k for k in range(a, b) if doc.low[k] in (",", "(", "—", "–")), b)
    end = next((k for k in range(a + 1, comma) if doc.low[k] in _STOP), comma)
    while end > a and not doc.low[end - 1][0].isalnum():
        end -= 1
    if a >= end:
        return None
    last = doc.low[end - 1]
    if (
        is_name_token(doc, end - 1)
        and last[0].isalpha()
        and not (end - a == 1 and (last in FUNCTION_WORDS or last in GROUP_NOUNS or last in ANONYMOUS_NOUNS))
        and not (end - a == 2 and doc.low[a] in DETERMINERS and (last in ANONYMOUS_NOUNS or last in PERSON_TITLES))
    ):
        run = _run_back(doc, a, end)
        return Party(a, comma, run, doc.low[end - 1], _kind_of_name(doc, run, people))
    named = _named_in_apposition(doc, comma, b)
    if named is not None:
        return Party(a, b, named, doc.low[end - 1], "person")
    head = doc.low[end - 1]
    return Party(a, comma, None, head, _kind_of_noun(doc, a, end, head))


def _run_back(doc: Doc, a: int, end: int) -> NameRun:
    start = end - 1
    while start > a:
        before = start - 1
        if doc.low[before].endswith("'s"):
            break
        if is_name_token(doc, before) or (doc.low[before] == "." and before > a) or doc.low[before] in PARTICLES:
            start = before
        else:
            break
    while start < end - 1 and (doc.low[start] == "." or doc.low[start] in DETERMINERS):
        start += 1
    return split_title(doc, start, end)


def _named_in_apposition(doc: Doc, comma: int, b: int) -> NameRun | None:
    i = comma + 1
    if i + 1 >= b or not is_name_token(doc, i):
        return None
    end = run_end(doc, i, b)
    run = split_title(doc, i, end)
    closed = end >= b or doc.low[end] in (",", ".")
    words = bare_words(doc, run.name, run.b)
    return run if closed and (len(words) >= 2 or is_forename(words[0])) else None


def named_after(doc: Doc, party: Party) -> NameRun | None:
    """The name in apposition right after a description that ends without it: "the chief executive | , Ann Lee,"."""
    if party.kind not in ("anonymous", "unknown") or party.b >= len(doc) or doc.low[party.b] != ",":
        return None
    limit = doc.sentences[doc.sentence[party.b]][1]
    if party.b + 2 >= limit or doc.quote[party.b + 1] >= 0:
        return None
    run = _named_in_apposition(doc, party.b, limit)
    return run if run is not None and run.name == run.a and (run.b >= limit or doc.low[run.b] in (",", ".")) else None


def _kind_of_name(doc: Doc, run: NameRun, people: People) -> SpeakerKind:
    words = bare_words(doc, run.name, run.b)
    if words[-1] in GROUP_NOUNS and words[-1] not in PERSON_TITLES:
        return "group"
    if impersonal(doc, run, words) and not (len(words) == 1 and people.find(words)):
        return "organisation"
    if len(words) == 1 and words[0] in PERSON_TITLES:
        return "unknown"
    return "person"


def _kind_of_noun(doc: Doc, a: int, end: int, head: str) -> SpeakerKind:
    if head in ANONYMOUS_NOUNS or (head in SPOKESPEOPLE):
        return "anonymous"
    if head in ORGANISATION_WORDS or (head.endswith("s") and head[:-1] in ORGANISATION_WORDS):
        return "organisation" if head in ORGANISATION_WORDS else "group"
    if (
        head in GROUP_NOUNS
        or (head.endswith("s") and not head.endswith("ss"))
        or doc.low[a] in ("some", "many", "most", "several")
    ):
        return "group"
    if head in PERSON_TITLES:
        return "anonymous"
    return "unknown"
