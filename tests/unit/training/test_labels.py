"""The labels of the words are the annotators' spans, and windows cut them nowhere else than asked."""

import pytest

from claims.extraction.evaluation.corpus import Article, Gold
from claims.extraction.learned import weights
from claims.extraction.learned.pieces import Reader
from claims.extraction.learned.shape import PAIR_TAGS, TAGS
from claims.training.calibrate import fit
from claims.training.windows import IGNORED, cut, label

TEXT = "“We will pay,” Mara Ellison said.\n\nShe is late."


def test_words_get_the_tags_of_their_spans() -> None:
    gold = [Gold([(0, 14)], [(28, 32)], [(15, 27)])]
    labelled = label(Article("one", TEXT, gold), Reader((weights.FOLDER / "pieces.json").read_bytes()))
    pieces = labelled.pieces
    tagged = {TEXT[pieces.starts[n] : pieces.ends[n]]: TAGS[tag] for n, tag in enumerate(labelled.tags) if tag > 0}
    assert tagged == {
        "We": "B-content", "will": "I-content", "pay": "I-content",
        "Mara": "B-source", "Ellison": "I-source", "said": "B-cue",
    }  # fmt: skip
    (cue,), (row,) = labelled.cues, labelled.pairs
    assert TEXT[pieces.starts[cue[0]] : pieces.ends[cue[1] - 1]] == "said"
    assert [PAIR_TAGS[tag] for tag in row if tag > 0] == [
        "B-content", "I-content", "I-content", "B-source", "I-source",
    ]  # fmt: skip
    assert all(labelled.tags[n] == IGNORED for n in range(len(pieces)) if not pieces.first[n])


def test_windows_cover_everything_once() -> None:
    assert cut(25, 10, 0) == [(0, 10), (10, 20), (20, 25)]
    assert cut(25, 10, 4) == [(0, 4), (4, 14), (14, 24), (24, 25)]


def test_the_fit_gives_back_the_shares_that_it_saw() -> None:
    cases = [({"a": 1.0}, n % 10 < 9) for n in range(400)] + [({"a": 0.0}, n % 10 < 2) for n in range(400)]
    table = fit(cases)
    weights_by_name = table["weights"]
    assert isinstance(weights_by_name, dict)
    assert table["bias"] == pytest.approx(-1.386, abs=0.1)  # logit of 0.2
    assert weights_by_name["a"] == pytest.approx(3.58, abs=0.15)  # logit of 0.9 less that
