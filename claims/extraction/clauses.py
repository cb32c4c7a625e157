"""Shallow syntax without a parser: the subject of a verb, the reach of a clause, the noun phrase after a verb."""

import itertools

from .lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    PLAIN_PAST,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TIME_WORDS,
    WEEKDAYS,
    word_set,
)
from .tokens import Doc
from .verbs import Verb, reporting_verb

Range = tuple[int, int]

LONGEST_SUBJECT = 40  # tokens looked at to the left of a verb
_HARD = frozenset(";:—–") | {"--", "(", "[", "]", "?", "!", "…", "...", "-", "|", "/", "*"}
_DASHES = frozenset(("--", "—", "–"))
_INNER_MARKS = frozenset("&'’%$#@*/")
_ADJUNCT_HEADS = (PREPOSITIONS | CONJUNCTIONS | ADVERBS | frozenset(TIME_WORDS)) - {"that", "one"}
_CLAUSE_OPENERS = word_set(
    """
    but that because while if when although though since whether unless so where how why what as
    than before until once whereas
    """
)


def is_adverb(word: str) -> bool:
    """Whether ``word`` may stand between a subject and its verb."""
    return word in ADVERBS or (
        word.endswith("ly") and len(word) > 4 and word not in ("family", "italy", "july", "emily")
    )


def is_time(word: str) -> bool:
    return word in WEEKDAYS or word in MONTHS or word in TIME_WORDS


def is_finite(doc: Doc, i: int) -> bool:
    """Whether token ``i`` plainly is a finite verb: an auxiliary, a known past form, or -ed after a noun."""
    word = doc.low[i]
    if word in AUXILIARIES or word.endswith("n't"):
        return True
    if doc.cap[i]:
        return False
    before = doc.low[i - 1] if i else ""
    if before in DETERMINERS or before in PREPOSITIONS or before.endswith("'s"):
        return False
    if word in PLAIN_PAST:
        return True
    if word.endswith("ed") and len(word) > 4:
        after = doc.low[i + 1] if i + 1 < len(doc) else ""
        return after not in ("by", "as") and (
            doc.cap[i - 1] or before in SUBJECT_PRONOUNS or before == ")" or is_adverb(before)
        )
    verb = reporting_verb(word)
    return (
        verb is not None and verb.form == "third" and (doc.cap[i - 1] or before in SUBJECT_PRONOUNS or before == "then")
    )


def verb_group_start(doc: Doc, v: int, lo: int) -> int:
    """Move left from the verb over its auxiliaries and adverbs ("has also", "went on to", "been compelled to")."""
    i = v
    while i > lo:
        word = doc.low[i - 1]
        if word in AUXILIARIES or word in ("not", "to", "n't") or is_adverb(word):
            if word == "to" and not _infinitive_belongs(doc, i - 1, lo):
                break
            if (
                word in ("so", "well", "far", "there", "further", "long", "yesterday", "today", "tonight")
                and i - 1 == lo
            ):
                break
            i -= 1
            continue
        if doc.low[i] == "to" and _infinitive_belongs(doc, i, lo):
            i -= 1
            continue
        if doc.low[i] == "on" and word == "went":
            i -= 1
            continue
        if word == "went" and doc.low[i] in ("on", "so", "further"):
            i -= 1
            continue
        break
    while i < v and is_adverb(doc.low[i]) and doc.cap[i] and i == lo:
        i += 1
    return i


def _infinitive_belongs(doc: Doc, to: int, lo: int) -> bool:
    """Whether "to VERB" hangs on a verb group that itself tells ("went on to say", "were compelled to note")."""
    if to - 1 < lo:
        return False
    before = doc.low[to - 1]
    if before == "on" and to - 2 >= lo and doc.low[to - 2] in ("went", "goes", "going", "go"):
        return True
    if before in (
        "continued",
        "began",
        "sought",
        "used",
        "has",
        "have",
        "had",
        "continues",
        "rushed",
        "want",
        "wanted",
    ):
        return True
    return (
        to - 2 >= lo
        and doc.low[to - 2] in AUXILIARIES
        and (before.endswith(("ed", "en")) or before in ("quick", "careful"))
    )


def subject_of(doc: Doc, v: int, lo: int) -> Range | None:
    """Return the token range of the subject that ends right before the verb group at ``v``, not left of ``lo``."""
    if v <= lo:
        return None
    lo = max(lo, v - LONGEST_SUBJECT)
    i = v - 1
    word = doc.low[i]
    if word in SUBJECT_PRONOUNS:
        return i, i + 1
    if word in ("which", "that") and i > lo and doc.low[i - 1] != "said":
        return i, i + 1
    if word == ",":
        return _subject_before_comma(doc, i, lo)
    if word in _DASHES:
        return _subject_before_dashes(doc, i, lo)
    if doc.quote[i] >= 0 or not (is_word(doc, i) or word in (")", "*", ".")):
        return None
    return _tidy(doc, _walk_left(doc, v, lo), v)


def _subject_before_dashes(doc: Doc, dash: int, lo: int) -> Range | None:
    """The subject of a verb right after a dash: what stands before the dash that opened the aside."""
    opened = next((k for k in range(dash - 1, lo, -1) if doc.low[k] == doc.low[dash]), None)
    if opened is None or any(doc.quote[k] >= 0 for k in range(opened, dash)):
        return None
    found = subject_of(doc, opened, lo)
    if found is not None and found[0] - 1 > lo and doc.low[found[0] - 1] == "," and doc.low[found[0]] in DETERMINERS:
        comma = found[0] - 1
        found = _tidy(doc, _walk_left(doc, comma, lo), comma) or found
    return (found[0], opened) if found else None


def is_word(doc: Doc, i: int) -> bool:
    """Whether token ``i`` is a word or a number, not a mark."""
    return doc.low[i][0].isalnum()


def _walk_left(doc: Doc, v: int, lo: int) -> int:
    """The token at which the noun phrase left of ``v`` starts: back to a clause border, past "and" within it."""
    i = v - 1
    joined = False
    while i >= lo:
        word = doc.low[i]
        passed = _pass_mark(doc, i, lo, joined)
        if passed is not None:
            i = passed
            continue
        if not is_word(doc, i) or (doc.quote[i] >= 0 and doc.quote[i] != doc.quote[v]):
            return i + 1
        if word == "that" and i == lo:
            return i
        if word in ("and", "or"):
            joined = True
        if _borders_clause(doc, i, lo):
            return i + 1
        i -= 1
    return i + 1


def _pass_mark(doc: Doc, i: int, lo: int, joined: bool) -> int | None:
    """The token left of a mark that may stand inside a noun phrase, or None."""
    word = doc.low[i]
    if word == ")":  # "Gov. Mike Pence (R-IN)"
        k = next((k for k in range(i, max(lo, i - 8) - 1, -1) if doc.low[k] == "("), None)
        return k - 1 if k is not None else None
    if word == ".":  # an abbreviation: sentences were split before
        return i - 1 if i > lo and doc.ends[i - 1] == doc.starts[i] else None
    if word == ",":  # "Anna Holm, Peter Lund and others"
        return i - 1 if joined and i > lo and doc.cap[i - 1] and doc.cap[i + 1] else None
    return i - 1 if word in _INNER_MARKS else None


def _borders_clause(doc: Doc, i: int, lo: int) -> bool:
    word = doc.low[i]
    if word in ("and", "or"):
        return _clause_before(doc, i, lo)
    if word in _CLAUSE_OPENERS or word in ("who", "which", "whom", "whose"):
        return True
    return word in SUBJECT_PRONOUNS or is_finite(doc, i)


def _clause_before(doc: Doc, i: int, lo: int) -> bool:
    """Whether what stands left of a conjunction, back to the next comma, holds a finite verb."""
    for k in range(i - 1, max(lo, i - 15) - 1, -1):
        if doc.low[k] in (",", ";", ":"):
            return k == i - 1
        if is_finite(doc, k) or doc.low[k] == "to":
            return True
    return i == lo


def _tidy(doc: Doc, a: int, v: int) -> Range | None:
    """Drop adverbs, conjunctions, time words and a leading prepositional adjunct from the front of a subject."""
    while a < v and (
        doc.low[a] in ("and", "or", "but", ",", ".", "nor", "yet", "so")
        or is_adverb(doc.low[a])
        or (is_time(doc.low[a]) and a + 1 < v and doc.low[a] not in ("may", "march"))
    ):
        a += 1
    if a < v and (doc.low[a] in PREPOSITIONS or (_participle(doc, a))) and doc.low[a] != "including":
        for k in range(a + 2, v):
            if doc.low[k - 1] in PREPOSITIONS or doc.low[k - 1] in DETERMINERS or doc.low[k - 1].endswith("'s"):
                continue
            if (doc.low[k] in DETERMINERS and doc.low[k - 1] not in ("all", "both", "and")) or (
                doc.cap[k]
                and not doc.cap[k - 1]
                and doc.low[k - 1] not in ("and", ".")
                and (is_time(doc.low[k - 1]) or all(doc.cap[n] for n in range(k, v)))
            ):
                a = k
                break
        else:
            return None
    if a >= v:
        return None
    if not any(doc.low[k][0].isalpha() for k in range(a, v)):
        return None
    if doc.low[v - 1] in PREPOSITIONS or doc.low[v - 1] in CONJUNCTIONS or doc.low[v - 1] in AUXILIARIES:
        return None
    return a, v


def is_nickname(doc: Doc, q: int) -> bool:
    """Whether a quotation is a name or a phrase in marks, such as a subject may hold."""
    a, b = doc.quote_tokens[q]
    return b - a <= 6 and doc.low[b - 2] not in (",", ".", "?", "!")


_ADJECTIVES = word_set(
    """
    leading ruling governing outgoing incoming existing visiting acting sitting opposing standing
    """
)


def _participle(doc: Doc, a: int) -> bool:
    word = doc.low[a]
    return word.endswith("ing") and not doc.cap[a] and word not in _ADJECTIVES


def _subject_before_comma(doc: Doc, comma: int, lo: int) -> Range | None:
    """The subject of a verb right after a comma: the noun phrase that the apposition or relative clause follows."""
    start = comma
    depth = 0
    cuts = [comma]
    i = comma - 1
    while i >= lo:
        word = doc.low[i]
        if word == ")":
            depth += 1
        elif word == "(":
            depth -= 1
        elif doc.quote[i] >= 0 and is_nickname(doc, doc.quote[i]):
            i = doc.quote_tokens[doc.quote[i]][0]
        elif depth <= 0 and (doc.quote[i] >= 0 or word in _HARD):
            break
        elif depth <= 0 and word == ",":
            cuts.append(i)
        i -= 1
    start = i + 1
    if len(cuts) < 2:
        return None
    edges = sorted([*cuts, start - 1])
    segments = [(a + 1, b) for a, b in itertools.pairwise(edges) if b > a + 1]
    first = next((s for a, b in segments[:-1] if (s := _segment_subject(doc, a, b)) is not None), None)
    return (first, comma) if first is not None else None


def _segment_subject(doc: Doc, a: int, b: int) -> int | None:
    """Where the last noun phrase of a segment starts ("and then that X Y" -> "X Y"), or None."""
    if doc.low[a] == "as":
        a += 1  # "As Ann Lee, a lawyer, put it"
    elif _adjunct(doc, a, b):  # "In his letter the headmaster, Ambrose Fairley, wrote"
        inner = _tidy(doc, a, b) if doc.low[a] in PREPOSITIONS else None
        return inner[0] if inner is not None and inner[0] > a else None
    relative = next((k for k in range(a + 1, b) if doc.low[k] in ("who", "whose", "which")), b)
    tidy = _tidy(doc, _walk_left(doc, relative, a), relative)
    return tidy[0] if tidy else None


def _adjunct(doc: Doc, a: int, b: int) -> bool:
    word = doc.low[a]
    if word in ("and", "but", "that"):
        return b - a < 2
    if word.endswith("ed") and a + 1 < b and doc.low[a + 1] in PREPOSITIONS:
        return True  # "Asked for comment, ..."
    if word in _ADJUNCT_HEADS or is_adverb(word):
        return not (word in CONJUNCTIONS and any(is_finite(doc, k) for k in range(a, b)) and False)
    return word.endswith("ing") and not doc.cap[a + 1 if a + 1 < b else a]


def main_subject(doc: Doc, lo: int, hi: int, *, embedded: bool = False) -> Range | None:
    """The first noun phrase between ``lo`` and ``hi`` that a finite verb follows: the subject of the main clause.

    With ``embedded`` that of a subordinate clause will do: "Here is what the institute makes of it".
    """
    hi = min(hi, lo + 80)
    for k in range(lo + 1, hi):
        if doc.quote[k] >= 0:
            continue
        if is_finite(doc, k) or _third_person(doc, k, lo):
            start = verb_group_start(doc, k, lo)
            found = subject_of(doc, start, lo)
            if found is None or doc.low[found[0]] in ("who", "which", "that", "here", "there"):
                continue
            if embedded or not _subordinate(doc, found[0], lo):
                return found
    return None


def nearest_subject(doc: Doc, lo: int, v: int) -> Range | None:
    """The subject of the finite verb that stands nearest before ``v``: whom a participle after a comma goes with."""
    for k in range(v - 1, max(lo, v - LONGEST_SUBJECT), -1):
        if doc.quote[k] < 0 and is_finite(doc, k):
            found = subject_of(doc, verb_group_start(doc, k, lo), lo)
            if found is not None and doc.low[found[0]] not in ("who", "which", "that", "here", "there", "it"):
                return found
    return None


def first_subject(doc: Doc, lo: int, hi: int) -> Range | None:
    """The noun phrase at the head of a sentence before a word in "-ed" that may be its verb; less sure than others."""
    for k in range(lo + 1, min(hi, lo + 20)):
        word = doc.low[k]
        if doc.low[k - 1] in DETERMINERS or doc.low[k - 1] in PREPOSITIONS or doc.quote[k] >= 0 or doc.cap[k]:
            continue
        if word in PLAIN_PAST or (word.endswith("ed") and len(word) > 4):
            return subject_of(doc, verb_group_start(doc, k, lo), lo)
    return None


def _third_person(doc: Doc, k: int, lo: int) -> bool:
    word = doc.low[k]
    return (
        not doc.cap[k]
        and word.endswith("s")
        and not word.endswith(("ss", "'s", "us"))
        and ((doc.cap[k - 1] and k - 1 > lo) or doc.low[k - 1] in ("he", "she", "it"))
    )


def _subordinate(doc: Doc, a: int, lo: int) -> bool:
    before = doc.low[a - 1] if a > lo else ""
    return before in _CLAUSE_OPENERS and before not in ("but", "so")


def is_passive(doc: Doc, v: int, group: int, verb: Verb) -> bool:
    """Whether a past form is a passive: an auxiliary of "be" stands before it in its group."""
    if verb.form not in ("past", "participle"):
        return False
    return is_passive_group(doc, group, v)


def is_passive_group(doc: Doc, group: int, v: int) -> bool:
    """Whether a form of "be" stands in the verb group before ``v``."""
    return any(
        doc.low[k] in BE or doc.low[k] in ("'s", "'re", "he's", "she's", "it's", "they're") for k in range(group, v)
    )
