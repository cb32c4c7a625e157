"""How sure: the probability that content and source are both right, as measured, not as the network feels.

Two logistic models, one over what the tagger found, one over what the rules found and the tagger looked at; fitted on
articles that the weights never saw (``claims.training.calibrate``).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from claims.extraction.attribution import Json
from claims.extraction.drafts import Draft
from claims.extraction.tokens import Doc

from .finding import View

SOURCE, CUE, CONTENT = range(3)
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from named features; a name that was not seen in the fit counts for nothing."""

    bias: float
    weights: Mapping[str, float]

    @classmethod
    def read(cls, table: Json) -> "Logistic":
        """From one table of ``calibration.json``. Raises ValueError where it is none."""
        match table:
            case {"bias": float(bias), "weights": dict(weights)}:
                return cls(bias, {name: float(str(weight)) for name, weight in weights.items()})
        raise ValueError("calibration.json does not belong to this version of the engine.")

    def of(self, features: Features) -> float:
        """The probability, in [0, 1]."""
        total = self.bias + sum(self.weights.get(name, 0.0) * x for name, x in features.items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def of_found(draft: Draft, ruled: Draft | None) -> Features:
    """What speaks for a find of the tagger; ``ruled`` is what the rules make of the same cue."""
    scores = draft.scores
    same = ruled is not None and abs(ruled.start - draft.start) <= 2 and abs(ruled.end - draft.end) <= 2
    return {
        "cue": _logit(scores["cue"]),
        "content": _logit(scores["content"]),
        "edges": min(6.0, scores["edges"]),
        "source": min(12.0, max(0.0, scores["source"])),
        "nobody": float(draft.mention is None),
        "same by rule": float(same),
        "other by rule": float(ruled is not None and not same),
        **_common(draft),
    }


def of_ruled(doc: Doc, draft: Draft, view: View) -> Features:
    """What speaks for a find of the rules, as the tagger sees its words."""
    contents = [view.mean(span, CONTENT) for span in draft.content]
    return {
        "cue": _logit(view.mean(doc.span(*draft.cue), CUE)) if draft.cue else 0.0,
        "content": _logit(sum(contents) / len(contents)),
        "least content": _logit(min(contents)),
        "beyond": max(view.outside(span, CONTENT) for span in draft.content),
        "source": _logit(view.mean(doc.span(*draft.mention), SOURCE)) if draft.mention else 0.0,
        "nobody": float(draft.mention is None),
        f"how {draft.how}": 1.0,
        **_common(draft),
    }


def _common(draft: Draft) -> Features:
    return {
        "direct": float(draft.kind == "direct"),
        "mixed": float(draft.kind == "mixed"),
        "speech": float(draft.cue_class == "speech"),
        "flags": float(bool(draft.flags)),
    }


def _logit(p: float) -> float:
    p = min(1 - 1e-3, max(1e-3, p))
    return math.log(p / (1 - p))
