"""Measures who is meant: gives the resolver the corpus' own source spans and compares with the hand labels beside.

    python -m tests.unit.extraction.speakers.measure SHARED [--half a|b] [--show]

SHARED is the project's shared folder, which holds the articles. ``--show`` lists what is not right: names and
offsets only.
"""

import argparse
import importlib.util
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from claims.extraction.attribution import Kind
from claims.extraction.drafts import Draft, Range
from claims.extraction.forenames import fold
from claims.extraction.resolve import Resolution, Resolver
from claims.extraction.tokens import Doc, read
from sources.text.spans import Span

HERE = Path(__file__).parent
HALVES = ("a", "b", "c")  # "a" and "b" are the halves of the first draw, "c" is the second
Outcome = Literal["right", "wrong", "open"]


@dataclass(frozen=True, slots=True)
class Source:
    """One labelled source: where it stands, and whom it means; nobody where the article does not name them."""

    article: str
    span: Span
    kind: str
    speakers: tuple[str, ...]
    half: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the resolver made of one labelled source."""

    labelled: Source
    resolution: Resolution
    outcome: Outcome


def labels() -> list[Source]:
    """The labels, the articles dealt to the halves in turn."""
    rows = json.loads((HERE / "sources.json").read_text(encoding="utf-8"))
    first = sorted({row["article"] for row in rows if "round" not in row})
    halves = {article: HALVES[n % 2] for n, article in enumerate(first)}
    return [
        Source(
            row["article"],
            Span(*row["source"]),
            row["kind"],
            tuple(row["speakers"]),
            "c" if "round" in row else halves[row["article"]],
        )
        for row in rows
    ]


def measure(shared: Path) -> list[Answer]:
    """Resolve every labelled source, and all others of its article around it, in the order of the text."""
    wanted: dict[str, dict[Span, Source]] = {}
    for label in labels():
        wanted.setdefault(label.article, {})[label.span] = label
    out: list[Answer] = []
    for article in _corpus(shared):
        if article["id"] in wanted:
            out += _measure_article(article["text"], article["gold"], wanted[article["id"]])
    return out


def _corpus(shared: Path) -> list[dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("polnear", shared / "eval" / "polnear.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    articles: list[dict[str, Any]] = module.load("dev", str(shared / "corpora" / "polnear" / "data"))
    return articles


def _measure_article(text: str, gold: list[dict[str, Any]], wanted: dict[Span, Source]) -> list[Answer]:
    doc = read(text)
    drafts = sorted((_draft(doc, row) for row in gold), key=lambda d: (d.start, d.end, d.anchor))
    resolver = Resolver(doc, drafts)
    out: dict[Span, Answer] = {}
    places = {
        id(draft): Span(row["source"][0][0], row["source"][-1][1])
        for draft in drafts
        for row in gold
        if row["source"] and _tokens(doc, row["source"]) == draft.mention
    }
    for draft in drafts:
        resolution = resolver.resolve(draft)
        label = wanted.get(places.get(id(draft), Span(0, 0)))
        if label is not None and label.span not in out:
            out[label.span] = Answer(label, resolution, _judge(label, resolution))
    return list(out.values())


def _draft(doc: Doc, row: dict[str, Any]) -> Draft:
    content = [Span(s, e) for s, e in row["content"]]
    cue = _tokens(doc, row["cue"]) if row["cue"] else None
    mention = _tokens(doc, row["source"]) if row["source"] else None
    anchor = cue[0] if cue else doc.token_at(content[0].start)
    return Draft(content, cue, mention, _kind(doc, content), "speech", min(anchor, len(doc) - 1), "gold")


def _tokens(doc: Doc, pieces: list[list[int]]) -> Range:
    first = doc.token_at(pieces[0][0])
    last = doc.token_at(pieces[-1][1] - 1)
    return first, last + 1


def _kind(doc: Doc, content: list[Span]) -> Kind:
    outside = sum(1 for span in content for k in doc.outside_quotes(span) if doc.low[k][0].isalnum())
    quoted = sum(
        1 for span in content for k in range(doc.token_at(span.start), doc.token_at(span.end)) if doc.quote[k] >= 0
    )
    return "indirect" if not quoted else ("mixed" if outside else "direct")


def _judge(label: Source, resolution: Resolution) -> Outcome:
    named = [s for s in resolution.speakers if s.name != s.name.lower() or s.how == "pronoun"]
    if label.speakers:  # a name that is but short, or a group described, is not somebody else
        named = [s for s in named if s.kind != "group" and not _bare(s.name) < _bare(*label.speakers)]
    else:
        named = [s for s in named if s.kind == "person" or (s.kind == "organisation" and s.name != s.name.lower())]
    if not label.speakers:
        return "wrong" if named else "right"
    if len(label.speakers) == len(resolution.speakers) and all(
        any(_same(name, speaker.name) for speaker in resolution.speakers) for name in label.speakers
    ):
        return "right"
    return "wrong" if named else "open"


def _bare(*names: str) -> set[str]:
    words = {word.strip(".,\"'“”") for name in names for word in fold(name).lower().split()}
    return {word for word in words if len(word) > 1} - {"jr", "sr"}


def _same(label: str, name: str) -> bool:
    """Whether both are one name: no word contradicts, and at least two (or the only one) are shared."""
    full, given = _bare(label), _bare(name)
    return given <= full and len(given) >= min(2, len(full))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("ON_RECORD_SHARED"), type=Path)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    answers = measure(options.shared)
    for half in [options.half] if options.half else HALVES:
        for kind in ("pronoun", "partial"):
            chosen = [a for a in answers if (a.labelled.half, a.labelled.kind) == (half, kind)]
            count = Counter(a.outcome for a in chosen)
            share = 100 * count["right"] / max(1, len(chosen))
            numbers = f"right {count['right']:4}  wrong {count['wrong']:3}  open {count['open']:3}"
            print(f"half {half}  {kind:8} {len(chosen):4}  {numbers}  {share:5.1f} %")  # noqa: T201
            for answer in chosen if options.show else []:
                if answer.outcome != "right":
                    _show(answer)


def _show(answer: Answer) -> None:
    got = [s.name for s in answer.resolution.speakers] or f"open {answer.resolution.alternatives}"
    label = answer.labelled
    print(f"  {answer.outcome:5} {label.article} {tuple(label.span)} {list(label.speakers)} -> {got}")  # noqa: T201


if __name__ == "__main__":
    main()
