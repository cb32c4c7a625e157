"""Builds the tagger's graph by hand, of onnxruntime's fused operators: what an exporter traces runs a third slower.

Full windows only go in, so no mask is needed. The word table stays in int8 and is widened row by row.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from claims.extraction.learned.pieces import SIGNS

Array = NDArray[np.float32]
_FUSED = "com.microsoft"


Shapes = Mapping[str, Sequence[str | int]]


class Builder:
    """Collects nodes and weights; every method returns the name of what its node gives."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, *, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, data: str, weight: Array, name: str) -> str:
        return self.node("MatMul", [data, self.constant(f"{name}.weight", weight.T)], name)


def build(state: Mapping[str, Array], layers: int, attention_heads: int, epsilon: float) -> onnx.ModelProto:
    """The graph of ``Tagger`` from its weights by name: ids, signs [windows, pieces] to rows [.., .., heads]."""
    b = Builder()
    x = _embed(b, state, epsilon)
    for n in range(layers):
        x = _layer(b, state, f"bert.encoder.layer.{n}", x, attention_heads, epsilon)
    names = ("tags", "seen", "shift", "scale")
    weight = np.concatenate([state[f"{n}.weight"] for n in names])
    bias = np.concatenate([state[f"{n}.bias"] for n in names])
    b.node("Add", [b.linear(x, weight, "heads"), b.constant("heads.bias", bias)], "rows")
    shape = ["windows", "pieces"]
    return _model(b, {"ids": shape, "signs": shape}, {}, {"rows": [*shape, len(bias)]})


def build_look(state: Mapping[str, Array]) -> onnx.ModelProto:
    """The graph of ``Tagger.look``: log-probabilities of PAIR_TAGS for each word that each cue sees.

    ``seen`` [words, PAIR]; ``index`` and ``buckets`` [cues, places]: which words, how far; ``shift`` and ``scale``
    [cues, 1, PAIR].
    """
    b = Builder()
    mixed = b.node("Mul", [b.node("Gather", ["seen", "index"], "there"), "scale"], "scaled")
    distance = b.node("Gather", [b.constant("distances", state["distance.weight"]), "buckets"], "distance")
    mixed = b.node("Add", [b.node("Add", [mixed, "shift"], "shifted"), distance], "mixed")
    hidden = b.linear(b.node("Relu", [mixed], "kept"), state["hidden.weight"], "hidden")
    hidden = b.node(
        "Relu", [b.node("Add", [b.constant("hidden.bias", state["hidden.bias"]), hidden], "h")], "hidden.kept"
    )
    logits = b.linear(hidden, state["pair.weight"], "pair")
    logits = b.node("Add", [b.constant("pair.bias", state["pair.bias"]), logits], "logits")
    b.node("LogSoftmax", [logits], "tags", axis=-1)
    width = len(state["hidden.weight"][0])
    places: list[str | int] = ["cues", "places"]
    cue: list[str | int] = ["cues", 1, width]
    whole = {"index": places, "buckets": places}
    return _model(
        b, whole, {"seen": ["words", width], "shift": cue, "scale": cue}, {"tags": [*places, len(state["pair.bias"])]}
    )


def _model(b: Builder, whole: Shapes, real: Shapes, out: Shapes) -> onnx.ModelProto:
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n, shape in whole.items()]
    inputs += [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in real.items()]
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in out.items()]
    graph = helper.make_graph(b.nodes, "tagger", inputs, outputs, b.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def _embed(b: Builder, state: Mapping[str, Array], epsilon: float) -> str:
    words = state["bert.embeddings.word_embeddings.weight"]
    steps = np.abs(words).max(1, keepdims=True) / 127 + 1e-12
    small = np.clip(np.round(words / steps), -127, 127).astype(np.int8)
    row = b.node("Gather", [b.constant("words", small), "ids"], "word_row")
    step = b.node("Gather", [b.constant("word_steps", steps.astype(np.float32)), "ids"], "word_step")
    wide = b.node("Mul", [b.node("Cast", [row], "word_cast", to=TensorProto.FLOAT), step], "word")
    places = (
        state["bert.embeddings.position_embeddings.weight"] + state["bert.embeddings.token_type_embeddings.weight"][0]
    )
    shape = b.node("Shape", ["ids"], "shape", start=1, end=2)
    first = b.constant("first", np.array([0], dtype=np.int64))
    place = b.node("Slice", [b.constant("places", places), first, shape], "place")
    signs = (state["verbs.weight"][:, None] + state["looks.weight"]).reshape(SIGNS, -1)
    sign = b.node("Gather", [b.constant("sign_table", signs), "signs"], "sign")
    seen = b.node("Add", [b.node("Add", [wide, sign], "word_sign"), place], "sum")
    return _norm(b, state, "bert.embeddings.LayerNorm", seen, epsilon)


def _norm(b: Builder, state: Mapping[str, Array], name: str, data: str, epsilon: float) -> str:
    gamma = b.constant(f"{name}.gamma", state[f"{name}.weight"])
    beta = b.constant(f"{name}.beta", state[f"{name}.bias"])
    return b.node("LayerNormalization", [data, gamma, beta], name, epsilon=epsilon)


def _skip_norm(
    b: Builder, state: Mapping[str, Array], name: str, data: str, skip: str, bias: Array, epsilon: float
) -> str:
    added = b.node("Add", [b.constant(f"{name}.added", bias), data], f"{name}.biased")
    return _norm(b, state, name, b.node("Add", [added, skip], f"{name}.both"), epsilon)


def _layer(b: Builder, state: Mapping[str, Array], name: str, x: str, heads: int, epsilon: float) -> str:
    own = f"{name}.attention.self"
    parts = ("query", "key", "value")
    weight = np.concatenate([state[f"{own}.{part}.weight"] for part in parts])
    bias = np.concatenate([state[f"{own}.{part}.bias"] for part in parts])
    both = b.node("Add", [b.constant(f"{own}.bias", bias), b.linear(x, weight, own)], f"{own}.all")
    b.nodes.append(helper.make_node("Split", [both], [f"{own}.{part}" for part in parts], axis=2, num_outputs=3))
    seen = b.node(
        "MultiHeadAttention", [f"{own}.{part}" for part in parts], f"{name}.attention", domain=_FUSED, num_heads=heads
    )
    out = f"{name}.attention.output"
    dense = b.linear(seen, state[f"{out}.dense.weight"], f"{out}.dense")
    x = _skip_norm(b, state, f"{out}.LayerNorm", dense, x, state[f"{out}.dense.bias"], epsilon)
    wide = b.linear(x, state[f"{name}.intermediate.dense.weight"], f"{name}.intermediate")
    bias_name = b.constant(f"{name}.intermediate.bias", state[f"{name}.intermediate.dense.bias"])
    wide = b.node("Add", [bias_name, wide], f"{name}.intermediate.all")
    gelu = b.node("Gelu", [wide], f"{name}.gelu", domain=_FUSED)
    narrow = b.linear(gelu, state[f"{name}.output.dense.weight"], f"{name}.output")
    return _skip_norm(b, state, f"{name}.output.LayerNorm", narrow, x, state[f"{name}.output.dense.bias"], epsilon)
