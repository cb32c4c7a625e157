"""What makes a find worth a slower look: where a mistake would do harm, or is likely.

By the words alone, so that a queue can be made of it before anybody has looked. The rules are wide on purpose: a
needless warning costs an editor a second, a missing one may cost a correction.
"""

import re
from collections.abc import Sequence
from typing import Final

UNSURE_BELOW: Final = 0.5

_NEGATION: Final = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|scarcely|barely|unless|"
    r"den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?\s+to)\b|n[’']t\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\d|[%£$€¥]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|"
    r"millions?|billions?|trillions?|dozens?|half|halves|thirds?|quarters?|double[sd]?|triple[sd]?|per\s?cent)\b",
    re.IGNORECASE,
)
_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Judge|Justice|President|Senator|Minister|Mayor|"
    r"Councillor|Governor|Congressman|Congresswoman|Secretary|Chancellor|King|Queen|Prince|Princess|Pope|Bishop|"
    r"Sheriff|Captain|General|Colonel|Sergeant|Inspector|Constable)\.?\s+[^\W\d_a-z]"
)
# Two capitalised words in a row, the first of them not at the start of a sentence or of the quotation.
_FULL_NAME: Final = re.compile(r"(?<=[^\W_] )[^\W\d_a-z][\w’'\-]+\s+(?:[^\W\d_a-z]\.\s+)?[^\W\d_a-z][\w’'\-]+")


def risks_of(content: Sequence[str], *, settled: bool, confidence: float) -> list[str]:
    """Return the risks of one find, in a fixed order, out of negation, number, anonymous, person, unsure.

    ``content`` are the words of its parts; ``settled`` tells whether the text says by name who speaks.
    """
    words = " … ".join(content)
    marks = {
        "negation": bool(_NEGATION.search(words)),
        "number": bool(_NUMBER.search(words)),
        "anonymous": not settled,
        "person": bool(_TITLED.search(words) or _FULL_NAME.search(words)),
        "unsure": confidence < UNSURE_BELOW,
    }
    return [risk for risk, bears in marks.items() if bears]


def is_settled(kinds: Sequence[str]) -> bool:
    """Tell whether speakers of these kinds (person, organisation, group, anonymous, unknown) are known by name."""
    return bool(kinds) and not {"anonymous", "unknown"} & set(kinds)
