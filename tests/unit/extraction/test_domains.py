"""Texts of many domains and layouts, each with the quotations that an editor finds in it."""

import pytest

from .domains.cases import Case, cases, faults


def _parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
    return pytest.param(case, id=f"{case.domain}-{case.name}", marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in cases()])
def test_an_editor_would_find_the_same(case: Case) -> None:
    found = faults(case)
    assert not found, "\n".join(["", *found])
