"""Counts of one small article, measure by measure."""

import pytest

from claims.extraction.evaluation.corpus import Gold
from claims.extraction.evaluation.counting import MEASURES, Count, Hits, Prediction, add, count, has_speech_verb, total
from claims.extraction.evaluation.words import Words

from .folder import BRIDGE, at, gold, prediction

GOLD = [
    gold(BRIDGE, "“The bridge is safe,”", "said", "Anna Holm, the engineer"),
    gold(BRIDGE, "it will sway", "fear", "Critics"),
]
SAFE = prediction(BRIDGE, "The bridge is safe", "Holm", speech=True, confidence=0.9)
SWAY = prediction(BRIDGE, "that it will sway", "Anna Holm", speech=True, confidence=0.4)


def test_every_measure() -> None:
    counted = count(BRIDGE, GOLD, [SWAY, SAFE])
    assert counted.hits == {
        "full": Hits(1, 2, 1, 2),
        "exact": Hits(1, 2, 1, 2),
        "match": Hits(2, 2, 2, 2),
        "full_direct": Hits(1, 1, 1, 1),
        "full_mixed": Hits(0, 0, 0, 0),
        "full_indirect": Hits(0, 1, 0, 1),
        "full_speech": Hits(1, 2, 1, 1),
    }
    assert set(counted.hits) == set(MEASURES)
    assert counted.outcomes == [(0.4, False), (0.9, True)]
    assert counted.not_verbatim == 0


def test_speech_recall_is_by_the_gold_cue_and_precision_by_the_predicted_class() -> None:
    unsaid = prediction(BRIDGE, "The bridge is safe", "Holm", speech=False)
    feared = prediction(BRIDGE, "it will sway", "Critics", speech=True)
    assert count(BRIDGE, GOLD, [unsaid, feared]).hits["full_speech"] == Hits(1, 1, 1, 1)
    assert count(BRIDGE, GOLD, [feared]).hits["full_speech"] == Hits(1, 1, 0, 1)


@pytest.mark.parametrize(
    ("cue", "speech"),
    [("said", True), ("did not SAY", True), ("told", True), ("fear", False), ("wants to", False), (":", False)],
)
def test_speech_verbs(cue: str, speech: bool) -> None:
    assert has_speech_verb(Words(cue), [(0, len(cue))]) is speech


@pytest.mark.parametrize(
    "broken",
    [
        Prediction([]),
        Prediction([(0, len(BRIDGE) + 1)]),
        Prediction([(-1, 4)]),
        Prediction([(5, 5)]),
        Prediction([at(BRIDGE, "The bridge is safe")], cue=[(0, 999)]),
        Prediction([at(BRIDGE, "The bridge is safe")], mention=[(9, 3)]),
    ],
)
def test_what_is_not_verbatim_stays_in_as_wrong(broken: Prediction) -> None:
    counted = count(BRIDGE, GOLD, [broken, SAFE])
    assert counted.not_verbatim == 1
    assert counted.hits["full"] == Hits(1, 2, 1, 2)
    assert counted.hits["full_indirect"] == Hits(0, 1, 0, 1)
    assert [outcome.right for outcome in counted.outcomes] == [False, True]


def test_a_gold_attribution_is_used_once() -> None:
    twice = count(BRIDGE, GOLD[:1], [SAFE, SAFE])
    assert twice.hits["exact"] == twice.hits["full"] == Hits(1, 2, 1, 1)
    assert count(BRIDGE, [Gold()], [Prediction([])]).hits["exact"] == Hits(0, 1, 0, 1)
    nobody = count(BRIDGE, [Gold([at(BRIDGE, "it will sway")])], [prediction(BRIDGE, "it will sway")])
    assert nobody.hits["full"] == Hits(1, 1, 1, 1)


def test_shares_and_sums() -> None:
    hits = Hits(3, 4, 3, 6)
    assert (hits.precision, hits.recall) == (0.75, 0.5)
    assert hits.f1 == pytest.approx(0.6)
    assert Hits().f1 == Hits(0, 3, 0, 2).f1 == 0.0
    assert add([hits, Hits(1, 1, 0, 2)]) == Hits(4, 5, 3, 8)
    one = count(BRIDGE, GOLD, [SAFE])
    assert total([one, one])["full"] == Hits(2, 2, 2, 4)
    nothing = Count({name: Hits() for name in MEASURES}, [], 0)
    assert total([nothing, one])["full"] == Hits(1, 1, 1, 2)
