"""What the pronouns beside names tell: whether a name that tells it not itself is a man's or a woman's."""

from collections import Counter
from collections.abc import Callable

from .names import NameRun
from .tokens import Doc

Runs = list[tuple[NameRun, tuple[str, ...]]]
_PRONOUN_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f", "hers": "f"}


def pronouns_beside(doc: Doc, runs: Runs, may_be_person: Callable[[int], bool]) -> dict[int, str]:
    """For each run the sex of the first pronoun after it, where it is the one person of its sentence so far.

    A sentence that begins with "He" or "She" tells of the one person of the sentence before.
    """
    out: dict[int, str] = {}
    n = 0
    before: list[int] = []
    for number, (first, last) in enumerate(doc.sentences):
        here: list[int] = []
        told = False
        if number and doc.paragraph[first] != doc.paragraph[first - 1]:
            before = []
        k = first
        narrated = 0
        while k < last:
            if n < len(runs) and runs[n][0].a <= k:
                if runs[n][0].a == k and doc.quote[k] < 0 and may_be_person(n):
                    here.append(n)
                n += 1
                continue
            sex = _PRONOUN_SEX.get(doc.low[k].split("'")[0])
            if sex and doc.quote[k] < 0 and not told:
                told = True
                names = here or (before if narrated < 2 and doc.low[k] in ("he", "she") else [])
                if names and len({runs[m][1][-1] for m in names}) == 1:
                    out[names[-1]] = sex
            narrated += doc.quote[k] < 0 and doc.low[k][0].isalnum()
            k += 1
        before = here
    return out


def clear(votes: Counter[str] | None) -> str | None:
    """The sex that all votes name, but for one in four."""
    if not votes:
        return None
    (best, most), *rest = votes.most_common()
    return best if most >= 4 * sum(count for _, count in rest) else None
