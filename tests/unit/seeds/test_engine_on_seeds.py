"""The engine keeps what it can do on the seed articles. Floors stand a little below what was measured."""

from io import StringIO

import pytest
from rich.console import Console

from seeds.measure import Measure
from seeds.report import Row, measure_all, table, total

WRONG_PERSONS = 0  # the worst fault of all


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return measure_all()


@pytest.fixture(scope="module")
def measured(rows: list[Row]) -> Measure:
    return total(rows)


def test_direct_and_mixed_quotations(measured: Measure) -> None:
    assert measured.recall(quoted=True) >= 0.95
    assert measured.precision(quoted=True) >= 0.89
    assert measured.speaker_right(quoted=True) >= 0.8


def test_all_quotations(measured: Measure) -> None:
    assert measured.recall() >= 0.94
    assert measured.precision() >= 0.84
    assert measured.speaker_right() >= 0.81


def test_what_is_direct_is_found_to_the_word(measured: Measure) -> None:
    found = [finding for finding in measured.required() if finding.found and finding.quote.kind == "direct"]
    assert found
    assert all(finding.exact for finding in found)


def test_a_person_is_hardly_ever_named_who_did_not_say_it(measured: Measure) -> None:
    assert sum(finding.wrong_person for finding in measured.findings) <= WRONG_PERSONS


def test_where_nobody_is_quoted_nothing_is_found(rows: list[Row]) -> None:
    without = [row for row in rows if not row.gold.quotes]
    assert without
    assert [row.measured.predicted for row in without] == [0] * len(without)


def test_the_report_names_every_article_and_the_sum(rows: list[Row]) -> None:
    out = StringIO()
    Console(file=out, width=140).print(table(rows))
    assert all(row.article.path.name in out.getvalue() for row in rows)
    assert f"{len(rows)} articles" in out.getvalue()
