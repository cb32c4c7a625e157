"""Reads PolNeAR's folder: texts, and the attributions that its annotators marked, in brat's standoff form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Spans = list[tuple[int, int]]

_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"(E\d+)\t(\S+:\S+(?: \S+:\S+)*) *$")
_LABEL = re.compile(r"[TE]\d+\t")  # what has no such label is a note of the annotator, or the next line of one


class BadCorpus(Exception):
    """A folder or file that is not what PolNeAR has there; the message says which, and what to do."""


@dataclass(slots=True)
class Gold:
    """One attribution as annotated; spans are code points of the text, half-open, in reading order."""

    content: Spans = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    source: Spans = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Article:
    """A text, line ends untouched, with its attributions as its first annotator (by name) saw them."""

    name: str
    text: str
    gold: list[Gold]


def load(folder: Path, split: str) -> list[Article]:
    """The articles of ``split`` ("train", "dev") below PolNeAR's ``data`` folder, by name.

    Raises BadCorpus if the folder is not PolNeAR's, has no such split, or holds a file that cannot be read.
    """
    known = splits(folder)
    if split not in known:
        raise BadCorpus(f"{folder}: has no split “{split}”. Choose one that is there: {', '.join(known)}.")
    articles = []
    for name, annotation in _first_annotations(folder / split / "attributions"):
        text = _read(folder / split / "text" / f"{name}.txt")
        articles.append(Article(name, text, read_annotations(_read(annotation), len(text), str(annotation))))
    if not articles:
        raise BadCorpus(f"{folder / split / 'attributions'}: holds no .ann file. Unpack the corpus anew.")
    return articles


def splits(folder: Path) -> list[str]:
    """The names of the splits below ``folder``, sorted. Raises BadCorpus if there is none."""
    try:
        if not folder.is_dir():
            what = "this is a file" if folder.exists() else "there is no such folder"
            raise BadCorpus(f"{folder}: {what}. Give the folder “data” of a copy of PolNeAR.")
        found = sorted(path.name for path in folder.iterdir() if _is_split(path))
        nearby = [place for place in (folder / "data", folder.parent) if _has_split(place)]
    except OSError as error:
        raise BadCorpus(
            f"{folder}: cannot be read: {error.strerror or error}. Give the folder “data” of a copy of PolNeAR."
        ) from None
    if not found:
        hint = f" Did you mean {nearby[0]}?" if nearby else ""
        raise BadCorpus(
            f"{folder}: this is not PolNeAR's folder “data”, whose folders (“dev”, “train”) each hold “text” and"
            f" “attributions”.{hint}"
        )
    return found


def _is_split(path: Path) -> bool:
    return (path / "text").is_dir() and (path / "attributions").is_dir()


def _has_split(folder: Path) -> bool:
    return folder.is_dir() and any(_is_split(path) for path in folder.iterdir())


def _first_annotations(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each article's name with the file of its first annotator; a file is named ARTICLE_ANNOTATOR.ann."""
    files: dict[str, dict[str, Path]] = {}
    for path in folder.glob("*.ann"):
        name, _, annotator = path.stem.rpartition("_")
        files.setdefault(name, {})[annotator] = path
    for name, by_annotator in sorted(files.items()):
        yield name, by_annotator[min(by_annotator)]


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadCorpus(f"{path}: not UTF-8 (byte {error.start}). Unpack the corpus anew.") from None
    except OSError as error:
        raise BadCorpus(f"{path}: cannot be read: {error.strerror or error}. Unpack the corpus anew.") from None


def read_annotations(standoff: str, length: int | None = None, name: str = "the annotation") -> list[Gold]:
    """The attributions of one annotation file; those without content are notes, and left out.

    ``length`` is that of the article, in code points; with it, spans that leave the article are refused. Line ends may
    be of any kind. Raises BadCorpus for a line that promises a span or an attribution and does not give one.
    """
    bounds: dict[str, Spans] = {}
    events: list[tuple[int, str, list[str]]] = []
    labelled = [(n, line.rstrip("\r")) for n, line in enumerate(standoff.split("\n"), 1) if _LABEL.match(line)]
    if standoff.strip() and not labelled:
        raise BadCorpus(f"{name}: holds nothing in brat's standoff form. Unpack the corpus anew.")
    for number, line in labelled:
        if found := _TEXT_BOUND.match(line):
            bounds[found[1]] = _spans(found[2], length, f"{name}, line {number}")
        elif found := _EVENT.match(line):
            events.append((number, found[1], found[2].split()))
        else:
            raise BadCorpus(f"{name}, line {number}: neither a span nor an attribution. Unpack the corpus anew.")
    attributions = [(_gold(roles, bounds, f"{name}, line {n}"), label) for n, label, roles in events]
    attributions.sort(key=lambda pair: (pair[0].content, pair[0].cue, pair[1]))
    return [gold for gold, _ in attributions if gold.content]


def _spans(offsets: str, length: int | None, where: str) -> Spans:
    spans = [(int(s), int(e)) for s, e in (pair.split() for pair in offsets.split(";"))]
    for start, end in spans:
        if start >= end:
            raise BadCorpus(f"{where}: the span {start}-{end} is empty. Unpack the corpus anew.")
        if length is not None and end > length:
            raise BadCorpus(
                f"{where}: the span {start}-{end} leaves its article of {length} characters."
                " The text was changed (line ends?) or belongs to another file; unpack the corpus anew."
            )
    return spans


def _gold(roles: list[str], bounds: dict[str, Spans], where: str) -> Gold:
    """From ["Content:T3", "Cue:T2", "Content2:T9", ...]; roles with other names say nothing that is scored."""
    gold = Gold()
    for role in roles:
        name, _, bound = role.partition(":")
        name = name.rstrip("0123456789").lower()
        if name not in ("content", "cue", "source"):
            continue
        if bound not in bounds:
            raise BadCorpus(f"{where}: speaks of {bound}, which is not in the file. Unpack the corpus anew.")
        getattr(gold, name).extend(bounds[bound])
    for spans in (gold.content, gold.cue, gold.source):
        spans.sort()
    return gold
