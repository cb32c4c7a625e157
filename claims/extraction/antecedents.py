"""What "who" stands for: the name or the noun phrase nearest to its left, an apposition passed over."""

from .clauses import Range, is_finite
from .kinds import BODIES
from .lexicon import DETERMINERS, ORGANISATION_WORDS, PREPOSITIONS, word_set
from .names import PARTICLES, NameRun, bare_words, is_name_token, split_title, title_start
from .people import People
from .tokens import Doc
from .verbs import reporting_verb

_FARTHEST = 40  # tokens
_LONGEST_BEFORE = 40  # tokens
_DOCUMENTS = word_set(
    """
    report study letter statement memo document survey poll ruling judgment judgement article complaint lawsuit paper
    review notice verdict indictment affidavit leaflet manifesto
    """
)
_BREAKS = word_set("and but or that because while when")
_OPENS = word_set("a an the now then also once himself herself his her their former himself one")


def antecedent(doc: Doc, at: int, people: People) -> Range | None:
    """The token range that the relative pronoun at ``at`` stands for."""
    lo = max(doc.sentences[doc.sentence[at]][0], at - _FARTHEST)
    end = _back(doc, at, lo)
    nearest = _name_ending(doc, end, lo, people)
    if nearest is not None:
        return nearest
    named = _named_before(doc, end, lo, people)
    return named if named is not None else _phrase(doc, end, lo)


def document(doc: Doc, at: int) -> Range | None:
    """For "The inspectors' report is short. It says": the one document that the sentence before is about.

    None where that sentence has any body, any name or a second document, or quotes: "it" may be any of these.
    """
    number = doc.sentence[at]
    first = doc.sentences[number][0]
    if first != at or doc.quote[at] >= 0 or not number or doc.paragraph[at - 1] != doc.paragraph[at]:
        return None
    if at + 1 >= len(doc) or reporting_verb(doc.low[at + 1]) is None:
        return None
    a, b = doc.sentences[number - 1]
    if b - a > _LONGEST_BEFORE or (doc.low[a] not in DETERMINERS and not doc.low[a].endswith("'s")):
        return None
    head = next((k for k in range(a + 1, min(b, a + 6)) if doc.low[k] in _DOCUMENTS), None)
    if head is None or head + 1 >= b or not is_finite(doc, head + 1):
        return None
    bodies = ORGANISATION_WORDS | BODIES | _DOCUMENTS
    others = any(
        k != head and (doc.quote[k] >= 0 or doc.low[k] in bodies or (k > a and doc.cap[k])) for k in range(a, b)
    )
    if others or any(doc.low[k] in (",", "and") for k in range(a, head)):
        return None
    owner = max((k for k in range(a, head) if doc.low[k].endswith(("'s", "s'")) or doc.low[k] == "'"), default=a)
    return owner + 1, head + 1


def _back(doc: Doc, at: int, lo: int) -> int:
    """The end of what stands before ``at``, a comma and anything in brackets passed over."""
    end = at
    while end > lo:
        word = doc.low[end - 1]
        if word in (",", "-", "–", "—", "--"):
            end -= 1
        elif word == ")":
            opening = next((k for k in range(end - 1, lo, -1) if doc.low[k] == "("), None)
            if opening is None:
                return end
            end = opening
        else:
            return end
    return end


def _name_ending(doc: Doc, end: int, lo: int, people: People) -> Range | None:
    """The person's name that ends at token ``end``, with the title before it."""
    start = end
    while start > lo and doc.quote[start - 1] < 0:
        k = start - 1
        if doc.low[k].endswith("'s") or not (
            is_name_token(doc, k)
            or doc.low[k] in PARTICLES
            or (doc.low[k] == "." and k > lo and doc.ends[k - 1] == doc.starts[k])
        ):
            break
        start = k
    while start < end and not is_name_token(doc, start):
        start += 1
    if start >= end:
        return None
    run = split_title(doc, start, end)
    if people.find(bare_words(doc, run.name, run.b)) or run.name > run.a:
        return title_start(doc, NameRun(start, run.name, end)), end
    return None


def _named_before(doc: Doc, end: int, lo: int, people: People) -> Range | None:
    """The person to whom what stands before "who" is an apposition: "John Bentel, a member of the staff who"."""
    stop = end
    for _ in range(3):
        comma = next((k for k in range(stop - 1, lo, -1) if doc.low[k] in (",", ";", "—", "–")), None)
        if comma is None or doc.low[comma] == ";" or comma + 1 >= stop:
            return None
        opens = doc.low[comma + 1]
        if not (opens in _OPENS or opens.isdecimal() or doc.cap[comma + 1] or opens.endswith("ly")):
            return None
        if any(is_finite(doc, k) for k in range(comma + 1, stop)):
            return None
        name = _name_ending(doc, _back(doc, comma, lo), lo, people)
        if name is not None:
            return name
        stop = comma
    return None


def _phrase(doc: Doc, end: int, lo: int) -> Range | None:
    start = end
    while start > lo and doc.quote[start - 1] < 0:
        k = start - 1
        word = doc.low[k]
        if not (word[0].isalnum() or word == ".") or word in _BREAKS:
            break
        if (word in PREPOSITIONS and word not in ("of", "for", "at", "in", "from", "with")) or is_finite(doc, k):
            break
        start = k
        if word in ("a", "an") or (word in ("the", "some", "many", "those") and doc.low[k - 1] not in PREPOSITIONS):
            break
    while start < end and doc.low[start] in PREPOSITIONS:
        start += 1
    return (start, end) if start < end else None
