"""How sure the engine is, as a number, and why, in sentences an editor can check."""

from .attribution import SpeakerGuess
from .drafts import Draft

# The share of right answers of each way of linking on PolNeAR's dev articles, rounded.
BASE = {
    "after": 0.92,
    "before": 0.75,
    "colon": 0.6,
    "turn": 0.9,
    "signature": 0.85,
    "headline": 0.7,
    "that": 0.75,
    "bare": 0.8,
    "question": 0.75,
    "infinitive": 0.5,
    "object": 0.55,
    "preposition": 0.65,
    "phrase": 0.65,
    "trailing": 0.7,
    "according": 0.85,
    "hearsay": 0.4,
    "carried": 0.6,
    "alone": 0.35,
}
_SENTENCES = {
    "after": "“{cue}” follows the quotation.",
    "before": "“{cue}” stands before the quotation.",
    "colon": "A colon leads into the quotation.",
    "turn": "The paragraph is a turn of a transcript.",
    "signature": "A name that signs it follows the quotation.",
    "headline": "The headline has a name and a colon.",
    "that": "“{cue}” with a clause that begins with “that”.",
    "bare": "“{cue}” with a clause.",
    "question": "“{cue}” with an indirect question.",
    "infinitive": "“{cue}” with “to”.",
    "object": "“{cue}” and what it is about.",
    "preposition": "“{cue}” and what it is about.",
    "phrase": "“{cue}” tells that something is said.",
    "trailing": "“{cue}” follows the statement.",
    "tells": "“{cue}” tells of it.",
    "according": "“{cue}” names where the statement comes from.",
    "hearsay": "“{cue}”: hearsay, the text does not say whose.",
    "carried": "The quotation goes on right after words that name a speaker.",
    "alone": "No reporting words were found for this quotation.",
}
_BY_SPEAKER = {"named": 1.0, "partial name": 0.98, "pronoun": 0.9, "description": 0.92, "author": 0.8}


def confidence(draft: Draft, speakers: list[SpeakerGuess], tied: bool) -> float:
    """A number in [0, 1]: the measured share for the way of linking, lowered by each doubt."""
    value = BASE.get(draft.how, 0.5)
    if draft.kind != "indirect" and draft.how in ("that", "bare", "object", "preposition"):
        value = min(0.9, value + 0.1)
    if draft.cue_class == "attitude":
        value *= 0.85
    if draft.flags:
        value *= 0.6
    if not speakers:
        value *= 0.4 if tied else 0.6
    else:
        value *= min(_BY_SPEAKER.get(s.how, 0.9) for s in speakers)
    return round(max(0.0, min(1.0, value)), 3)


def link_reason(draft: Draft, cue: str) -> str:
    """The sentence that tells how content and cue were joined."""
    return _SENTENCES.get(draft.how, "“{cue}”.").replace("{cue}", " ".join(cue.split())[:80])
