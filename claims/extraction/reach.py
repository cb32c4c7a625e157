"""How far what is said reaches: the end of a clause or phrase that a reporting verb opens."""

from .clauses import is_adverb, is_finite
from .deeds import is_deed
from .lexicon import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, word_set
from .tokens import Doc
from .verbs import LIGHT_VERBS, reporting_verb

_TURNS = word_set("although though even whereas according despite")
_PHRASE_TURNS = _TURNS | word_set("while as but and when after before which who because since if so where")


def clause_end(doc: Doc, i: int, hi: int) -> int:
    """Token after the last of a clause that starts at ``i`` in a sentence that ends at ``hi``."""
    return _end(doc, i, hi, phrase=False)


def phrase_end(doc: Doc, i: int, hi: int, frame: str) -> int:
    """The same for a noun phrase or an infinitive, which commas and conjunctions end sooner."""
    return _end(doc, i, hi, phrase=frame != "clause")


def main_clause_comma(doc: Doc, i: int, hi: int) -> int:
    """The first comma from ``i`` on that a main clause follows: a subject and its finite verb; ``hi`` if none does."""
    depth = 0
    for k in range(i, hi - 2):
        word = doc.low[k]
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            depth = max(0, depth - 1)
        elif word == "," and not depth and doc.quote[k] < 0 and _opens_clause(doc, k + 1, hi):
            return k
    return hi


def _opens_clause(doc: Doc, i: int, hi: int) -> bool:
    word = doc.low[i]
    if word in CONJUNCTIONS or word in PREPOSITIONS or (word.endswith("ing") and not doc.cap[i]):
        return False
    for k in range(i + 1, min(hi, i + 14)):
        if doc.low[k] in (",", ";", ":"):
            return False
        if is_finite(doc, k) or reporting_verb(doc.low[k]) is not None or doc.low[k].endswith("ed"):
            return True
    return False


def _end(doc: Doc, i: int, hi: int, *, phrase: bool) -> int:
    k = i
    depth = 0
    while k < hi:
        q = doc.quote[k]
        if q >= 0:
            k = doc.quote_tokens[q][1]
            continue
        word = doc.low[k]
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            if not depth:
                break
            depth -= 1
        elif (
            (not depth and word == ";")
            or (not depth and word == "," and k > i and _comma_ends(doc, k, hi, phrase))
            or (not depth and word in ("and", "but", "or") and k > i and _verb_follows(doc, k + 1, hi))
            or (not depth and word == "and" and k > i and is_deed(doc, i, k, hi, phrase=phrase))
            or (not depth and word == "according" and k + 1 < hi and doc.low[k + 1] == "to")
            or (not depth and word in ("—", "–", "--") and k > i and doc.text[doc.starts[k] - 1 : doc.starts[k]] == " ")
        ):
            break
        k += 1
    return _trim(doc, i, min(k, hi))


def _trim(doc: Doc, i: int, k: int) -> int:
    while (
        k > i
        and doc.quote[k - 1] < 0
        and (
            doc.low[k - 1] in (",", ".", ";", ":", "?", "!", "—", "–", "-", "--", "…")
            or doc.low[k - 1] in ("and", "but", "or")
        )
    ):
        k -= 1
    return k


def _comma_ends(doc: Doc, comma: int, hi: int, phrase: bool) -> bool:
    i = comma + 1
    if i >= hi:
        return True
    word = doc.low[i]
    if word in _TURNS or word in ("but", "while", "adding") or (phrase and word in _PHRASE_TURNS):
        if word == "and" and phrase:
            return _verb_follows(doc, i + 1, hi) or _clause_follows(doc, i + 1, hi)
        return True
    if word in ("and", "or"):
        return _verb_follows(doc, i + 1, hi) or _told_clause_follows(doc, i + 1, hi)
    while i < hi and is_adverb(doc.low[i]):
        i += 1
    if i < hi:
        verb = reporting_verb(doc.low[i])
        if verb is not None and verb.form == "ing" and not doc.cap[i]:
            return True
        if verb is not None and verb.form in ("past", "third") and verb.base == "say":
            return True
        if phrase and doc.low[i].endswith("ing"):
            return True
    return _parenthetical(doc, comma + 1, hi)


def _parenthetical(doc: Doc, i: int, hi: int) -> bool:
    """ ", he said" and ", the ministry said": a short subject, a verb of saying, and a pause."""
    for k in range(i + 1, min(hi, i + 9)):
        if doc.low[k] in (",", ";") or doc.quote[k] >= 0:
            return False
        verb = reporting_verb(doc.low[k])
        if (
            verb is not None
            and verb.base in ("say", "add", "note", "explain", "write", "argue", "tell")
            and verb.form in ("past", "third")
        ):
            return k + 1 >= hi or doc.low[k + 1] in (",", ".", "in", "on", "at", ";") or doc.low[k + 1].endswith("day")
        if is_finite(doc, k):
            return False
    return False


def _verb_follows(doc: Doc, i: int, hi: int) -> bool:
    """After a conjunction: a reporting verb in a finite form with no subject of its own ("and warned that")."""
    k = i
    while k < hi and (is_adverb(doc.low[k]) or doc.low[k] in ("has", "have", "did", "not", "didn't")):
        k += 1
    if k > i and k < hi and doc.low[k - 1] in ("not", "didn't") and reporting_verb(doc.low[k]) is not None:
        return True
    if k >= hi or doc.quote[k] >= 0:
        return False
    verb = reporting_verb(doc.low[k])
    if verb is None or doc.cap[k]:
        return False
    if verb.form == "past":
        return verb.cue_class in ("speech", "document") and (k + 1 >= hi or doc.low[k + 1] != "by")
    if verb.form == "third":
        return (
            verb.cue_class == "speech"
            and k + 1 < hi
            and (
                doc.low[k + 1] in DETERMINERS or doc.low[k + 1] in ("that", "to") or doc.low[k + 1] in SUBJECT_PRONOUNS
            )
        )
    return False


def _told_clause_follows(doc: Doc, i: int, hi: int) -> bool:
    """After ", and": a new subject with its own words of telling ("and aid groups issued warnings")."""
    for k in range(i + 1, min(hi, i + 7)):
        if not doc.low[k][0].isalnum() or doc.quote[k] >= 0 or doc.low[k] in ("that", "who", "which", "to"):
            return False
        if doc.low[k] in LIGHT_VERBS:
            return any(doc.low[n] in LIGHT_VERBS[doc.low[k]] for n in range(k + 1, min(hi, k + 5)))
        verb = reporting_verb(doc.low[k])
        if verb is not None and verb.cue_class == "speech" and verb.form in ("past", "third"):
            return not any(is_finite(doc, n) for n in range(i, k))
    return False


def _clause_follows(doc: Doc, i: int, hi: int) -> bool:
    if i < hi and doc.low[i] in SUBJECT_PRONOUNS:
        return True
    return (
        any(is_finite(doc, k) and doc.low[k] in AUXILIARIES for k in range(i + 1, min(hi, i + 6)))
        and doc.low[i] not in PREPOSITIONS
    )
