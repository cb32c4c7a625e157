"""Texts of many domains and layouts, each with the quotations that an editor finds in it, read by both engines."""

import pytest

from claims.extraction.engine import DEFAULT, RULES, Engine

from .domains.cases import Case, cases, faults


def _parameter(case: Case, engine: Engine) -> object:
    reason = case.xfail or (case.tagger if engine is not RULES else None)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, engine, id=f"{engine.identity.name}-{case.domain}-{case.name}", marks=marks)


@pytest.mark.parametrize(
    ("case", "engine"), [_parameter(case, engine) for engine in (RULES, DEFAULT) for case in cases()]
)
def test_an_editor_would_find_the_same(case: Case, engine: Engine) -> None:
    found = faults(case, engine)
    assert not found, "\n".join(["", *found])
