"""A trained network as the files that `polemos.coding.learned.tagger` loads: small, and run without torch."""

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

OPSET = 17
BLOCK = 128
"""Weights that share a scale."""
LEVEL = 1
"""Products are summed as 32-bit floats."""


def export(network: Any, labels: list[str], base: Path, folder: Path) -> None:
    """Writes model.onnx, tokenizer.json and labels.json.

    `network` is a token classifier of transformers whose first scores are those of `labels`; scores after them served
    the training only and are left out. `base` is the folder of the model that it was trained from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        _to_onnx(_labels_only(network, len(labels)), whole)
        _to_int8(whole, folder / "model.onnx")
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")


def _labels_only(network: Any, count: int) -> Any:
    """A copy that gives the scores of the labels alone."""
    import copy

    import torch

    kept = copy.deepcopy(network).eval()
    last = torch.nn.Linear(kept.classifier.in_features, count)
    with torch.no_grad():
        last.weight.copy_(kept.classifier.weight[:count])
        last.bias.copy_(kept.classifier.bias[:count])
    kept.classifier = last
    kept.config.return_dict = False  # a bare tensor, as the exporter wants it
    return kept


def _to_onnx(network: Any, target: Path) -> None:
    import torch

    ids = torch.ones(2, 8, dtype=torch.int64)
    free = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        # On shapes and indexes that might be lost; the two that it names are constant for this model.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["labels"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "labels": free},
            opset_version=OPSET,
            dynamo=False,  # the other exporter needs one more package
        )


def _to_int8(whole: Path, target: Path) -> None:
    """Embeddings and weights as 8-bit integers; sums stay floats, so that a word's scores do not depend on what else
    stands in its batch, as they would if the sums were cut to integers as well."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready, embedded = whole.with_name("ready.onnx"), whole.with_name("embedded.onnx")
    quant_pre_process(whole, ready, skip_symbolic_shape=True)
    quantize_dynamic(ready, embedded, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])
    matmul = MatMulNBitsQuantizer(
        onnx.load(embedded), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=LEVEL
    )
    matmul.process()
    matmul.model.save_model_to_file(str(target), False)
