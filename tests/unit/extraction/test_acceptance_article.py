"""The acceptance article of the shared folder: every direct and mixed quotation exact, with its speaker."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from claims.extraction.__main__ import as_json, extract_article, read_text
from claims.extraction.engine import DEFAULT, RULES, Engine

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
ARTICLE = SHARED / "acceptance" / "seed-article.txt"
FEWEST_REQUIRED = 18  # of 19; measured 19

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the shared folder with the acceptance article is not here"),
]


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_gold", SHARED / "eval" / "score_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ENGINES = [pytest.param(RULES, 6, id="rules"), pytest.param(DEFAULT, 9, id="tagger")]  # with the most spurious finds


@pytest.mark.parametrize(("engine", "most"), ENGINES)
def test_quotations_of_the_acceptance_article(engine: Engine, most: int) -> None:
    text = read_text(ARTICLE)
    gold = json.loads(ARTICLE.with_name("seed-article.gold.json").read_text(encoding="utf-8"))
    found = extract_article(text, engine)
    rows = [as_json(a, text) for a in found]
    right, required, quoted_right, quoted, _, spurious = _scorer().score(gold, text, rows)
    assert quoted_right == quoted
    assert right >= FEWEST_REQUIRED
    assert required == 19
    assert spurious <= most
    assert max(a.content[-1].end for a in found) <= gold["meta"]["boilerplate_from"]


@pytest.mark.parametrize(("engine", "most"), ENGINES)
def test_dates_and_relays_of_the_acceptance_article(engine: Engine, most: int) -> None:
    text = read_text(ARTICLE)
    gold = json.loads(ARTICLE.with_name("seed-article.gold.json").read_text(encoding="utf-8"))
    found = {a.content[0].start: a for a in extract_article(text, engine)}
    checked = 0
    for quote in gold["quotes"]:
        answer = found.get(quote["content"][0][0])
        if answer is None or not quote["required"]:
            continue
        checked += 1
        if quote["said_on"]:
            assert answer.said_on is not None, quote["id"]
            assert answer.said_on.date.isoformat() == quote["said_on"], quote["id"]
        assert [r.name for r in answer.relayed_by] == ([quote["relayed_by"]] if quote["relayed_by"] else []), quote[
            "id"
        ]
    assert checked >= 15
