"""``python -m claims.extraction FILE... [--format table|json|scorer]``: the engine by itself, without a database.

With ``--evaluate FOLDER`` instead of files: how good it is on the corpus PolNeAR, whose folder "data" that is.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from sources.text.layout import find_layout

from .attribution import Attribution, Json
from .engine import DEFAULT, RULES, Engine
from .evaluation import command as evaluation
from .learned.weights import SpoiledWeights

_LARGEST = 20 * 1024 * 1024  # bytes


class Unreadable(Exception):
    """A file that cannot be worked on; the message says why and what to do."""


def read_text(path: Path) -> str:
    """The text of ``path``, its line ends untouched. Raises Unreadable."""
    try:
        if path.is_dir():
            raise Unreadable(f"{path}: this is a directory. Name the files in it, e.g. {path}/*.txt.")
        if path.stat().st_size > _LARGEST:
            raise Unreadable(
                f"{path}: larger than {_LARGEST // 1024 // 1024} MB. Split it, or check that it is an article."
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}: not UTF-8 (byte {error.start}). Save it as UTF-8 and try again.") from None
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read: {error.strerror or error}.") from None
    if not text.strip():
        raise Unreadable(f"{path}: holds no text.")
    return text


def extract_article(text: str, engine: Engine = DEFAULT) -> list[Attribution]:
    """Find the layout of an article, then extract from its headline and paragraphs only."""
    layout = find_layout(text)
    return engine.extract(text, dateline=layout.published_on, skip=layout.skipped(), authors=layout.bylines)


def as_json(attribution: Attribution, text: str) -> dict[str, Json]:
    """One attribution in the scorer's keys, with the words themselves added."""
    said_on = attribution.said_on
    row: dict[str, Json] = {
        "content": [[s, e] for s, e in attribution.content],
        "source": [[s, e] for s, e in attribution.mention],
        "cue": [[s, e] for s, e in attribution.cue],
        "speaker": [speaker.name for speaker in attribution.speakers],
        "kind": attribution.kind,
        "cue_class": attribution.cue_class,
        "confidence": attribution.confidence,
        "relayed_by": [relay.name for relay in attribution.relayed_by],
        "said_on": said_on.date.isoformat() if said_on else None,
        "said_on_precision": said_on.precision if said_on else None,
    }
    row["text"] = [text[s:e] for s, e in attribution.content]
    row["alternatives"] = list(attribution.alternatives)
    row["reasons"] = list(attribution.reasons)
    return row


def as_table(title: str, attributions: Sequence[Attribution], text: str) -> Table:
    """A table for people: what was said, by whom, how sure, where."""
    table = Table(title=title, title_justify="left", expand=True)
    table.add_column("Quote", ratio=2, min_width=28)
    table.add_column("Kind", no_wrap=True)
    table.add_column("Speaker", ratio=1, min_width=16, overflow="fold")
    table.add_column("Conf.", justify="right", no_wrap=True)
    table.add_column("Where", no_wrap=True)
    for a in attributions:
        words = " [...] ".join(" ".join(text[s:e].split()) for s, e in a.content)
        who = [" and ".join(s.name for s in a.speakers) or " or ".join(a.alternatives) or "?"]
        who += [f"on {a.said_on.date} ({a.said_on.precision})"] if a.said_on else []
        who += [f"via {relay.name}" for relay in a.relayed_by]
        where = "\n".join(f"{s}-{e}" for s, e in a.content)
        table.add_row(*map(_plain, (words, a.kind, "\n".join(who), f"{a.confidence:.2f}", where)))
    return table


def _plain(words: str) -> str:
    """Text from outside must not be read as markup nor move the cursor."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in words).replace("[", "\\[")


def _watched(files: Sequence[Path]) -> Iterable[Path]:
    """The files, with a bar on a terminal while they are worked on."""
    console = Console(stderr=True)
    return track(
        files, "Extracting", console=console, transient=True, disable=len(files) < 2 or not console.is_terminal
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 1 if a file or the corpus could not be read."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--format", choices=("table", "json", "scorer"), default="table")
    parser.add_argument("--rules", action="store_true", help="use the rules alone, without the tagger's weights")
    parser.add_argument("--evaluate", type=Path, metavar="FOLDER", help="measure on PolNeAR's folder “data”")
    parser.add_argument("--split", default="dev", help="the part of PolNeAR to measure on (default: dev)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measured figures to this file, too")
    options = parser.parse_args(arguments)
    if bool(options.files) == (options.evaluate is not None):
        parser.error("name either files to extract from, or --evaluate with a folder.")
    if options.json is not None and options.evaluate is None:
        parser.error("--json belongs to --evaluate; for what was found in files, say --format json.")
    try:
        return _run(options, RULES if options.rules else DEFAULT)
    except SpoiledWeights as error:
        print(f"{error} (--rules does without them.)", file=sys.stderr)  # noqa: T201 - a command's message
        return 1


def _run(options: argparse.Namespace, engine: Engine) -> int:
    read = partial(extract_article, engine=engine)
    if options.evaluate is not None:
        return evaluation.run(options.evaluate, options.split, options.json, extract=read, engine=engine.identity)
    failed = False
    results: dict[str, tuple[str, list[Attribution]]] = {}
    for path in _watched(options.files):
        try:
            text = read_text(path)
        except Unreadable as error:
            print(error, file=sys.stderr)  # noqa: T201 - a command's message
            failed = True
            continue
        results[path.stem] = (text, read(text))
    if options.format == "table":
        console = Console()
        for stem, (text, attributions) in results.items():
            console.print(as_table(f"{_plain(stem)}: {len(attributions)} found", attributions, text))
    else:
        body: dict[str, Json] = {
            "predictions": {stem: [as_json(a, text) for a in found] for stem, (text, found) in results.items()}
        }
        body["system"] = f"{engine.identity.name} {engine.identity.version}"
        json.dump(body, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
