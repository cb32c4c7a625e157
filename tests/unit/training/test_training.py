"""A tiny encoder is trained, exported and read back: the graph written by hand answers as torch does."""

import json
from pathlib import Path

import numpy as np
import pytest

from claims.extraction.learned import weights
from claims.extraction.learned.pieces import Reader
from claims.extraction.learned.tagger import Tagger as Runner
from claims.extraction.tokens import read

torch = pytest.importorskip("torch", reason="the extra “training” (torch, transformers, onnx) is not installed")
pytest.importorskip("transformers", reason="the extra “training” is not installed")
pytest.importorskip("onnx", reason="the extra “training” is not installed")

TEXT = "“We will pay,” Mara Ellison said.\n\nJon Reed told the council that the toll was “too high”."
STANDOFF = """T1\tContent 0 14\t.
T2\tCue 28 32\t.
T3\tSource 15 27\t.
E1\tAttribution:T2 Content:T1 Source:T3 Cue:T2
"""


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    from transformers import BertConfig, BertModel

    folder = tmp_path / "encoder"
    torch.manual_seed(5)
    size = len(json.loads((weights.FOLDER / "pieces.json").read_text("utf-8"))["model"]["vocab"])
    config = BertConfig(
        vocab_size=size, hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes((weights.FOLDER / "pieces.json").read_bytes())
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    for split in ("train", "dev"):
        (data / split / "text").mkdir(parents=True)
        (data / split / "attributions").mkdir()
        for n in range(4):
            (data / split / "text" / f"a{n}.txt").write_text(TEXT, "utf-8")
            (data / split / "attributions" / f"a{n}_ann.ann").write_text(STANDOFF, "utf-8")
        rows = [json.dumps({"id": f"a{n}", "ner": [[15, 27, "PERSON"]]}) for n in range(4)]
        (data / split / "silver.jsonl").write_text("\n".join(rows), "utf-8")
    return data


def test_what_is_exported_answers_as_what_was_trained(encoder: Path, corpus: Path, tmp_path: Path) -> None:
    from claims.training.calibrate import calibrate
    from claims.training.export import export
    from claims.training.model import Tagger
    from claims.training.train import Recipe, train

    run, out = tmp_path / "run", tmp_path / "weights"
    train(corpus, encoder, run, Recipe(epochs=2, window=32, batch=2))
    export(run / "averaged.pt", encoder, out)
    calibrate(corpus, out)
    files = weights.load(out, weights.sums(out))

    model = Tagger(encoder)
    model.load_state_dict(torch.load(run / "averaged.pt", weights_only=True))
    model.eval()
    pieces = Reader(files["pieces.json"]).read(read(TEXT))
    runner = Runner(files["tagger.onnx"], files["look.onnx"])
    words = runner.read(pieces, 0, len(pieces), np.flatnonzero(pieces.ids == pieces.ids[0]))
    with torch.no_grad():
        ids, signs = torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.signs)[None]
        tags, seen, shift, scale = model.heads(model.encode(ids, signs, torch.ones_like(ids)))
    expected = torch.log_softmax(tags[0], -1).numpy()[pieces.first]
    assert np.abs(words.tags - expected).max() < 0.1  # int8 beside float
    assert np.abs(words.seen - seen[0].numpy()[pieces.first]).max() < 0.1

    _, looked = runner.look(words, [(3, 4)], 2)
    from claims.extraction.learned.shape import distance_buckets

    places = words.at[1:6]
    away = torch.from_numpy(distance_buckets(places - words.at[3]))[None]
    with torch.no_grad():
        at = torch.from_numpy(words.at)
        rows = model.look(seen[0][at[1:6]][None], shift[0][at[3:4]], scale[0][at[3:4]], away)
    assert np.abs(looked[0] - torch.log_softmax(rows[0], -1).numpy()).max() < 0.1
