"""The table of moves as Mermaid state diagrams and a table, for ARCHITECTURE.md."""

from typing import Final

from claims.workflow import MOVES, NEW, STATES, Move

BEGIN: Final = "<!-- workflow: drawn by `manage.py draw_workflow`; do not edit by hand -->"
END: Final = "<!-- end of workflow -->"


def drawing() -> str:
    """Return Markdown: a diagram for each subject, then the moves with who may make them."""
    return "\n\n".join([*(_diagram(subject) for subject in STATES), _table()])


def _diagram(subject: str) -> str:
    lines = [f"**{subject}**", "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {_node(before)} --> {entry.after}: {entry.verb}" for entry, before in _arrows(subject)]
    return "\n".join([*lines, "```"])


def _arrows(subject: str) -> list[tuple[Move, str]]:
    return [(entry, before) for entry in MOVES if entry.subject == subject for before in entry.before]


def _node(state: str) -> str:
    return "[*]" if state == NEW else state


def _table() -> str:
    rows = [
        f"| {entry.subject} | {entry.verb} | {', '.join(before or 'new' for before in entry.before)} | {entry.after} "
        f"| {entry.permission or 'software only'} | {'yes' if entry.needs_reason else ''} |"
        for entry in MOVES
    ]
    return "\n".join(["| what | verb | from | to | permission | needs a reason |", "|---|---|---|---|---|---|", *rows])
