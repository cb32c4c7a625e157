"""Transcripts and interviews: paragraphs that a name opens ("NAME: ...", "Q: ...", a name on a line of its own)."""

import re
from collections import Counter
from dataclasses import dataclass, field

from sources.text.spans import Span

from .drafts import Draft
from .interviews import Interview, by_initials, part_questions
from .lexicon import ABBREVIATIONS, FIRST_PERSON, LABELS, PERSON_TITLES, word_set
from .tokens import Doc

_STAMP = r"[\[(]?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\.?)?[\])]?"
_LEAD = re.compile(rf"[>*_#\s]{{0,8}}(?:{_STAMP}\s{{1,4}}(?:[-–—]\s)?)?[*_]{{0,3}}[\"“”]?")
_NAME = r"[^\W\d_][\w.'’&\-]{0,40}(?: \w[\w.'’&\-]{0,40}){0,11}"
_HEAD = re.compile(
    rf"({_NAME})((?: ?[(\[][^()\[\]\n]{{1,60}}[)\]]){{0,3}})(?:, [^:\n()]{{1,60}})?[*_]{{0,3}} ?:[*_]{{0,3}}(?:\s|$)"
)
_ASKED = re.compile(r"(Q|A|Question|Answer|QUESTION|ANSWER)(?: ?[0-9]{1,3})?[*_]{0,3}[:.][*_]{0,3}\s")
# As the Congressional Record sets them: "Mr. ABERCROMBIE. Thank you."
_RECORD = re.compile(
    r"((?:[A-Z][a-z]{1,15}\.? ){1,3}[A-Z][A-Z'’\-]{2,30}(?: of [A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)?)\.\s"
)
_LINE = re.compile(
    rf"({_NAME})((?: ?[(\[][^()\[\]\n]{{1,60}}[)\]]){{0,3}})( ?(?:--|—|–) .{{1,80}})?[*_]{{0,3}}(?:\s{{1,4}}{_STAMP})?$"
)
_INTRODUCED = re.compile(rf"({_NAME}) [(\[]([^()\[\]\n]{{1,60}})[)\]]")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_STAGE = re.compile(
    r"[(\[*]{1,2}(?:[\w,’' ]{0,30}\b)?(?:applause|laugh(?:s|ter|ing)?|cheer(?:s|ing)|cross-?talk|inaudible|pause|music"
    r"|interruption|interjections?|sighs?|chuckles?|silence|booing|whereupon|unintelligible|noise|coughs?)\b"
    r"[^)\]*]{0,80}[)\]*]{1,2}\.?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]{1,80}\)|\[[^\[\]]{1,80}\]")  # "(END VIDEOTAPE)" as a paragraph
_LONGEST_ASIDE = 12  # tokens
_CLOSING = frozenset('.?!…"”’»)]*') | {"''", "...", "—", "–", "--"}
_MARKS = frozenset(('"', "”", "“", "''", "``", "*", "**", "_"))
_SMALL = word_set("of the for and to in de van von al bin der den del di da la on")
_PERSONAL = FIRST_PERSON | word_set("you your you're you'll let's")
_ROLES = word_set("operator moderator host interviewer narrator")
_HOUSE = word_set("mr mrs ms madam madame the hon several some opposition government")
_UNNAMED = word_set("q question questioner audience")
_SHORTENED = ABBREVIATIONS | PERSON_TITLES
_LONGEST_LABEL = 5  # words
_DENSE = 0.6
_LONGEST_SPEECH = 80  # paragraphs


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: int
    name: Span
    words: str  # the name as it stands
    brackets: tuple[str, ...]
    body: int  # offset at which the words spoken begin
    plain: bool = True  # a colon follows the name

    @property
    def key(self) -> str:
        """What two turns of one speaker have in common: the last word of the name, without its case."""
        return self.words.split()[-1].casefold().rstrip(".")


@dataclass(slots=True)
class _Cast:
    """Who is meant by the names that open the turns."""

    full: dict[str, str] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)

    def learn(self, key: str, name: str) -> None:
        known = self.full.get(key)
        if known is None or (len(name.split()) > len(known.split()) and known.casefold() in name.casefold()):
            self.full[key] = name
        elif known.casefold() not in name.casefold() and name.casefold() not in known.casefold():
            self.torn.add(key)

    def named(self, turn: _Turn) -> str:
        if turn.words in self.full:
            return self.full[turn.words]
        return turn.words if turn.key in self.torn else self.full.get(turn.key, turn.words)


def turns(doc: Doc) -> list[Draft]:
    """Transcript turns: paragraphs that start with a name and a colon, where the text has several such.

    A name in brackets after a role ("THE SPEAKER (Tevita Moala)") is kept for that role's later turns, a full name
    for later turns under the surname alone. A paragraph of whole sentences between two turns goes on with the first.
    """
    found = _transcript(doc, _headed(doc)) or _transcript(doc, _lined(doc))
    cast = _Cast()
    for turn in [*_introduced(doc, found), *found]:
        person = _bracketed(turn)
        if person is not None:
            cast.full[turn.words] = person
            cast.learn(person.split()[-1].casefold(), person)
        else:
            cast.learn(turn.key, turn.words)
    interview = None
    if any(_answers(t) for t in found):
        if not _in_person(doc, found):
            return []  # questions and answers that nobody spoke: "Q: When is the pool open?"
        interview = Interview(doc, 0, found[0].paragraph)
    drafts: list[Draft] = []
    for number, turn in enumerate(found):
        last = number + 1 == len(found)
        draft = _turn_draft(doc, turn, len(doc.paragraphs) if last else found[number + 1].paragraph, last=last)
        if draft is not None:
            _name(draft, turn, cast, interview, doc)
            drafts.append(draft)
    return part_questions(doc, drafts)


def _name(draft: Draft, turn: _Turn, cast: _Cast, interview: Interview | None, doc: Doc) -> None:
    word = turn.key
    if word in _UNNAMED or _answers(turn):
        if interview is not None and word != "audience":
            draft.named = interview.answering if _answers(turn) else interview.asking
        draft.mention = draft.mention if draft.named else None
    else:
        draft.named = _in_small_letters(cast.named(turn))
        if draft.named.isupper() and len(draft.named.replace(".", "")) <= 3:
            draft.named = by_initials(doc, draft.named.replace(".", "")) or draft.named


def _in_small_letters(name: str) -> str:
    """ "Senator ADEBAYO-STRAND" as "Senator Adebayo-Strand"; a name all in capitals is left to the resolver."""
    if name.isupper():
        return name
    return " ".join(w.title() if w.isupper() and len(w) > 3 else w for w in name.split())


def _in_person(doc: Doc, found: list[_Turn]) -> bool:
    """Whether "I" or "we" stands in one of the answers, up to the next turn."""
    for turn, following in zip(found, [*found[1:], None], strict=True):
        last = following.paragraph - 1 if following else turn.paragraph
        words = range(doc.token_at(turn.body), doc.paragraphs[last][1])
        if _answers(turn) and any(doc.low[k] in FIRST_PERSON for k in words):
            return True
    return False


def _answers(turn: _Turn) -> bool:
    return turn.words.casefold() in ("a", "answer")


def _bracketed(turn: _Turn) -> str | None:
    """The person named in brackets after a role: "THE SPEAKER (Tevita Moala)"."""
    words = turn.words.split()
    role = words[0].lower() == "the" or all(w.lower().rstrip(".") in PERSON_TITLES | _SMALL for w in words)
    if not role:
        return None
    for bracket in turn.brackets:
        named = bracket.split()
        if len(named) > 1 and all(w[0].isupper() or w in _SMALL for w in named):
            return bracket
    return None


def _introduced(doc: Doc, found: list[_Turn]) -> list[_Turn]:
    """Roles of the turns that a paragraph without a colon introduces: "The PRESIDENT (Ann Lee) took the chair"."""
    roles = {turn.words for turn in found if turn.words.lower().startswith("the ")}
    out = []
    for number, (a, b) in enumerate(doc.paragraphs if roles else ()):
        head = _INTRODUCED.match(doc.text, doc.starts[a], doc.ends[b - 1]) if a < b else None
        if head and head[1] in roles:
            out.append(_Turn(number, Span(*head.span(1)), head[1], (head[2],), head.end()))
    return out


# ---------------------------------------------------------------- finding


def _headed(doc: Doc) -> list[_Turn]:
    """Paragraphs that begin with a name and a colon, with "Q." or "A."."""
    found = []
    for number, (a, b) in enumerate(doc.paragraphs):
        if a >= b:
            continue
        start, end = doc.starts[a], doc.ends[b - 1]
        lead = _LEAD.match(doc.text, start, end)
        at = lead.end() if lead else start
        asked = _ASKED.match(doc.text, at, end)
        if asked:
            found.append(_Turn(number, Span(*asked.span(1)), asked[1], (), asked.end()))
            continue
        record = _RECORD.match(doc.text, at, end)
        if record and record[1].split()[0].rstrip(".").lower() in PERSON_TITLES | {"the"}:
            found.append(_Turn(number, Span(*record.span(1)), record[1], (), record.end()))
            continue
        head = _HEAD.match(doc.text, at, end)
        if head and _speaks(head[1]):
            found.append(_Turn(number, Span(*head.span(1)), head[1], tuple(_BRACKETS.findall(head[2])), head.end()))
    return found


def _lined(doc: Doc) -> list[_Turn]:
    """Names in capitals, with a title behind a dash, or with a time, on lines of their own."""
    found = []
    for number, (a, b) in enumerate(doc.paragraphs):
        if a >= b or b - a > 16:
            continue
        start, end = doc.starts[a], doc.ends[b - 1]
        lead = _LEAD.match(doc.text, start, end)
        line = _LINE.match(doc.text, lead.end() if lead else start, end)
        if line is None or len(line[1].split()) > _LONGEST_LABEL or not _speaks(line[1]):
            continue
        strong = line[1].isupper() or line[3] is not None or line[1].lower() in _ROLES
        if strong or re.search(_STAMP, doc.text[line.end(1) : end]) or (lead and lead.end() > start + 4):
            found.append(_Turn(number, Span(*line.span(1)), line[1], tuple(_BRACKETS.findall(line[2])), end, False))
    return found


def _speaks(name: str) -> bool:
    words = name.split()
    if words[0].lower().rstrip(".") in LABELS or not (words[0][0].isupper() or words[0].startswith("al-")):
        return False
    if any(w.endswith(".") and len(w) > 2 and w.lower().rstrip(".") not in _SHORTENED for w in words):
        return False  # a sentence ends within
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words)


def _transcript(doc: Doc, found: list[_Turn]) -> list[_Turn]:
    """The turns among ``found``, if together they make a transcript and not a list with headings; else none."""
    times = Counter(turn.key for turn in found)
    regular = {t.key for t in found if times[t.key] > 1 or (t.words.isupper() and len(t.words) > 1)}
    numbers = [n for n, t in enumerate(found) if t.key in regular]
    if len(numbers) < 2 and (sitting := _sitting(doc, found)):
        return sitting
    if len(numbers) < (2 if all(t.plain for t in found) else 4) or not max(times[k] for k in regular) > 1:
        once = found[numbers[0] : numbers[-1] + 1] if len(numbers) > 1 else []
        return once if _named_elsewhere(doc, once) and _spoken(doc, found, regular) else []
    first, last = numbers[0], numbers[-1]
    paragraphs = found[last].paragraph - found[first].paragraph + 1
    dense = last - first + 1 >= _DENSE * paragraphs  # nearly every paragraph has a name at its head
    while first and _as_strong(found[first - 1], doc, dense):
        first -= 1
    while last + 1 < len(found) and _as_strong(found[last + 1], doc, dense):
        last += 1
    kept = [t for t in found[first : last + 1] if t.key in regular or _as_strong(t, doc, dense)]
    return kept if _spoken(doc, kept, regular) else []


def _sitting(doc: Doc, found: list[_Turn]) -> list[_Turn]:
    """The turns of a sitting in which everybody speaks once: "Ann Lee (Ilford East) (Lab):", "Mr Speaker: Order."."""
    formal = [n for n, t in enumerate(found) if t.plain and (_in_house(t) or _is_member(t))]
    if not any(found[n].brackets for n in formal):
        return []
    first, last = formal[0], formal[-1]
    while first and _as_strong(found[first - 1], doc, dense=False):
        first -= 1
    while last + 1 < len(found) and _as_strong(found[last + 1], doc, dense=False):
        last += 1
    kept = found[first : last + 1]
    dense = len(kept) >= _DENSE * (found[last].paragraph - found[first].paragraph + 1)
    return kept if len(kept) > 1 and dense and _spoken(doc, kept, set()) else []


def _is_member(turn: _Turn) -> bool:
    """ "Ann Lee (Ilford East) (Lab)", or an office and in brackets who holds it: "The Minister (Mr Alan Reeve)"."""
    person = _bracketed(turn)
    if person is not None:
        words = [*turn.words.split(), person.split()[0]]
        return any(w.casefold().rstrip(".") in PERSON_TITLES for w in words)
    return len(turn.brackets) > 1 and len(turn.words.split()) > 1


def _in_house(turn: _Turn) -> bool:
    """ "Mr Speaker", "Madam Deputy Speaker", "Hon. Members": who speaks in a parliament without a name."""
    words = [w.casefold().rstrip(".") for w in turn.words.split()]
    return (
        len(words) > 1 and words[0] in _HOUSE and words[-1] in ("speaker", "members", "chair", "chairman", "senators")
    )


def _named_elsewhere(doc: Doc, found: list[_Turn]) -> bool:
    """Whether names that come once each are names: in several words, or such as the text names elsewhere."""
    single = [t for t in found if len(t.words.split()) == 1 and not t.brackets]
    known = Counter(doc.low) if single else Counter()
    return sum(known[t.words.lower()] < 2 for t in single) * 2 < len(found)


def _as_strong(turn: _Turn, doc: Doc, dense: bool) -> bool:
    """A name that comes once among turns: in several words, with a bracket, or where all else is turns; then whole
    sentences.
    """
    words = turn.words.split()
    if not turn.plain:
        return len(words) > 1
    end = doc.paragraphs[turn.paragraph][1]
    named = dense or len(words) > 1 or bool(turn.brackets) or turn.words.isupper()
    return named and turn.body < doc.ends[end - 1] and doc.low[end - 1] in _CLOSING


def _spoken(doc: Doc, found: list[_Turn], regular: set[str]) -> bool:
    """Whether somebody is addressed or asked in the turns: a list under headings has no "I", "you" or question."""
    capitals = sum(t.words.isupper() or bool(t.brackets) for t in found)
    if capitals * 2 > len(found) > len({t.key for t in found}) and len(regular) > 1:
        return True
    for number, turn in enumerate(found):
        until = found[number + 1].paragraph if number + 1 < len(found) else turn.paragraph + 1
        stop = doc.paragraphs[min(until, turn.paragraph + 3) - 1][1]
        if any(doc.low[k] in _PERSONAL or doc.low[k] == "?" for k in range(doc.token_at(turn.body), stop)):
            return True
    return False


# ---------------------------------------------------------------- what is said


def _turn_draft(doc: Doc, turn: _Turn, following: int, *, last: bool) -> Draft | None:
    parts: list[Span] = []
    first = doc.token_at(turn.body) if turn.plain else doc.paragraphs[turn.paragraph][1]
    for number in range(turn.paragraph, min(following, turn.paragraph + _LONGEST_SPEECH)):
        a, b = doc.paragraphs[number]
        if number > turn.paragraph:
            if _is_stage(doc, a, b):
                continue
            if not _goes_on(doc, a, b, aside=last and bool(parts)):
                break
        a, b = _without_stage(doc, max(a, first), b)
        if any(doc.low[k][0].isalnum() for k in range(a, b)):
            parts.append(doc.span(a, b))
    start, end = doc.token_at(turn.name.start), doc.token_at(turn.name.end - 1) + 1
    if not parts or start >= end:
        return None
    colon = max(start, min(first, len(doc)) - 1) if turn.plain else start
    return Draft(parts, (colon, colon + 1), (start, end), "direct", "speech", colon, "turn")


def _goes_on(doc: Doc, a: int, b: int, *, aside: bool) -> bool:
    """Whether a paragraph is more of the same speech; after the last turn only where "I" or "you" is in it."""
    if doc.low[b - 1] not in _CLOSING or doc.low[b - 1] in ("—", "–", "--"):
        return False
    return not aside or any(doc.low[k] in _PERSONAL and doc.quote[k] < 0 for k in range(a, b))


def _is_stage(doc: Doc, a: int, b: int) -> bool:
    words = doc.words(a, b) if b - a <= 30 else ""
    return _STAGE.fullmatch(words) is not None or (b - a <= _LONGEST_ASIDE and _ASIDE.fullmatch(words) is not None)


def _without_stage(doc: Doc, a: int, b: int) -> tuple[int, int]:
    """Leave off stage directions and marks at both ends; those within stay, as the record has them."""
    changed = True
    while changed and a < b:
        changed = False
        if doc.low[b - 1] in _MARKS and not (doc.quote[b - 1] >= 0 and doc.quote[a] != doc.quote[b - 1]):
            b, changed = b - 1, True
        elif doc.low[a] in _MARKS and not (doc.quote[a] >= 0 and doc.quote[a] == doc.quote[b - 1]):
            a, changed = a + (doc.quote[a] < 0), doc.quote[a] < 0
        elif doc.low[b - 1] in (")", "]", ".") and (left := _bracket_before(doc, a, b)) is not None:
            b, changed = left, True
        elif doc.low[a] in ("(", "[") and (match := _STAGE.match(doc.text, doc.starts[a], doc.ends[b - 1])):
            a, changed = doc.token_at(match.end() - 1) + 1, True
    return a, b


def _bracket_before(doc: Doc, a: int, b: int) -> int | None:
    for k in range(b - 1, max(a - 1, b - 14), -1):
        if doc.low[k] in ("(", "["):
            return k if _STAGE.fullmatch(doc.words(k, b)) else None
    return None
