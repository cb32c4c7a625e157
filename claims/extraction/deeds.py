"""A deed told beside what is said: 'She said that she "misspoke" and deleted the tweet.'"""

from .clauses import is_adverb
from .lexicon import ANONYMOUS_NOUNS, BE, GROUP_NOUNS, PERSON_TITLES, SUBJECT_PRONOUNS, word_set
from .tokens import Doc

_DEEDS = word_set("deleted left removed resigned hung walked stormed stalked drove sat withdrew")
_GONE = {
    "walked": word_set("out off away"),
    "stormed": word_set("out off"),
    "stalked": word_set("out off"),
    "drove": word_set("off away"),
    "hung": word_set("up"),
    "sat": word_set("down"),
}
# What only he who speaks does, even where the clause before is about himself: "she misspoke and deleted the tweet".
_OWN = word_set("deleted removed withdrew")
_POSTED = word_set("tweet tweets post posts message messages video photo account thread comment story remark")
_SPEAKER = word_set("he she they i we")


def is_deed(doc: Doc, i: int, conjunction: int, hi: int, *, phrase: bool) -> bool:
    """Whether a deed of the speaker follows "and" right after quoted words of the content that begins at ``i``.

    Only where it is clear: after words that are no clause ("called it “a joke” and left"), after a predicate of a
    thing ("the plan was “a joke” and walked out"), or where he takes back what he wrote or leaves the talk.
    """
    if doc.quote[conjunction - 1] < 0:
        return False
    v = conjunction + 1
    while v < hi and (is_adverb(doc.low[v]) or doc.low[v] == "then"):
        v += 1
    if v >= hi or doc.quote[v] >= 0 or doc.low[v] not in _DEEDS:
        return False
    if doc.low[v] in _GONE and not (v + 1 < hi and doc.low[v + 1] in _GONE[doc.low[v]]):
        return False
    opened = doc.quote_tokens[doc.quote[conjunction - 1]][0]
    subject = i + (doc.low[i] == "that")
    if phrase:
        return doc.low[i] != "to"
    own = doc.low[v] in _OWN and any(doc.low[k] in _POSTED for k in range(v + 1, min(hi, v + 5)))
    if doc.low[subject] in _SPEAKER:
        return own or doc.low[v] == "hung"
    return opened > subject + 1 and doc.low[opened - 1] in BE and _is_thing(doc, subject, opened - 1)


def _is_thing(doc: Doc, a: int, verb: int) -> bool:
    """Whether the subject from ``a`` up to its verb names nobody who could leave or delete something."""
    words = [doc.low[k] for k in range(a, verb)]
    if words[0] in ("it", "this", "that", "there"):
        return True
    return not any(
        word in SUBJECT_PRONOUNS
        or word in GROUP_NOUNS
        or word in ANONYMOUS_NOUNS
        or word in PERSON_TITLES
        or doc.cap[k]
        for k, word in enumerate(words, a)
    )
