"""Fit the weights of claim scores to the gold reports in tests/gold/dev, and check them on held.

    .venv/bin/python scripts/fit_scores.py

Writes src/sayso/reading/lexicon/score_weights.toml and prints the expected calibration error (ten
bins) on both sets. A claim is right when it answers any row of the gold, required or optional.
"""

from collections.abc import Mapping
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


def gather(folder: Path) -> tuple[list[Mapping[str, float]], list[str], np.ndarray]:
    """Features, types and labels of all claims read from a folder of gold."""
    reader = make_reader()
    rows: list[Mapping[str, float]] = []
    types: list[str] = []
    labels: list[int] = []
    for path in sorted(folder.glob("*.yaml")):
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
    return rows, types, np.array(labels, dtype=float)


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


def main() -> None:
    """Fit on dev, check on held, write the weights."""
    rows, types, labels = gather(ROOT / "tests/gold/dev")
    names = sorted(rows[0])
    kinds = sorted(set(types))
    ridge = np.array([1e-6, *[RIDGE] * len(names), *[TYPE_RIDGE] * len(kinds)])
    matrix = design(rows, types, names, kinds)
    weights = fit(matrix, labels, ridge)
    p = 1 / (1 + np.exp(-matrix @ weights))
    held_rows, held_types, held_labels = gather(ROOT / "tests/gold/held")
    held = 1 / (1 + np.exp(-design(held_rows, held_types, names, kinds) @ weights))
    print(f"dev  {len(labels)} claims, ECE {calibration_error(p, labels):.3f}")
    print(f"held {len(held_labels)} claims, ECE {calibration_error(held, held_labels):.3f}")
    lines = [
        "# Weights of claim scores (log-odds). Written by scripts/fit_scores.py; do not edit by hand.",
        "",
        f"bias = {weights[0]:.4f}",
        "",
        "[fitted]",
        'to = "tests/gold/dev"',
        f"claims = {len(labels)}",
        f"ece_held = {calibration_error(held, held_labels):.3f}",
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
