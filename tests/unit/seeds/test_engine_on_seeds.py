"""The engine keeps what it can do on the seed articles. Floors stand a little below what was measured."""

from io import StringIO

import pytest
from rich.console import Console

from claims.extraction.engine import DEFAULT, RULES, Engine
from seeds.catalogue import articles, gold_path
from seeds.gold_file import read_gold
from seeds.measure import Measure
from seeds.report import Row, extract_seed, measure_all, table, total
from seeds.seed_text import read_seed

WRONG_PERSONS = 0  # the worst fault of all


ENGINES = {RULES.identity.name: RULES, DEFAULT.identity.name: DEFAULT}
# Of direct and mixed, of all: the tagger also offers attitudes, which the gold leaves out.
PRECISION = {RULES.identity.name: (0.89, 0.84), DEFAULT.identity.name: (0.86, 0.8)}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture(scope="module")
def rows(engine: Engine) -> list[Row]:
    return measure_all(engine)


@pytest.fixture(scope="module")
def measured(rows: list[Row]) -> Measure:
    return total(rows)


def test_direct_and_mixed_quotations(measured: Measure, engine: Engine) -> None:
    assert measured.recall(quoted=True) >= 0.95
    assert measured.precision(quoted=True) >= PRECISION[engine.identity.name][0]
    assert measured.speaker_right(quoted=True) >= 0.8


def test_all_quotations(measured: Measure, engine: Engine) -> None:
    assert measured.recall() >= 0.94
    assert measured.precision() >= PRECISION[engine.identity.name][1]
    assert measured.speaker_right() >= 0.81


def test_what_is_direct_is_found_to_the_word(measured: Measure) -> None:
    found = [finding for finding in measured.required() if finding.found and finding.quote.kind == "direct"]
    assert found
    assert all(finding.exact for finding in found)


def test_a_person_is_hardly_ever_named_who_did_not_say_it(measured: Measure) -> None:
    assert sum(finding.wrong_person for finding in measured.findings) <= WRONG_PERSONS


def test_where_nobody_is_quoted_nothing_is_found_that_anybody_would_take_for_sure(engine: Engine) -> None:
    without = [article for article in articles() if not read_gold(gold_path(article)).quotes]
    assert without
    for article in without:
        found = extract_seed(article, read_seed(article), engine)
        assert [each for each in found if each.kind == "direct" or each.confidence >= 0.75] == []
        assert engine is DEFAULT or not found


def test_the_report_names_every_article_and_the_sum(rows: list[Row]) -> None:
    out = StringIO()
    Console(file=out, width=140).print(table(rows))
    assert all(row.article.path.name in out.getvalue() for row in rows)
    assert f"{len(rows)} articles" in out.getvalue()
