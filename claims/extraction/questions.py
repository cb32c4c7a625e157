"""Interviews whose turns have no names: questions as paragraphs of their own, answers in the first person below."""

from .drafts import Draft
from .interviews import Interview
from .lexicon import FIRST_PERSON
from .tokens import Doc
from .verbs import reporting_verb

_FEWEST = 3  # questions
_LONGEST_QUESTION = 45  # tokens
_BOLD = frozenset("*_#")
_SHARE = 0.6  # of the answers speak of "I" or "we"
_LONGEST_ANSWER = 12  # paragraphs


def unlabelled(doc: Doc) -> list[Draft]:
    """The questions and answers of ``doc``, if it is such an interview and its introduction names who answers."""
    asked = [n for n in range(len(doc.paragraphs) - 1) if _is_question(doc, n) and not _is_question(doc, n + 1)]
    if len(asked) < _FEWEST:
        return []
    answers = [range(n + 1, stop) for n, stop in zip(asked, [*asked[1:], _end(doc, asked[-1])], strict=True)]
    personal = sum(any(_in_person(doc, n) for n in answer) for answer in answers)
    if personal < _SHARE * len(asked) or any(_reports(doc, n) for answer in answers for n in answer):
        return []
    people = Interview(doc, 0, asked[0])
    if people.answering is None:  # a last paragraph may tell who it was
        people = Interview(doc, answers[-1].stop, len(doc.paragraphs))
    if people.answering is None:
        return []
    drafts = []
    for question, answer in zip(asked, answers, strict=True):
        drafts.append(_draft(doc, range(question, question + 1), people.asking))
        drafts.append(_draft(doc, answer, people.answering))
    return drafts


def _is_question(doc: Doc, number: int) -> bool:
    a, b = _bare(doc, number)
    return 0 < b - a <= _LONGEST_QUESTION and doc.low[b - 1] == "?" and doc.quote[a] < 0


def _bare(doc: Doc, number: int) -> tuple[int, int]:
    """The tokens of a paragraph without the signs that set it in bold or italics."""
    a, b = doc.paragraphs[number]
    while a < b and doc.low[a] in _BOLD:
        a += 1
    while b > a and doc.low[b - 1] in _BOLD:
        b -= 1
    return a, b


def _end(doc: Doc, question: int) -> int:
    """The paragraph after the last answer, which goes on only while it speaks in the first person."""
    number = question + 2
    while number < min(len(doc.paragraphs), question + _LONGEST_ANSWER) and _in_person(doc, number):
        number += 1
    return number


def _in_person(doc: Doc, number: int) -> bool:
    return any(doc.low[k] in FIRST_PERSON and doc.quote[k] < 0 for k in range(*doc.paragraphs[number]))


def _reports(doc: Doc, number: int) -> bool:
    """Whether a paragraph quotes somebody in marks and names him: then the text is no bare interview."""
    a, b = doc.paragraphs[number]
    if doc.quote[a] < 0:
        return False
    return any(doc.quote[k] < 0 and (verb := reporting_verb(doc.low[k])) and verb.base == "say" for k in range(a, b))


def _draft(doc: Doc, paragraphs: range, named: str | None) -> Draft:
    parts = [doc.span(a, b) for a, b in (_bare(doc, n) for n in paragraphs) if a < b]
    return Draft(parts, None, None, "direct", "speech", doc.paragraphs[paragraphs[0]][0], "turn", named=named)
