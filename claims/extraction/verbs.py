"""Reporting verbs: every form of each, its class, and the frames (shapes of content) in which it reports.

Frames: ``q`` introduces a quotation; ``t`` takes a clause with "that"; ``b`` takes a bare clause; ``i`` takes "to" and
a verb; ``o`` takes a noun phrase as what is said; ``w`` takes a question; ``p:...`` takes a noun phrase after one of
those prepositions; ``n`` names its listener first ("told reporters that");
``x:...`` takes a person and then one of those prepositions ("accused X of").
"""

from dataclasses import dataclass

from .attribution import CueClass
from .lexicon import word_set


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb form in use: ``form`` is base, third, past or participle ("-ing")."""

    base: str
    form: str
    cue_class: CueClass
    frames: frozenset[str]
    prepositions: frozenset[str]


_IRREGULAR = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "think": "thought",
    "know": "knew",
    "feel": "felt",
    "see": "saw",
    "read": "read",
    "hold": "held",
    "put": "put",
    "go": "went",
    "make": "made",
    "find": "found",
    "show": "showed",
    "swear": "swore",
    "foresee": "foresaw",
    "speak": "spoke",
    "understand": "understood",
    "hear": "heard",
    "sing": "sang",
    "begin": "began",
    "shoot": "shot",
    "mean": "meant",
    "seek": "sought",
    "choose": "chose",
    "forget": "forgot",
    "draw": "drew",
    "cast": "cast",
    "lay": "laid",
    "take": "took",
    "give": "gave",
    "learn": "learned",
    "retweet": "retweeted",
}
_PARTICIPLES = {
    "say": "said",
    "write": "written",
    "know": "known",
    "see": "seen",
    "swear": "sworn",
    "foresee": "foreseen",
    "speak": "spoken",
    "show": "shown",
    "make": "made",
    "go": "gone",
    "begin": "begun",
    "sing": "sung",
    "choose": "chosen",
    "forget": "forgotten",
    "draw": "drawn",
    "take": "taken",
    "give": "given",
}
_DOUBLED = word_set("admit plan rip slam blog quip regret refer chat infer rebut prefer")

# Each line: frames | verbs.
_SPEECH = """
q t b p:of,about | say
q n t b p:about,of | tell
q t b | add
q t p:about | write
q | post
q t b | accept
q t | tweet respond reply recount quip joke shout yell scream exclaim interject scoff
q t b | declare stress
q t b | announce
q t | continue conclude
q t | state
q t b | explain note recall remark observe insist
q t b | claim assert argue contend allege
q t | maintain
q t b | acknowledge admit concede
q t b p:of,about,against | warn
q t i | vow promise pledge swear threaten
q t b i | agree
q t i w | ask
q t b | suggest predict estimate
q t i | propose
q t p:about,of | complain boast
q t | lament caution counter retort muse testify tout proclaim reiterate repeat emphasize emphasise underscore
q t | affirm confirm deny imply indicate signal hint
q t n | assure remind inform notify persuade convince
q t o | deny
q w t | wonder
q w | question
q n i | urge implore exhort
q o | call
q o a | describe characterize characterise label brand dub depict portray denounce dismiss
o | criticize criticise praise blast slam mock condemn decry ridicule rebuke lambaste deride bemoan hail applaud
q o | demand
o | defend endorse reject oppose deplore disavow refute dispute announce
o | discuss mention cite reference blame thank
x:of | accuse
x:with t | charge
p:of,about | speak talk
p:to,at | point
p:to | refer allude
q | beam recite interpose chant mutter whisper murmur sigh snap bark chuckle answer chime gush opine intone
q | bellow interrupt comment scold sing thunder roar deadpan crow gripe grumble fume plead beg marvel gasp
q | groan moan wail cry hiss growl drawl rule confess repeat grin shrug advise
q t | surmise elaborate specify clarify rejoin concur recommend
i | decline refuse offer
p:for,on | call
q t | report
"""
_THOUGHT = """
t b | think believe
t b w | know realize realise understand
t b p:for | hope
t b | fear
t | assume suspect conclude figure reckon guess feel imagine doubt learn decide
t o | expect
t | worry
w | wonder
t | consider
t | speculate calculate judge recognize recognise remember forget
"""
_ATTITUDE = """
i | want
i | plan seek intend hope expect prefer aim decide
"""
_DOCUMENT = """
t o | show reveal indicate suggest
t | find demonstrate
q t | read
"""


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(base: str) -> str:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED else "") + "ing"


def _build() -> dict[str, list[Verb]]:
    known: dict[str, tuple[CueClass, set[str], set[str]]] = {}
    classes: tuple[tuple[CueClass, str], ...] = (
        ("speech", _SPEECH),
        ("thought", _THOUGHT),
        ("attitude", _ATTITUDE),
        ("document", _DOCUMENT),
    )
    for cue_class, table in classes:
        for line in table.strip().splitlines():
            frames, _, verbs = line.partition("|")
            for base in verbs.split():
                _, all_frames, prepositions = known.setdefault(base, (cue_class, set(), set()))
                for frame in frames.split():
                    name, _, words = frame.partition(":")
                    all_frames.add(name)
                    if words:
                        all_frames.add(f"{name}:")
                        prepositions.update(words.split(","))
    forms: dict[str, list[Verb]] = {}
    for base, (cue_class, all_frames, prepositions) in known.items():
        spelled = {"base": base, "third": _third(base), "past": _past(base), "ing": _ing(base)}
        if base in _PARTICIPLES and _PARTICIPLES[base] != spelled["past"]:
            spelled["participle"] = _PARTICIPLES[base]
        for form, word in spelled.items():
            verb = Verb(base, form, cue_class, frozenset(all_frames), frozenset(prepositions))
            forms.setdefault(word, []).append(verb)
    return forms


VERB_FORMS = _build()


def reporting_verb(word: str) -> Verb | None:
    """The reporting verb of which ``word`` (lower case) is a form, or None; a past form wins over a base form."""
    verbs = VERB_FORMS.get(word)
    if not verbs:
        return None
    return next((v for v in verbs if v.form == "past"), verbs[0])


_SAYING = word_set(
    """
    warning warnings statement concern concerns hope hopes fear fears doubt doubts assurance
    assurances view opinion belief confidence claim claims complaint complaints threat threats
    promise promises pledge pledges prediction predictions accusation accusations allegation
    allegations criticism suggestion frustration skepticism
    """
)
_LIGHT = (
    (
        "issue issues issued issuing express expresses expressed expressing voice voices voiced voicing",
        _SAYING,
    ),
    (
        "raise raises raised raising give gives gave given giving repeat repeats repeated",
        _SAYING,
    ),
    ("make makes made making", word_set("clear plain claim promise pledge case point statement")),
    ("leave leaves left leaving", word_set("doubt doubts")),
    ("take takes took taking", word_set("view position")),
)
# Verbs that tell of speech only together with one of these nouns (or adjectives).
LIGHT_VERBS = {form: nouns for forms, nouns in _LIGHT for form in forms.split()}
