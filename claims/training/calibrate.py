"""Fits how scores become confidence, on a split that the weights never saw."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.extraction.drafts import Draft
from claims.extraction.evaluation.corpus import load
from claims.extraction.evaluation.counting import Prediction, count
from claims.extraction.learned import LearnedFinder, weights
from claims.extraction.learned.confidence import Features
from claims.extraction.learned.merging import BY_LAYOUT
from claims.extraction.tokens import Doc, read

_FLAT: dict[str, object] = {"bias": 0.0, "weights": {}}  # one in two, whatever the features
_PENALTY = 1.0  # on the square of each weight


def calibrate(data: Path, folder: Path, split: str = "dev") -> None:
    """Write ``calibration.json`` and the sums of all files into the folder of the weights.

    The finds of the tagger on PolNeAR's ``split`` below ``data`` are held against its annotators' marks.
    """
    (folder / "calibration.json").write_text(json.dumps({"tagger": _FLAT, "rules": _FLAT}), "utf-8")
    weights.write_sums(folder)
    finder = LearnedFinder(folder)
    cases: dict[str, list[tuple[Features, bool]]] = {"tagger": [], "rules": []}
    for article in load(data, split):
        doc = read(article.text)
        for name, scored in zip(cases, finder.scored(doc), strict=True):
            kept = [(d, features) for d, features in scored if name == "tagger" or d.how not in BY_LAYOUT]
            outcomes = count(article.text, article.gold, [_prediction(doc, draft) for draft, _ in kept]).outcomes
            cases[name] += [(f, outcome.right) for (_, f), outcome in zip(kept, outcomes, strict=True)]
    table = {"split": split, **{name: fit(found) for name, found in cases.items()}}
    (folder / "calibration.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    weights.write_sums(folder)


def _prediction(doc: Doc, draft: Draft) -> Prediction:
    cue = (draft.cue_span or doc.span(*draft.cue),) if draft.cue else ()
    mention = (draft.mention_span or doc.span(*draft.mention),) if draft.mention else ()
    return Prediction(tuple(sorted(draft.content)), cue, mention)


def fit(cases: Sequence[tuple[Features, bool]]) -> dict[str, object]:
    """Logistic regression by Newton's method: bias and weights by name from features and outcomes."""
    if not cases:
        return {"cases": 0, **_FLAT}
    names = sorted({name for features, _ in cases for name in features})
    x = np.array([[1.0, *(features.get(name, 0.0) for name in names)] for features, _ in cases])
    y = np.array([right for _, right in cases], dtype=np.float64)
    found: NDArray[np.float64] = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *[_PENALTY] * len(names)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ found))
        gradient = x.T @ (p - y) + ridge @ found
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, gradient)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    weights = {name: round(float(weight), 4) for name, weight in zip(names, found[1:], strict=True)}
    return {"cases": len(cases), "bias": round(float(found[0]), 4), "weights": weights}
