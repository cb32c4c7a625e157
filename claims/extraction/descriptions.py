"""Sources that are described: which description is one told before, and for whom a spokesperson speaks."""

from sources.text.spans import Span

from .lexicon import SPOKESPEOPLE
from .mentions import Party
from .names import bare_words, name_span
from .people import People
from .phrases import noun_phrase_right
from .salience import PRONOUN_SEX, Salience
from .tokens import Doc

_WITHIN = 400  # tokens between "a senior official" and "the official"


def same_description(doc: Doc, party: Party) -> Span | None:
    """For "the official": the nearest "a second official" before. Two unnamed people are never taken for one."""
    if party.kind != "anonymous":
        return None
    for k in range(party.a - 1, max(0, party.a - _WITHIN), -1):
        if doc.low[k] != party.head or doc.quote[k] >= 0:
            continue
        for a in range(k - 1, max(-1, k - 5), -1):
            if doc.low[a] in ("a", "an", "one", "another"):
                start = a + 1 if doc.low[a] in ("a", "an") else a
                return doc.span(start, _description_end(doc, k))
            if not doc.low[a][0].isalpha():
                break
    return None


def _description_end(doc: Doc, k: int) -> int:
    """Take "at the transport ministry" along with the noun at ``k``."""
    end = k + 1
    if end < len(doc) and doc.low[end] in ("at", "in", "from", "of", "with", "for"):
        after = noun_phrase_right(doc, end + 1, doc.sentences[doc.sentence[k]][1], closed=True)
        if after is not None and doc.low[after[1] - 1][0].isalnum():
            end = after[1]
    return end


def principal(doc: Doc, party: Party, people: People, salience: Salience) -> str | None:
    """For whom a spokesperson speaks: "a spokesman for Smith", "Smith's lawyer"."""
    if party.head not in SPOKESPEOPLE:
        return None
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
            found = people.find(bare_words(doc, start, stop))
            return people.persons[found[0]].name if len(found) == 1 else name_span(doc, start, stop).of(doc.text)
    if doc.low[party.a] in ("his", "her"):
        who = salience.choose(party.a, PRONOUN_SEX[doc.low[party.a]]).who
        return salience.name(who) if who is not None and who >= 0 else None
    return None
