"""Candidates as a table for the terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from claims.exports.wording import content_parts, joined

if TYPE_CHECKING:
    from claims.models import Candidate


def candidate_table(title: str, candidates: Iterable["Candidate"]) -> Table:
    """Return a table of quote, kind, speaker, confidence and where (offsets in code points)."""
    table = Table(title=escape(title), title_justify="left", expand=True)
    table.add_column("Quote", ratio=2, min_width=28)
    table.add_column("Kind", no_wrap=True)
    table.add_column("Speaker", ratio=1, min_width=16, overflow="fold")
    table.add_column("Conf.", justify="right", no_wrap=True)
    table.add_column("Where", no_wrap=True)
    for candidate in candidates:
        content = content_parts(candidate.parts.all())
        words = joined([part.span.text for part in content])
        where = "\n".join(f"{part.span.start}-{part.span.end}" for part in content)
        table.add_row(escape(words), candidate.kind, escape(_speaker(candidate)), f"{candidate.confidence:.2f}", where)
    return table


def _speaker(candidate: "Candidate") -> str:
    names = " and ".join(str(speaker["name"]) for speaker in candidate.speakers)
    relays = " via ".join(str(name) for name in candidate.relayed_by)
    said = names or ("? " + " or ".join(map(str, candidate.alternatives)) if candidate.alternatives else "—")
    return f"{said} (via {relays})" if relays else said
