"""Fit the weights of claim scores to coded reports that the trained heads have not learned from.

    .venv/bin/python scripts/fit_scores.py

Fitted to tests/gold/dev and the tuning part of the corpus, checked on tests/gold/held and the test
part. Writes src/sayso/reading/lexicon/score_weights.toml, with the threshold at which F1 is best on
what was fitted, and prints the expected calibration error (ten bins) of each. A claim is right when
it answers any row of the gold, required or optional.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from sayso.bench.gold import anchor_of
from sayso.model import Report, report_id
from sayso.reading.setting_up import make_reader

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src/sayso/reading/lexicon/score_weights.toml"
RIDGE = 3.0
TYPE_RIDGE = 6.0
NEARLY = 0.012


def coded(part: str) -> list[Path]:
    """The gold files of a part of the corpus, by the last digit of their number."""
    return sorted((ROOT / "corpus/reports").glob(f"*{part}.yaml"))


def gather(paths: Sequence[Path]) -> tuple[list[Mapping[str, float]], list[str], np.ndarray, int]:
    """Features, types and labels of all claims read from gold files, and how many rows they ask."""
    reader = make_reader(min_score=0.0, learned=True)
    asked = 0
    rows: list[Mapping[str, float]] = []
    types: list[str] = []
    labels: list[int] = []
    for path in paths:
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = path.parent.joinpath(gold["text"]).read_text(encoding="utf-8")
        reading = reader.read(
            Report(
                id=report_id(text, None, gold["published"]),
                text=text,
                published=gold["published"],
                language="en",
            )
        )
        asked += sum(not row.get("optional") for row in gold["claims"])
        spans = [(*anchor_of(row, text, path.stem), row["type"]) for row in gold["claims"]]
        for claim in reading.claims:
            right = any(
                claim.evidence.start < end
                and claim.evidence.end > start
                and claim.type in (kinds if isinstance(kinds, list) else [kinds])
                for start, end, kinds in spans
            )
            rows.append(reading.weighed[claim.id])
            types.append(claim.type)
            labels.append(int(right))
    return rows, types, np.array(labels, dtype=float), asked


def design(
    rows: list[dict[str, float]], types: list[str], names: list[str], kinds: list[str]
) -> np.ndarray:
    """The matrix of a logistic regression: bias, features, one column a type."""
    matrix = np.zeros((len(rows), 1 + len(names) + len(kinds)))
    matrix[:, 0] = 1
    for i, (row, kind) in enumerate(zip(rows, types, strict=True)):
        for j, name in enumerate(names):
            matrix[i, 1 + j] = float(row[name])
        if kind in kinds:
            matrix[i, 1 + len(names) + kinds.index(kind)] = 1
    return matrix


def fit(matrix: np.ndarray, labels: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Newton's method for ridge logistic regression."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (p - labels) + ridge * weights
        hessian = (matrix * (p * (1 - p))[:, None]).T @ matrix + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def calibration_error(p: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) over equal-width bins."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(p[which == b].mean() - labels[which == b].mean()) * (which == b).mean()
            for b in range(bins)
            if (which == b).any()
        )
    )


def best_threshold(p: np.ndarray, labels: np.ndarray, asked: int) -> float:
    """The lowest score at which F1 over the rows asked is all but the best.

    What is left out is lost to the reader of the claims; what is kept still shows its score.
    """
    found = []
    for cut in np.arange(0.05, 0.8, 0.01):
        kept = p >= cut
        precision = labels[kept].mean() if kept.any() else 0.0
        recall = min(1.0, labels[kept].sum() / asked)
        found.append((2 * precision * recall / max(1e-9, precision + recall), cut))
    best = max(found)[0]
    return float(min(cut for f1, cut in found if f1 >= best - NEARLY))


def main() -> None:
    """Fit, check, write the weights."""
    gold = ROOT / "tests/gold"
    fitted_to = [*sorted((gold / "dev").glob("*.yaml")), *coded("3")]
    rows, types, labels, asked = gather(fitted_to)
    names = sorted(rows[0])
    kinds = sorted(set(types))
    ridge = np.array([1e-6, *[RIDGE] * len(names), *[TYPE_RIDGE] * len(kinds)])
    matrix = design(rows, types, names, kinds)
    weights = fit(matrix, labels, ridge)
    p = 1 / (1 + np.exp(-matrix @ weights))
    cut = best_threshold(p, labels, asked)
    print(f"fitted {len(labels)} claims, ECE {calibration_error(p, labels):.3f}, cut {cut:.2f}")
    errors = {}
    for name, paths in (("held", sorted((gold / "held").glob("*.yaml"))), ("test", coded("7"))):
        other_rows, other_types, other_labels, _ = gather(paths)
        other = 1 / (1 + np.exp(-design(other_rows, other_types, names, kinds) @ weights))
        errors[name] = calibration_error(other, other_labels)
        print(f"{name} {len(other_labels)} claims, ECE {errors[name]:.3f}")
    lines = [
        "# Weights of claim scores (log-odds). Written by scripts/fit_scores.py; do not edit by hand.",
        "",
        f"bias = {weights[0]:.4f}",
        f"threshold = {cut:.2f}",
        "",
        "[fitted]",
        'to = "tests/gold/dev and the tuning part of the corpus"',
        f"claims = {len(labels)}",
        *(f"ece_{name} = {error:.3f}" for name, error in errors.items()),
        "",
        "[features]",
        *(f'"{n}" = {w:.4f}' for n, w in zip(names, weights[1:], strict=False)),
        "",
        "[types]",
        *(f'"{k}" = {w:.4f}' for k, w in zip(kinds, weights[1 + len(names) :], strict=True)),
        "",
    ]
    OUT.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
