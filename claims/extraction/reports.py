"""Reads the words that report a quotation: a clause right after it, or what leads into it."""

from .clauses import (
    Range,
    first_subject,
    is_adverb,
    is_nickname,
    is_passive_group,
    is_time,
    main_subject,
    nearest_subject,
    subject_of,
    verb_group_start,
)
from .drafts import Draft
from .lexicon import CONJUNCTIONS, DETERMINERS, LABELS, PLAIN_PAST, PREPOSITIONS, word_set
from .moods import supposes
from .phrases import noun_phrase_right
from .tokens import Doc
from .verbs import Verb, reporting_verb

PAUSES = frozenset((",", "-", "–", "—", "--"))
_LONGEST_SAID = 200  # tokens of one sentence before it
_LONGEST_ACTOR = 8  # tokens up to a verb of manner
_REACH = 45  # tokens within which a reporting clause is looked for
_STRAY = frozenset(("'", "’", '"', "”", "''"))
_ARTICLES = word_set("this that his her its their my our your an another no any one")
_AFTER_NAME = frozenset((",", ":", "(", "—", "–", "-"))
# Verbs that tell only with a second word: "put it", "went on", "pointed out".
_PHRASAL = {
    word: particle
    for particle, words in (
        ("it", "put puts"),
        ("on", "went goes"),
        ("out", "point points pointed"),
        ("back", "shot shoots fired fires hit hits"),
        ("in", "chimed chimes"),
    )
    for word in words.split()
}
# Verbs that tell only right after the words quoted: "..., she begins, ...".
_BEGINNING = word_set("begins began starts started finishes finished ends ended goes")
# What somebody does while speaking reports only right after the words quoted and their comma: "I can't," she wept.
_MANNERS = word_set(
    """
    wept weeps sobbed sobs grinned grins nodded nods beamed beams winced winces smiled smiles laughed laughs shrugged
    shrugs smirked smirks frowned frowns sniffed sniffs sniffled sniffles giggled giggles cackled cackles chortled
    chortles guffawed sniggered snorted snorts gulped gulps panted pants wheezed wheezes rasped rasps croaked croaks
    squealed squeals shrieked shrieks bleated blurted blurts stammered stammers stuttered stutters purred purrs cooed
    coos slurred yawned yawns grimaced grimaces scowled scowls blushed blushes bristled bristles sneered sneers
    shuddered flinched spluttered splutters sputtered spat spits chirped chirps coughed coughs hesitated paused
    """
)
_SPEAK = Verb("say", "past", "speech", frozenset("q"), frozenset())

After = tuple[Range, Range, int, Verb]  # mention, cue, the token after the clause, its verb
Before = tuple[Range | None, Range, Verb | None]  # mention, cue, its verb unless a colon alone leads in


def tells(doc: Doc, k: int) -> bool:
    """Whether the word at ``k``, outside quotations, can report a quotation."""
    if doc.cap[k] or doc.quote[k] >= 0:
        return False
    particle = _PHRASAL.get(doc.low[k])
    if particle is not None and k + 1 < len(doc) and doc.low[k + 1] == particle:
        return True
    verb = reporting_verb(doc.low[k])
    return verb is not None and "q" in verb.frames


class ReportReader:
    """Finds the reporting words around a quotation; ``by_sentence`` holds what was found before, by its cue."""

    def __init__(self, doc: Doc, by_sentence: dict[int, list[Draft]]) -> None:
        self.doc = doc
        self.by_sentence = by_sentence

    def after(self, b: int, hi: int, strict: bool) -> After | None:
        """A reporting clause that starts at token ``b``: mention, cue, the token after it, its verb."""
        doc = self.doc
        p = b
        while p < hi and doc.low[p] in _STRAY:
            p += 1
        if p < hi and doc.low[p] in PAUSES:
            p += 1
        hi = min(hi, p + _REACH)
        if p >= hi or doc.quote[p] >= 0:
            return None
        adjacent = self._acted(b, p, hi) or self._inverted(p, hi)
        if adjacent is not None:
            return adjacent
        stop = self._sentence_end(p, hi)
        for v in range(p + 1, stop):
            if doc.quote[v] >= 0:
                if is_nickname(doc, doc.quote[v]):
                    continue
                return None
            if not tells(doc, v) and (strict or doc.low[v] not in _BEGINNING):
                continue
            verb = (reporting_verb(doc.low[v]) if tells(doc, v) else None) or _SPEAK
            if verb.form not in ("past", "third", "base") or doc.low[v - 1] in ("to", "the", "a"):
                continue
            group = verb_group_start(doc, v, p)
            mention = subject_of(doc, group, p)
            if mention is None or not self._starts_clause(p, mention[0]):
                continue
            if strict and not self._short_tail(v + 1, stop):
                return None
            return mention, (group, v + 1), v + 1, verb
        return None

    def _acted(self, b: int, p: int, hi: int) -> After | None:
        """ "I can't," she wept: a verb of manner or gesture, its subject and nothing else between it and the comma."""
        doc = self.doc
        lo = doc.sentences[doc.sentence[b - 1]][0]
        if b - lo > _LONGEST_SAID or any(doc.low[k][0].isalnum() and doc.quote[k] < 0 for k in range(lo, b)):
            return None
        hi = self._sentence_end(p, hi)
        paused = doc.low[p - 1] in PAUSES or (b > 1 and doc.low[b - 2] in PAUSES)
        called = b > 1 and doc.low[b - 2] in ("?", "!") and not doc.cap[p]
        if not (paused or called) or doc.quote[b - 1] < 0:
            return None
        for v in range(p, min(hi, p + _LONGEST_ACTOR)):
            if doc.quote[v] >= 0 or doc.low[v] in PAUSES:
                return None
            if doc.low[v] not in _MANNERS or doc.cap[v]:
                continue
            if not self._short_tail(v + 1, hi) and v > p:
                return None
            group = verb_group_start(doc, v, p)
            mention = subject_of(doc, group, p) if group > p else noun_phrase_right(doc, v + 1, hi)
            if mention is None or (mention[0] < v and not self._starts_clause(p, mention[0])):
                return None
            end = max(v + 1, mention[1])
            return (mention, (group, v + 1), end, _SPEAK) if self._short_tail(end, hi) else None
        return None

    def _inverted(self, p: int, hi: int) -> After | None:
        """ "said Anna Holm": a verb at token ``p`` and its subject after it."""
        doc = self.doc
        k = p
        while k < hi and is_adverb(doc.low[k]):
            k += 1
        if k >= hi or not tells(doc, k):
            return None
        verb = reporting_verb(doc.low[k]) or _SPEAK
        if verb.form not in ("past", "third", "base"):
            return None
        mention = noun_phrase_right(doc, k + 1, self._sentence_end(k, hi))
        return (mention, (p, k + 1), mention[1], verb) if mention else None

    def _starts_clause(self, p: int, a: int) -> bool:
        return all(
            self.doc.low[k] in ("and", "but", ",", "as", "then") or is_adverb(self.doc.low[k]) for k in range(p, a)
        )

    def _short_tail(self, i: int, stop: int) -> bool:
        """After the verb nothing that could itself be what is said."""
        doc = self.doc
        if i >= stop or doc.low[i] in (".", ",", ":", ";"):
            return True
        return (
            doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or is_adverb(doc.low[i])
            or doc.low[i] in ("when", "after", "while")
        )

    def _sentence_end(self, i: int, hi: int) -> int:
        return min(hi, self.doc.sentences[self.doc.sentence[i]][1])

    def before(self, a: int, lo: int) -> Before | None:
        """What leads into the words from token ``a`` on: mention, cue and, unless a colon alone does, the verb."""
        doc = self.doc
        last = doc.low[a - 1]
        if last not in (",", ":", "-", "–", "—", "--") and not (tells(doc, a - 1) or last in ("by", "with", "like")):
            return None
        lo = max(lo, a - _REACH)
        barrier = lo
        for k in range(a - 1, lo - 1, -1):
            if doc.quote[k] >= 0:
                barrier = k + 1
                break
        for v in range(a - 1, barrier - 1, -1):
            verb = reporting_verb(doc.low[v]) or _SPEAK
            if not tells(doc, v) or (v > barrier and self._is_noun(v, verb)):
                continue
            if last == "," and v < a - 2 and not self._adjuncts_only(v + 1, a - 1, verb):
                continue
            if last not in (",", ":") and v != a - 1:
                continue
            group = verb_group_start(doc, v, barrier)
            first = doc.sentences[doc.sentence[v]][0]
            mention = self.mention_for(v, group, verb, first)
            if supposes(doc, mention, verb, first):
                return None
            return mention, (group, a if last == ":" and v == a - 2 else v + 1), verb
        return self._by_colon(a - 1, lo) if last == ":" else None

    def _is_noun(self, v: int, verb: Verb) -> bool:
        """ "this reply", "the claim": a noun, where the form could also be a verb."""
        before = self.doc.low[v - 1]
        return before in ("the", "a") or (
            verb.form in ("base", "third") and (before in _ARTICLES or (before in PREPOSITIONS and before != "to"))
        )

    def _adjuncts_only(self, i: int, stop: int, verb: Verb) -> bool:
        """Between verb and comma: a listener, a place, a time; no clause of its own that would be the content."""
        doc = self.doc
        if any(doc.low[k] == "that" and doc.low[k - 1] not in PREPOSITIONS for k in range(i, stop)):
            return False
        if i < stop and is_adverb(doc.low[i]):
            i += 1
        if (
            "n" in verb.frames
            or doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or doc.low[i] in CONJUNCTIONS
            or doc.low[i] == ","
        ):
            return True
        return stop - i <= 3 or verb.base in ("ask", "write", "issue", "add", "call", "remark")

    def mention_for(self, v: int, group: int, verb: Verb, lo: int) -> Range | None:
        """The words naming who tells, for a verb at ``v``: its subject, or that of the clause it hangs on."""
        doc = self.doc
        if verb.form == "ing" and not any(
            doc.low[k] in ("is", "are", "was", "were", "been", "be", "'s", "'re") for k in range(group, v)
        ):
            return self._name_before(group, lo) or self._participle_subject(v, group, lo)
        if verb.base in ("ask", "tell") and is_passive_group(doc, group, v):
            return None  # "was asked": who asked is not said
        found = subject_of(doc, group, lo)
        if found is not None:
            return found
        return self.shared_subject(v, lo)

    def _participle_subject(self, v: int, group: int, lo: int) -> Range | None:
        """ "when protesters interrupted her, shouting": the subject of the clause that the participle ends."""
        if group > lo and self.doc.low[group - 1] == "," and not self.by_sentence.get(self.doc.sentence[v]):
            return nearest_subject(self.doc, lo, group - 1) or self.shared_subject(v, lo)
        return self.shared_subject(v, lo)

    def _name_before(self, group: int, lo: int) -> Range | None:
        """ "footage of Hillary Clinton asking": the name right before a participle."""
        a = group
        while a > lo and self.doc.cap[a - 1] and self.doc.quote[a - 1] < 0:
            a -= 1
        return (a, group) if a < group and (a > lo or group - a > 1) and self.doc.low[a] not in DETERMINERS else None

    def shared_subject(self, v: int, lo: int) -> Range | None:
        """The mention of the nearest attribution before ``v`` in the sentence, or the subject of its main clause."""
        for draft in reversed(self.by_sentence.get(self.doc.sentence[v], [])[-8:]):
            if draft.mention and draft.cue and lo <= draft.cue[0] < v:
                return draft.mention
        return main_subject(self.doc, lo, v) or first_subject(self.doc, lo, v)

    def _by_colon(self, colon: int, lo: int) -> Before | None:
        doc = self.doc
        mention = self._leader(colon, lo)
        labelled = doc.low[lo] in LABELS and doc.low[lo] != "from"
        if mention is None or labelled or not self._names_somebody(mention):
            return None
        return mention, (colon, colon + 1), None

    def _leader(self, colon: int, lo: int) -> Range | None:
        """Who is named by the words from ``lo`` up to a colon, though none of them is a reporting verb."""
        doc = self.doc
        lo = next((k + 1 for k in range(colon - 1, lo, -1) if doc.low[k] == ":"), lo)
        if doc.low[lo] == "from":  # "From our editor, Cassius Wren: ..."
            sender = noun_phrase_right(doc, lo + 1, colon)
            return sender if sender and sender[1] == colon else None
        subject = main_subject(doc, lo, colon, embedded=doc.low[lo] == "here")
        if subject is not None or colon <= lo:
            return subject
        if colon - lo <= 5 and doc.cap[lo]:
            return lo, colon
        for k in range(lo + 1, min(colon, lo + 12)):  # "The police issued a statement: ..."
            word = doc.low[k]
            if word in PLAIN_PAST or (word.endswith("ed") and len(word) > 4 and doc.low[k - 1] not in DETERMINERS):
                return subject_of(doc, verb_group_start(doc, k, lo), lo)
        named = noun_phrase_right(doc, lo, colon)  # "Ilmari Hask, who owns the yard: ..."
        return named if named and doc.cap[named[1] - 1] and doc.low[named[1]] in _AFTER_NAME else None

    def _names_somebody(self, mention: Range) -> bool:
        return any(self.doc.low[k][0].isalpha() and self.doc.low[k] not in DETERMINERS for k in range(*mention))
