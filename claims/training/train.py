"""The training itself: ``train`` writes a checkpoint of the tagger's averaged weights."""

import copy
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from claims.extraction.evaluation.corpus import Article, load
from claims.extraction.learned.pieces import Reader
from claims.extraction.learned.shape import TAGS, distance_buckets
from sources.text.spans import Span

from .augment import other_marks, other_names, surnames
from .model import Tagger
from .windows import IGNORED, Ints, Labelled, cut, label, stack

_CUE = TAGS.index("B-cue")
_INSIDE_CUE = TAGS.index("I-cue")
_MOST_FALSE = 8  # cues a window; a model that knows nothing yet sees them everywhere


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what the weights become."""

    seed: int = 1
    epochs: int = 10
    window: int = 224  # pieces
    batch: int = 10  # windows
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06  # share of the steps
    decay: float = 0.01
    averaging: float = 0.998  # of the weights, a step
    new_names: float = 0.3  # share of the articles of an epoch that get other names
    new_marks: float = 0.25
    pair_weight: float = 1.0


def train(
    data: Path, encoder: Path, out: Path, recipe: Recipe, *, begin: Path | None = None, device: str = "cpu"
) -> None:
    """Train on the "train" split below ``data``, from the encoder in folder ``encoder``; write to folder ``out``.

    ``begin`` is a checkpoint to go on from. The weights in ``out`` are averaged over the steps, and written after
    every epoch.
    """
    torch.manual_seed(0)  # the heads begin alike whatever the seed, so that weights of several seeds can be averaged
    rng = random.Random(recipe.seed)  # noqa: S311 - chances of training, not secrets
    reader = Reader((encoder / "tokenizer.json").read_bytes())
    articles = load(data, "train")
    people = read_people(data / "train" / "silver.jsonl")
    model = Tagger(encoder)
    if begin is not None:
        model.load_state_dict(torch.load(begin, weights_only=True))
    model.to(device)
    torch.manual_seed(recipe.seed)
    model.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    heads = [p for n, p in model.named_parameters() if not n.startswith("bert") and p.requires_grad]
    body = [p for n, p in model.named_parameters() if n.startswith("bert") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
        fused=True,
    )
    pieces = sum(len(label(a, reader).pieces) for a in articles)
    steps = recipe.epochs * math.ceil(pieces / recipe.window / recipe.batch * 1.05)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(s / max(1, recipe.warmup * steps), max(0.0, (steps - s) / (steps * (1 - recipe.warmup)))),
    )
    averaged = copy.deepcopy(model)
    model.train()
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    step, losses = 0, [0.0, 0.0]
    for epoch in range(recipe.epochs):
        for batch, parts in batches(articles, people, reader, recipe, rng):
            tag_loss, pair_loss = _losses(model, {k: row.to(device) for k, row in batch.items()}, parts)
            loss = tag_loss + recipe.pair_weight * pair_loss
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            _average(averaged, model, min(recipe.averaging, step / (step + 10)))
            losses = [0.98 * losses[0] + 0.02 * tag_loss.item(), 0.98 * losses[1] + 0.02 * pair_loss.item()]
            if step % 50 == 0:
                took = time.monotonic() - began
                print(  # noqa: T201 - progress of a command
                    f"epoch {epoch} step {step}/{steps} tags {losses[0]:.4f} pairs {losses[1]:.4f}"
                    f" {took:.0f} s, about {took / step * (steps - step) / 60:.0f} min left",
                    flush=True,
                )
        torch.save(averaged.state_dict(), out / "averaged.pt")
    (out / "recipe.json").write_text(json.dumps({k: getattr(recipe, k) for k in recipe.__slots__}, indent=1))


def read_people(path: Path) -> dict[str, list[Span]]:
    """Where names of people stand, by article, as the corpus's machine-made annotation has it."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {row["id"]: [Span(s, e) for s, e, kind in row["ner"] if kind == "PERSON"] for row in rows}


def batches(
    articles: Sequence[Article], people: dict[str, list[Span]], reader: Reader, recipe: Recipe, rng: random.Random
) -> Iterator[tuple[dict[str, Tensor], list[tuple[Labelled, int, int]]]]:
    """One epoch: every article once, some of them rewritten, in windows of random borders and order."""
    pool = surnames({a.name: a for a in articles}, people)
    windows: list[tuple[Labelled, int, int]] = []
    for original in articles:
        article = original
        if rng.random() < recipe.new_names:
            article = other_names(article, people.get(article.name, ()), pool, rng)
        if rng.random() < recipe.new_marks:
            article = other_marks(article, rng)
        labelled = label(article, reader)
        windows += [(labelled, a, b) for a, b in cut(len(labelled.pieces), recipe.window, rng.randrange(recipe.window))]
    long = [w for w in windows if w[2] - w[1] > recipe.window // 2]
    short = [w for w in windows if w[2] - w[1] <= recipe.window // 2]
    groups = []
    for kind, size in ((long, recipe.batch), (short, 2 * recipe.batch)):
        rng.shuffle(kind)
        groups += [kind[n : n + size] for n in range(0, len(kind), size)]
    rng.shuffle(groups)
    for parts in groups:
        rows = stack(parts, max(b - a for _, a, b in parts))
        yield {key: torch.from_numpy(row) for key, row in rows.items()}, parts


def _losses(model: Tagger, batch: dict[str, Tensor], parts: list[tuple[Labelled, int, int]]) -> tuple[Tensor, Tensor]:
    with torch.autocast(batch["ids"].device.type, dtype=torch.bfloat16):
        states = model.encode(batch["ids"], batch["signs"], batch["mask"])
        tags, seen, shift, scale = model.heads(states)
    tags = tags.float()
    tag_loss = nn.functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED)
    rows, cues, targets = cues_of(parts, batch["tags"].cpu(), tags.argmax(-1).cpu())
    if not rows:
        return tag_loss, tag_loss * 0
    width, device = batch["ids"].shape[1], batch["ids"].device
    index = torch.tensor(rows, device=device)
    starts, ends = (torch.tensor(side, device=device) for side in zip(*cues, strict=True))
    at = torch.arange(width, device=device)
    within = ((at >= starts[:, None]) & (at < ends[:, None])).to(shift.dtype)
    within = within / within.sum(1, keepdim=True)
    offsets = np.arange(width)[None]
    first, last = np.array([a for a, _ in cues])[:, None], np.array([b - 1 for _, b in cues])[:, None]
    away = np.where(offsets < first, offsets - first, np.where(offsets > last, offsets - last, 0))
    buckets = torch.from_numpy(distance_buckets(away)).to(device)
    with torch.autocast(batch["ids"].device.type, dtype=torch.bfloat16):
        logits = model.look(
            seen[index],
            torch.einsum("nw,nwd->nd", within, shift[index]),
            torch.einsum("nw,nwd->nd", within, scale[index]),
            buckets,
        )
    target = torch.from_numpy(np.stack(targets)).to(device)
    total = nn.functional.cross_entropy(
        logits.float().flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    return tag_loss, total / (25 * len(rows))


def cues_of(
    parts: list[tuple[Labelled, int, int]], tags: Tensor, predicted: Tensor
) -> tuple[list[int], list[tuple[int, int]], list[Ints]]:
    """The cues of each window and what to see from them; cues that the model finds and nobody marked see nothing."""
    rows: list[int] = []
    cues: list[tuple[int, int]] = []
    targets: list[Ints] = []
    gold_tags, guess = tags.numpy(), predicted.numpy()
    width = gold_tags.shape[1]
    for n, (article, a, b) in enumerate(parts):
        for (start, end), pair in zip(article.cues, article.pairs, strict=True):
            if a <= start and end <= b:
                target = np.full(width, IGNORED, dtype=np.int64)
                target[: b - a] = pair[a:b]
                rows.append(n)
                cues.append((start - a, end - a))
                targets.append(target)
        for start, end in false_cues(gold_tags[n, : b - a], guess[n, : b - a])[:_MOST_FALSE]:
            target = np.full(width, IGNORED, dtype=np.int64)
            target[: b - a] = np.where(gold_tags[n, : b - a] == IGNORED, IGNORED, 0)
            rows.append(n)
            cues.append((start, end))
            targets.append(target)
    return rows, cues, targets


def false_cues(gold: Ints, guess: Ints) -> list[tuple[int, int]]:
    """Runs of pieces tagged as a cue in ``guess`` where ``gold`` has none."""
    found: list[tuple[int, int]] = []
    wrong = ((guess == _CUE) | (guess == _INSIDE_CUE)) & (gold != IGNORED)
    at = 0
    while at < len(gold):
        if not wrong[at]:
            at += 1
            continue
        end = at + 1
        while end < len(gold) and (gold[end] == IGNORED or (wrong[end] and guess[end] == _INSIDE_CUE)):
            end += 1
        if not np.isin(gold[at:end], (_CUE, _INSIDE_CUE)).any():
            found.append((at, end))
        at = end
    return found


def _average(averaged: nn.Module, model: nn.Module, keep: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(averaged.parameters(), model.parameters(), strict=True):
            if fast.requires_grad:
                slow.lerp_(fast, 1 - keep)
