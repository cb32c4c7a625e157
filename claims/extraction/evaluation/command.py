"""``python -m claims.extraction --evaluate FOLDER [--split dev] [--json FILE]``: what it does, once it is parsed."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claims.extraction.attribution import EngineIdentity

from .corpus import Article, BadCorpus, load
from .evaluate import Extract, evaluate
from .tables import as_json, figures_table, reliability_table


def run(folder: Path, split: str, json_file: Path | None, *, extract: Extract, engine: EngineIdentity) -> int:
    """Measure ``extract`` on a split of PolNeAR below ``folder``, print the tables, write ``json_file`` if given.

    Returns the exit code: 1, after a sentence on standard error, if the corpus or the file cannot be used.
    """
    try:
        articles = load(folder, split)
        if json_file is not None:
            _write(json_file, None)  # a file that cannot be written is better known before the work than after it
        measured = evaluate(_watched(articles), extract)
        gold = measured.figures.hits["full"].gold
        title = f"{engine.name} {engine.version} on {escape(split)}: {measured.articles} articles, {gold} attributions"
        console = Console()
        console.print(figures_table(measured, title))
        console.print(reliability_table(measured.reliability))
        if json_file is not None:
            _write(json_file, json.dumps(as_json(measured, engine, split), indent=1) + "\n")
    except (BadCorpus, _Unwritable) as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's message
        return 1
    return 0


class _Unwritable(Exception):
    pass


def _write(path: Path, body: str | None) -> None:
    """Put ``body`` into the file; with None, only find out whether that would go, and leave an older file as it is."""
    try:
        with path.open("a" if body is None else "w", encoding="utf-8") as file:
            file.write(body or "")
    except OSError as error:
        raise _Unwritable(f"{path}: cannot be written: {error.strerror or error}. Name another file.") from None


def _watched(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles one after another, with a bar on standard error if that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(articles, description="Extracting")
