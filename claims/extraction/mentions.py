"""Reads the words that name a speaker: one or several parties, each a name with its title, or a description."""

from dataclasses import dataclass

from .attribution import SpeakerKind
from .clauses import Range
from .forenames import is_forename
from .kinds import BODIES, PLACES, agent, impersonal
from .lexicon import (
    ANONYMOUS_NOUNS,
    DETERMINERS,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    MONTHS,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    PREPOSITIONS,
    SPOKESPEOPLE,
    TIME_WORDS,
    word_set,
)
from .names import NAMELESS, PARTICLES, NameRun, bare_words, is_name_token, run_end, split_title
from .people import People
from .tokens import Doc

# Bodies that are named by what they deal with, which may be two matters.
_OF_MATTERS = word_set(
    """
    ministry department committee commission council institute office centre center agency bureau board school college
    association society foundation fund faculty
    """
)
_OVER = ("of", "for")
_DATES = TIME_WORDS | MONTHS.keys()
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


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of a name in parts at tokens [a, b); not ``whole`` where it stands before an owner or a title only."""

    a: int
    b: int
    whole: bool


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
    body = _body(doc, a, b)
    for k in range(a + 1, stop - 1):
        if doc.low[k] in ("like", "including"):
            break  # "groups like the Harbour Union and the Institute for Sums"
        if doc.low[k] == "and" and not (body is not None and body.a < k < body.b):
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
    if doc.low[a] == "the" and _body(doc, a, b) == _Body(a + 1, b, whole=True):
        return True
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
    body = _body(doc, a, comma)
    if body is not None and body.whole and (body.b == comma or doc.low[body.b] in _STOP):
        return Party(a, comma, NameRun(body.a, body.a, body.b), doc.low[body.b - 1], "organisation")
    first = body.b if body is not None else a + 1
    end = next((k for k in range(first, comma) if doc.low[k] in _STOP), comma)
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
        kind = _kind_of_apposed(doc, named, doc.low[end - 1], people)
        return Party(a if kind == "person" else named.a, b, named, doc.low[end - 1], kind)
    head = doc.low[end - 1]
    return Party(a, comma, None, head, _kind_of_noun(doc, a, end, head))


def _body(doc: Doc, a: int, b: int) -> _Body | None:
    """The body whose name goes on over a small word: "Institute for Sums", "Ministry of Food and Fisheries"."""
    k = next((k for k in range(a + 1, b) if doc.low[k] in _STOP), b) - 1
    if k + 2 >= b or doc.low[k + 1] not in _OVER or not is_name_token(doc, k) or doc.quote[k] != doc.quote[k + 2]:
        return None
    if doc.low[k] not in ORGANISATION_WORDS and doc.low[k] not in BODIES:
        return None
    start = k
    while start > a and is_name_token(doc, start - 1) and doc.low[start - 1] not in DETERMINERS:
        start -= 1
    if any(doc.low[j].endswith("'s") for j in range(start, k)):
        return None
    end, at = k + 1, k + 1
    while at + 1 < b and (doc.low[at] in _OVER or (at > k + 1 and doc.low[at] == "and" and _goes_on(doc, k, at, b))):
        at += 1 + (doc.low[at + 1] == "the")
        matter = at
        while at < b and is_name_token(doc, at) and doc.low[at][0].isalpha() and doc.low[at] not in _DATES:
            at += 1
            if doc.low[at - 1].endswith(("'s", "s'")):
                return _Body(start, at, whole=False)
        titles = [j for j in range(matter, at) if doc.low[j] in PERSON_TITLES]
        if titles and titles[-1] < at - 1:
            return _Body(start, at, whole=False)
        if at == matter:
            break
        end = at
    return _Body(start, end, whole=True) if end > k + 1 else None


def _goes_on(doc: Doc, head: int, at: int, b: int) -> bool:
    """Whether "and" at ``at`` joins two matters of one body, by the head and because one plain word follows."""
    end = next((j for j in range(at + 1, b) if not is_name_token(doc, j)), b)
    if doc.low[head] not in _OF_MATTERS or not 0 < end - at - 1 < 3 or doc.low[at - 1] in PLACES:
        return False
    words = [doc.low[j] for j in range(at + 1, end)]
    bodies = words[-1] in ORGANISATION_WORDS or words[-1] in PLACES or doc.words(end - 1, end).isupper()
    return not (bodies or is_forename(words[0]))


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
    closed = end >= b or doc.low[end] in (",", ".", "(")
    closed = closed or (doc.low[end] in ("of", "from") and end + 1 < b and is_name_token(doc, end + 1))
    words = bare_words(doc, run.name, run.b)
    return run if closed and (len(words) >= 2 or is_forename(words[0])) else None


def _kind_of_apposed(doc: Doc, run: NameRun, head: str, people: People) -> SpeakerKind:
    """What the name behind a description is of: "another user, Lewin Park" is no park, "the owner, Tarn Ltd" no man."""
    words = bare_words(doc, run.name, run.b)
    if len(words) > 1 and words[-1] in PLACES and (agent(head) or head in ANONYMOUS_NOUNS or head in PERSON_TITLES):
        return "person"
    return "organisation" if _kind_of_name(doc, run, people) in ("organisation", "group") else "person"


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
