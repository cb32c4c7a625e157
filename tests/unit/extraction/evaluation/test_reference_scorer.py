"""The same predictions, counted by the shared folder's scorer and by ours: the same figures, to the last digit."""

import importlib.util
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from claims.extraction.__main__ import as_json, extract_article
from claims.extraction.attribution import Json
from claims.extraction.evaluation.corpus import Article, Gold, Spans, load
from claims.extraction.evaluation.counting import Prediction, count
from claims.extraction.evaluation.intervals import figures

SHARED = Path(__file__).resolve().parents[4] / ".." / "shared"
SCORER = SHARED / "eval" / "score.py"
DATA = SHARED / "corpora" / "polnear" / "data"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SCORER.exists() and DATA.exists()), reason="the shared folder with PolNeAR and its scorer is not here"
    ),
]


@pytest.fixture(scope="module")
def scorer() -> Iterator[ModuleType]:
    """The shared scorer; it imports the module beside it by its bare name."""
    sys.path.insert(0, str(SCORER.parent))
    keep, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = importlib.util.spec_from_file_location("score", SCORER)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.dont_write_bytecode = keep
        sys.path.remove(str(SCORER.parent))
        sys.modules.pop("polnear", None)


@pytest.fixture(scope="module")
def dev() -> list[Article]:
    return load(DATA, "dev")


def compare(scorer: ModuleType, dev: list[Article], rows: dict[str, list[dict[str, Json]]], path: Path) -> None:
    """Score ``rows`` (the scorer's form of the predictions, by article) both ways, and compare all figures."""
    path.write_text(json.dumps({"predictions": rows}), encoding="utf-8")
    theirs = scorer.score_file(path, scorer.polnear.load("dev", str(DATA)))
    counts = [count(a.text, a.gold, [_prediction(row) for row in rows[a.name]]) for a in dev]
    ours = figures(counts)
    assert sum(one.not_verbatim for one in counts) == theirs["counts"]["not_verbatim"]
    for name in ("full", "exact", "match", "full_direct", "full_mixed", "full_indirect"):
        hits, expected = ours.hits[name], theirs["metrics"][name]
        assert (hits.precision, hits.recall, hits.f1) == (expected["p"], expected["r"], expected["f1"]), name
        assert ours.f1[name].interval == tuple(expected["f1_ci"]), name
    expected = theirs["metrics"]["source"]
    assert ours.source_accuracy.value == expected["acc"]
    assert ours.source_accuracy.interval == tuple(expected["acc_ci"])


def _prediction(row: dict[str, Json]) -> Prediction:
    content, cue, mention = (_spans(row[role]) for role in ("content", "cue", "source"))
    return Prediction(content, cue, mention)


def _spans(rows: Json) -> Spans:
    return [(s, e) for s, e in json.loads(json.dumps(rows))]


def test_the_engine_is_measured_as_the_shared_scorer_does(
    scorer: ModuleType, dev: list[Article], tmp_path: Path
) -> None:
    rows = {a.name: [as_json(found, a.text) for found in extract_article(a.text)] for a in dev}
    assert sum(map(len, rows.values())) > 1000
    compare(scorer, dev, rows, tmp_path / "engine.json")


def test_answers_spoilt_at_random_are_measured_alike(scorer: ModuleType, dev: list[Article], tmp_path: Path) -> None:
    rng = random.Random(3)
    rows = {a.name: [_spoilt(gold, rng) for gold in a.gold * 2] for a in dev}
    compare(scorer, dev, rows, tmp_path / "spoilt.json")


def _spoilt(gold: Gold, rng: random.Random) -> dict[str, Json]:
    """``gold`` with its ends moved, its source lost or far too long, or a span that is none."""

    def moved(spans: Spans, least: int, most: int) -> list[Json]:
        return [[s + rng.randint(least, most), e + rng.randint(least, most)] for s, e in spans]

    source = rng.choice([moved(gold.source, 0, 0), moved(gold.source, -9, 30), moved(gold.source, 0, 200), []])
    content = moved(gold.content, -1, 1) if rng.random() < 0.5 else moved(gold.content, -25, 25)
    return {"content": content, "cue": moved(gold.cue, 0, 0), "source": source}
