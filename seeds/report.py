"""Prints how well the engine reads the seed articles: ``python -m seeds.report [--missed] [--rules]``."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from claims.extraction import Attribution
from claims.extraction.engine import DEFAULT, RULES, Engine
from seeds.catalogue import SeedArticle, articles, gold_path
from seeds.gold_file import GoldFile, read_gold
from seeds.measure import NOTHING, Finding, Measure, measure
from seeds.seed_text import SeedText, read_seed

_LONGEST_LINE = 160  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """One seed article with its text, its gold and what was measured on it."""

    article: SeedArticle
    read: SeedText
    gold: GoldFile
    measured: Measure


def extract_seed(article: SeedArticle, read: SeedText, engine: Engine) -> list[Attribution]:
    """What ``engine`` finds in ``article`` when it is read as a capture is."""
    return engine.extract(
        read.text,
        dateline=read.published_on,
        skip=read.skipped(),
        authors=read.bylines,
        outlet=article.outlet_name,
    )


def measure_article(article: SeedArticle, engine: Engine = DEFAULT) -> Row:
    """Compare what ``engine`` finds in ``article`` with its gold."""
    read, gold = read_seed(article), read_gold(gold_path(article))
    return Row(article, read, gold, measure(read.text, gold, extract_seed(article, read, engine)))


def measure_all(engine: Engine = DEFAULT) -> list[Row]:
    """Measure every article of the manifest, in its order."""
    return [measure_article(article, engine) for article in articles()]


def total(rows: Iterable[Row]) -> Measure:
    """Return the measures of ``rows`` added together."""
    return sum((row.measured for row in rows), start=NOTHING)


def table(rows: Sequence[Row]) -> Table:
    """Return the report as a table: one line per article, and the sum."""
    report = Table(title="The engine on the seed articles (required quotations)", title_justify="left")
    report.add_column("article", no_wrap=True)
    for head in ("direct, mixed", "exact", "speaker", "indirect", "speaker", "wrong person", "predicted", "spurious"):
        report.add_column(head, justify="right")
    for row in rows:
        report.add_row(row.article.path.name, *_cells(row.measured))
    report.add_section()
    report.add_row(f"{len(rows)} articles", *_cells(total(rows)), style="bold")
    return report


def _cells(measured: Measure) -> list[str]:
    quoted, indirect = measured.required(quoted=True), measured.required(quoted=False)
    return [
        f"{sum(f.found for f in quoted)}/{len(quoted)}",
        str(sum(f.exact for f in quoted)),
        str(sum(f.speaker_right for f in quoted)),
        f"{sum(f.found for f in indirect)}/{len(indirect)}",
        str(sum(f.speaker_right for f in indirect)),
        str(sum(f.wrong_person for f in measured.findings)),
        str(measured.predicted),
        str(len(measured.spurious)),
    ]


def _shares(measured: Measure) -> str:
    return (
        f"direct and mixed: precision {measured.precision(quoted=True):.1%}, "
        f"recall {measured.recall(quoted=True):.1%}, speaker right {measured.speaker_right(quoted=True):.1%}\n"
        f"all: precision {measured.precision():.1%}, recall {measured.recall():.1%}, "
        f"speaker right {measured.speaker_right():.1%}"
    )


def _fault(finding: Finding) -> str | None:
    if not finding.found:
        return "missed"
    if not finding.exact and finding.quote.quoted:
        return "not exact"
    if finding.wrong_person:
        return "wrong person"
    return None if finding.speaker_right else "speaker left open"


def _print_faults(console: Console, rows: Iterable[Row]) -> None:
    for row in rows:
        for finding in row.measured.required():
            fault = _fault(finding)
            if fault:
                words = " … ".join(span.of(row.read.text) for span in finding.quote.content)
                wanted = " and ".join(finding.quote.speakers) or "nobody named"
                name = f"{row.article.path.name} {finding.quote.id}"
                _print_line(console, f"{name} {fault} ({wanted}): {words}")
        for words in row.measured.spurious:
            _print_line(console, f"{row.article.path.name} spurious: {words}")


def _print_line(console: Console, line: str) -> None:
    """Print ``line`` as it is, without mark-up and cut to one line, so that a report can be searched."""
    console.print(Text(" ".join(line.split())[:_LONGEST_LINE]), soft_wrap=True)


def main() -> None:
    """Print the table, the shares and, with ``--missed``, every fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--missed", action="store_true", help="list what was missed, misread or spurious")
    parser.add_argument("--rules", action="store_true", help="measure the rules alone, without the tagger")
    options = parser.parse_args()
    console = Console()
    rows = measure_all(RULES if options.rules else DEFAULT)
    console.print(table(rows))
    console.print(Text(_shares(total(rows))))
    if options.missed:
        _print_faults(console, rows)


if __name__ == "__main__":
    main()
