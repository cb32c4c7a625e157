"""A corpus in PolNeAR's form, of two articles written for these tests."""

from pathlib import Path

from claims.extraction.evaluation.corpus import Gold
from claims.extraction.evaluation.counting import Prediction

BRIDGE = "“The bridge is safe,” said Anna Holm, the engineer.\r\nCritics fear that it will sway.\r\n"
FERRY = "The ferry stays, Jo Berg told the council."


def at(text: str, words: str, after: int = 0) -> tuple[int, int]:
    """Where ``words`` stand in ``text``."""
    start = text.index(words, after)
    return start, start + len(words)


def gold(text: str, content: str, cue: str = "", mention: str = "") -> Gold:
    return Gold(*([at(text, words)] if words else [] for words in (content, cue, mention)))


def prediction(
    text: str, content: str, mention: str = "", *, speech: bool = False, confidence: float = 0.5
) -> Prediction:
    spans = [at(text, mention)] if mention else []
    return Prediction([at(text, content)], (), spans, speech, confidence)


def standoff(text: str, *attributions: tuple[str, str, str]) -> str:
    """A file of annotations; each attribution is (content, cue, source), "" where there is none."""
    lines: list[str] = []
    number = 0
    for event, parts in enumerate(attributions, 1):
        roles = []
        for role, words in zip(("Content", "Cue", "Source"), parts, strict=True):
            if words:
                number += 1
                start, end = at(text, words)
                lines.append(f"T{number}\t{role} {start} {end}\t{words}")
                roles.append(f"{role}:T{number}")
        lines.append(f"E{event}\t{' '.join(roles)}")
    return "\n".join(lines) + "\n"


def write(root: Path, split: str = "dev") -> Path:
    """Lay the corpus out below ``root`` and return its data folder."""
    data = root / "data"
    texts, annotations = data / split / "text", data / split / "attributions"
    texts.mkdir(parents=True)
    annotations.mkdir()
    (texts / "bridge_one.txt").write_bytes(BRIDGE.encode())
    (texts / "ferry_two.txt").write_bytes(FERRY.encode())
    bridge = standoff(
        BRIDGE,
        ("“The bridge is safe,”", "said", "Anna Holm, the engineer"),
        ("it will sway", "fear", "Critics"),
    )
    (annotations / "bridge_one_b2.ann").write_text("E1\tCue:T9\n", encoding="utf-8")  # a second reader, not looked at
    (annotations / "bridge_one_a1.ann").write_text(bridge, encoding="utf-8")
    ferry = standoff(FERRY, ("The ferry stays", "told", "Jo Berg"))
    (annotations / "ferry_two_a1.ann").write_text(ferry, encoding="utf-8")
    return data
