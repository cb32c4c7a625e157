"""The evaluation for people, as tables in the terminal, and for machines, as JSON."""

from dataclasses import asdict
from typing import Final

from rich.table import Table

from claims.extraction.attribution import EngineIdentity, Json

from .evaluate import Evaluation
from .intervals import DRAWS, SEED, Figure
from .references import REFERENCES
from .reliability import WANTED, Reliability, Threshold

_LABELS: Final = {
    "full": "full",
    "exact": "exact content",
    "full_direct": "direct, full",
    "full_mixed": "mixed, full",
    "full_indirect": "indirect, full",
    "full_speech": "speech verbs, full",
    "match": "match",
}


def figures_table(evaluation: Evaluation, title: str) -> Table:
    """F1 in per cent with its interval for each measure, beside what others reach; then accuracy, faults and speed."""
    table = Table(title=title, title_justify="left", caption_justify="left")
    table.add_column("F1, per cent", no_wrap=True)
    for heading in ("On Record (95 %)", "P", "R", "Citron", "human"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, label in _LABELS.items():
        hits, reference = evaluation.figures.hits[name], REFERENCES[name]
        shares = (_percent(hits.precision), _percent(hits.recall))
        others = (_known(reference.peer), _known(reference.human))
        table.add_row(label, _figure(evaluation.figures.f1[name]), *shares, *others)
    table.add_section()
    table.add_row("source accuracy", _figure(evaluation.figures.source_accuracy))
    table.add_row("not verbatim", str(evaluation.not_verbatim))
    table.add_row("words per CPU second", f"{evaluation.speed:,.0f}")
    table.caption = f"95 %: bootstrap over articles, {DRAWS} draws. Citron and a second human: published for dev."
    return table


def reliability_table(measured: Reliability) -> Table:
    """Predictions by confidence, and whether they were right as often as they should be."""
    table = Table(title="Reliability of the confidence", title_justify="left", caption_justify="left")
    for heading in ("confidence", "predictions", "mean confidence", "share right"):
        table.add_column(heading, justify="right")
    for b in measured.bins:
        between = f"{b.low:.1f} to {b.high:.1f}"
        table.add_row(between, str(b.predictions), f"{b.mean_confidence:.3f}", f"{b.share_right:.3f}")
    table.caption = f"Expected calibration error {measured.error:.3f}. {_threshold(measured.threshold)}"
    return table


def _threshold(found: Threshold | None) -> str:
    if found is None:
        return f"No threshold reaches a precision of {WANTED}."
    return (
        f"From confidence {found.confidence:.3f} on, precision is {found.precision:.3f}: {found.kept} predictions,"
        f" recall {found.recall:.3f}."
    )


def _figure(figure: Figure) -> str:
    if figure.interval is None:
        return _percent(figure.value)
    low, high = figure.interval
    return f"{_percent(figure.value)} ({_percent(low)}–{_percent(high)})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _known(percent: float | None) -> str:
    return "" if percent is None else f"{percent:g}"


def as_json(evaluation: Evaluation, engine: EngineIdentity, split: str) -> dict[str, Json]:
    """All figures, unrounded, as shares in [0, 1]; the references are in per cent, as published."""
    measures: dict[str, Json] = {
        name: {
            "precision": evaluation.figures.hits[name].precision,
            "recall": evaluation.figures.hits[name].recall,
            **_figure_json("f1", figure),
            "hits": dict(evaluation.figures.hits[name]._asdict()),
            "reference": dict(REFERENCES[name]._asdict()),
        }
        for name, figure in evaluation.figures.f1.items()
    }
    measured = evaluation.reliability
    return {
        "engine": {"name": engine.name, "version": engine.version, "fingerprint": engine.fingerprint},
        "split": split,
        "articles": evaluation.articles,
        "bootstrap": {"draws": DRAWS, "seed": SEED},
        "measures": measures,
        **_figure_json("source_accuracy", evaluation.figures.source_accuracy),
        "not_verbatim": evaluation.not_verbatim,
        "words": evaluation.words,
        "cpu_seconds": evaluation.cpu_seconds,
        "words_per_cpu_second": evaluation.speed,
        "reliability": {
            "bins": [asdict(b) for b in measured.bins],
            "expected_calibration_error": measured.error,
            "wanted_precision": WANTED,
            "threshold": asdict(measured.threshold) if measured.threshold else None,
        },
    }


def _figure_json(name: str, figure: Figure) -> dict[str, Json]:
    return {name: figure.value, f"{name}_interval": list(figure.interval) if figure.interval else None}
