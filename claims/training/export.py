"""Writes what the engine runs: the graph in int8, the look from a cue, the vocabulary."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .graph import build, build_look
from .model import Tagger


def export(checkpoint: Path, encoder: Path, out: Path) -> None:
    """Write ``tagger.onnx``, ``look.onnx`` and ``pieces.json`` to folder ``out`` from a checkpoint's weights."""
    model = Tagger(encoder)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    state = {name: weight.detach().numpy() for name, weight in model.state_dict().items()}
    config = model.bert.config
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build(state, config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps), whole)
        quantize_dynamic(
            whole,
            out / "tagger.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    onnx.save(build_look(state), out / "look.onnx")
    shutil.copyfile(encoder / "tokenizer.json", out / "pieces.json")
