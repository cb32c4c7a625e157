"""On what occasion it was said: "at a joint press conference", "in a court filing", "tweeted"."""

from sources.text.spans import Span

from .clauses import Range, is_finite, is_time
from .lexicon import DETERMINERS, word_set
from .tokens import Doc

_BEFORE = word_set("at in during on via by through before after with to")
_HEADS = word_set(
    """
    conference briefing interview interviews rally speech address statement tweet tweets post letter filing filings
    lawsuit complaint affidavit testimony deposition hearing debate summit podcast call email e-mail memo release blog
    column op-ed essay memoir autobiography trial forum ceremony sermon lecture keynote broadcast newsletter petition
    submission brief motion verdict ruling transcript message video livestream webinar panel assembly congress
    convention session programme show appearance
    """
)
_PLATFORMS = word_set("twitter facebook instagram youtube tiktok mastodon bluesky telegram linkedin weibo x snapchat")
_CUES = word_set("tweeted tweets retweeted posted blogged emailed e-mailed testified testifies texted")
_LINKS = word_set("of with by for and on the in")
_BODIES = word_set(
    "assembly congress convention panel session programme show video message call"
)  # more than occasions
_LONGEST = 14  # tokens


def occasion(doc: Doc, lo: int, hi: int, cue: Range | None, said: bytearray) -> Span | None:
    """The words of the sentence in tokens [lo, hi) that tell the occasion, outside what is ``said``; or None."""
    for k in range(lo, hi - 1):
        if said[k] or doc.low[k] not in _BEFORE:
            continue
        found = _phrase(doc, k + 1, hi, said)
        if found is not None:
            return found
    if cue is not None and doc.low[cue[1] - 1] in _CUES:
        return doc.span(*cue)
    return None


def _phrase(doc: Doc, start: int, hi: int, said: bytearray) -> Span | None:
    """ "a joint press conference with Peter Lund" from token ``start`` on, or None."""
    if doc.low[start] in _PLATFORMS and doc.cap[start]:
        return doc.span(start, start + 1)
    if not (doc.low[start] in DETERMINERS or doc.low[start].endswith("'s") or doc.cap[start]):
        return None
    for k in range(start, min(hi, start + 7)):
        if said[k] or not doc.low[k][0].isalnum() or is_finite(doc, k):
            return None
        if doc.low[k] in _HEADS and k > start and not (doc.low[k] in _BODIES and doc.cap[k]):
            return doc.span(start, _end(doc, k + 1, min(hi, start + _LONGEST), said))
    return None


def _end(doc: Doc, k: int, hi: int, said: bytearray) -> int:
    """Take "with Peter Lund" or "in Oslo" along, up to a comma, a date, a verb, or what is said."""
    end = k
    while k < hi and not said[k] and (doc.cap[k] or doc.low[k] in _LINKS) and not is_time(doc.low[k]):
        k += 1
        if doc.low[k - 1] not in _LINKS:
            end = k
    return end
