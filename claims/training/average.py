"""Averages the weights of several runs (Wortsman et al., Model soups, ICML 2022): one model's cost, several's sense."""

from collections.abc import Sequence
from pathlib import Path

import torch


def average(checkpoints: Sequence[Path], out: Path) -> None:
    """Write the mean of ``checkpoints`` to ``out``; runs that began alike can be averaged, others cannot."""
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    mean = {
        name: sum(state[name] for state in states) / len(states) if weight.is_floating_point() else weight
        for name, weight in states[0].items()
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out)
