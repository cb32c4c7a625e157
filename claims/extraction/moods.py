"""Whether a clause tells that something was said, or only asks or supposes it: "Did Reed say", "If Reed says"."""

from .clauses import Range, is_adverb
from .lexicon import AUXILIARIES, word_set
from .tokens import Doc
from .verbs import Verb

_CONDITIONS = word_set("if whether unless lest suppose supposing imagine assuming")
_PERFECT = word_set("has have had hasn't haven't hadn't")
_PROGRESSIVE = word_set("is are was were am isn't aren't wasn't weren't")
_ASKING = word_set("who what which when where why how whom whose")
_BEFORE_CLAUSE = _ASKING | word_set("and but or so then") | frozenset(",;:–—-(\"“”‘'") | {"--", "``", "''"}
_LIST = 60  # tokens
_ASKED = word_set("asked questioned pressed quizzed")
_BEFORE_ASKED = word_set("when if once but and on being")
_AFTER_ASKED = word_set("whether if what why how who when where which about by for on")


def supposes(doc: Doc, mention: Range | None, verb: Verb, lo: int) -> bool:
    """Whether a teller at ``mention``, in a sentence from ``lo`` on, is only asked or supposed to tell."""
    if mention is None:
        return False
    k = mention[0] - 1
    while k > lo and is_adverb(doc.low[k]):
        k -= 1
    if k < lo:
        return doc.low[lo] in _ASKING and _is_question(doc, lo)
    word = doc.low[k]
    if doc.quote[k] >= 0:
        return False
    if word in _CONDITIONS or (word == "case" and k > lo and doc.low[k - 1] == "in"):
        return True
    return word in AUXILIARIES and _fits(word, verb) and (k == lo or doc.low[k - 1] in _BEFORE_CLAUSE)


def _fits(auxiliary: str, verb: Verb) -> bool:
    """Whether the verb's form goes with an auxiliary before the subject: "Did Reed say", but "Will Smith said"."""
    if auxiliary in _PERFECT:
        return verb.form in ("past", "participle")
    return verb.form == ("ing" if auxiliary in _PROGRESSIVE else "base")


def _is_question(doc: Doc, lo: int) -> bool:
    hi = doc.sentences[doc.sentence[lo]][1]
    return any(doc.low[k] == "?" and doc.quote[k] < 0 for k in range(max(lo, hi - 2), hi))


def is_asked(doc: Doc, i: int, hi: int) -> bool:
    """Whether "Asked whether ..." begins at token ``i``: it leads in what is said and tells nothing itself."""
    while i < hi and doc.low[i] in _BEFORE_ASKED:
        i += 1
    return i + 1 < hi and doc.low[i] in _ASKED and any(doc.low[k] in _AFTER_ASKED for k in range(i + 1, min(hi, i + 6)))


def was_asked(doc: Doc, v: int, lo: int, hi: int) -> bool:
    """Whether "asked" at ``v`` is a participle after a comma: "Holm, asked whether it would rain, said"."""
    if doc.low[v] not in _ASKED or v <= lo or doc.low[v - 1] != "," or v + 1 >= hi:
        return False
    if doc.low[v + 1] not in _AFTER_ASKED:
        return False  # "Holm, the coach, asked the players"
    listed = any(doc.low[k] == "," and doc.low[k + 1] in ("and", "then") for k in range(v, min(hi - 1, v + _LIST)))
    return not listed
