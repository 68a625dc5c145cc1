"""The weights that a training run begins with: of an earlier run, or of heads that are in use."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from sayso.model import InputError

_MULTIPLIES = frozenset({"MatMul", "MatMulInteger", "Gemm"})
_ROOT = "network."
"""What the exported graph puts before the names of the network's parts."""

_BIAS_OF_ROLES = "/network/Add"
"""The node that adds a bias to each role; the export writes that bias without its name."""


def begin_with(network: nn.Module, start: Path) -> None:
    """Put the weights found at ``start`` into a network.

    The heads that the reader runs have their weights in seven bits; a run that begins with them
    begins where they stand, to within that rounding. Their word embeddings are those of the
    pretrained encoder, which are never trained.

    :param start: ``best.pt`` of an earlier run, or a folder with ``heads.onnx``
    :raises InputError: when there are no such weights, or they are of another network
    """
    if start.is_dir():
        kept = network.state_dict() | _of_heads(start / "heads.onnx", set(network.state_dict()))
    elif start.is_file():
        kept = torch.load(start, weights_only=True)
    else:
        raise InputError(
            f"{start} is not there",
            remedy="name best.pt of an earlier run, or a folder with heads.onnx",
        )
    try:
        network.load_state_dict(kept)
    except RuntimeError as error:
        raise InputError(
            f"the weights at {start} are of another network: {error}",
            remedy="train from the beginning, without --start",
        ) from error


def _of_heads(path: Path, names: set[str]) -> dict[str, Tensor]:
    """The weights of exported heads by their names in the network.

    :raises InputError: when the file is not there, or lacks a weight that training changes
    """
    if not path.is_file():
        raise InputError(
            f"{path} is not there", remedy="name a folder that `sayso train` left as heads/"
        )
    graph = onnx.load(str(path)).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, Tensor] = {}
    for name, values in stored.items():
        if name.startswith(_ROOT):
            found[name.removeprefix(_ROOT)] = torch.tensor(np.array(values))
    for node in graph.node:
        if node.op_type in _MULTIPLIES:
            weights = _multiplied_by(node.input[1], stored)
            if weights is not None:
                found[f"{_part(node.name)}.weight"] = torch.tensor(weights.T.copy())
        elif node.name == _BIAS_OF_ROLES:
            found["role_bias"] = torch.tensor(stored[node.input[1]].reshape(-1).copy())
    found = {name: values for name, values in found.items() if name in names}
    lacking = sorted(
        name for name in names - found.keys() if not name.startswith("encoder.embeddings.")
    )
    if lacking:
        raise InputError(
            f"{path} lacks {lacking[0]} and {len(lacking) - 1} more weights",
            remedy="begin with heads that this version of Sayso trained",
        )
    return found


def _part(node: str) -> str:
    """The part of the network that a multiplication's node is of: ``/network/a/b/MatMul`` is a.b;
    a member of a sequence is written with the sequence's name before it (``types/types.0``)."""
    steps: list[str] = []
    for step in node.strip("/").split("/")[1:-1]:
        if steps and step.startswith(f"{steps[-1]}."):
            steps.pop()
        steps.append(step)
    return ".".join(steps)


def _multiplied_by(name: str, stored: dict[str, np.ndarray]) -> np.ndarray | None:
    """The matrix of a multiplication in full numbers; ``None`` where it is none of the weights."""
    base = name.removesuffix("_quantized")
    if f"{base}_scale" in stored:
        steps = stored[name].astype(np.float32) - stored[f"{base}_zero_point"].astype(np.float32)
        return steps * stored[f"{base}_scale"].astype(np.float32)
    return stored[name].astype(np.float32) if name in stored else None
