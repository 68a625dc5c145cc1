"""From a trained network to what the reader runs: ONNX with weights in eight bits."""

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.learning.batches import SLUGS
from sayso.learning.examples import KINDS, ROLES
from sayso.learning.network import CERTAINTIES, Network

_OPSET = 18


class _Probabilities(nn.Module):
    """The network with its logits turned into probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        scores = self.network(pieces, mask, words)
        facts = torch.cat(
            [
                scores.facts[..., :4].softmax(-1),
                scores.facts[..., 4:6].sigmoid(),
                scores.facts[..., 6:].softmax(-1),
            ],
            dim=-1,
        )
        return scores.types.sigmoid(), facts, scores.roles.sigmoid()


def export(network: Network, tokenizer: Tokenizer, folder: Path, about: dict[str, Any]) -> Path:
    """Write ``heads.onnx``, ``tokenizer.json`` and ``heads.json`` (what the outputs mean)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    whole = folder / "whole.onnx"
    pieces = torch.ones(2, 9, dtype=torch.long)
    words = torch.tensor([[1, 2, 3], [1, 4, 5]])
    torch.onnx.export(
        _Probabilities(network),
        (pieces, torch.ones_like(pieces), words),
        str(whole),
        input_names=["pieces", "mask", "words"],
        output_names=["types", "facts", "roles"],
        dynamic_axes={
            "pieces": {0: "batch", 1: "piece"},
            "mask": {0: "batch", 1: "piece"},
            "words": {0: "batch", 1: "word"},
            "types": {0: "batch", 1: "word"},
            "facts": {0: "batch", 1: "word"},
            "roles": {0: "batch", 2: "word", 3: "word"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )
    # Seven bits: eight overflow on processors that lack VNNI, which would then read otherwise.
    target = folder / "heads.onnx"
    quantize_dynamic(
        whole,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    whole.unlink()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    meaning = {
        "types": SLUGS,
        "roles": ROLES,
        "certainties": CERTAINTIES,
        "kinds": KINDS,
        "about": about,
    }
    folder.joinpath("heads.json").write_text(json.dumps(meaning, indent=1), encoding="utf-8")
    return target
