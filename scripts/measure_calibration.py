"""Measure how well claim scores are probabilities, and keep the figures for the plot in the docs.

    .venv/bin/python scripts/measure_calibration.py

Reads tests/gold/dev and the tuning part of the corpus with every claim kept. The weights of the
scores are fitted to those very reports (``scripts/fit_scores.py``), so each claim is also scored by
weights fitted anew without its fifth of the reports; both are kept in docs/calibration.toml, from
which ``make docs`` draws docs/images/reliability.svg. A claim is right when it answers any row of
the gold, required or optional.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from fit_scores import RIDGE, ROOT, TYPE_RIDGE, calibration_error, coded, design, fit, gather

from sayso.reading.scoring import score

OUT = ROOT / "docs" / "calibration.toml"
FOLDS = 5
BINS = 10


def main() -> None:
    """Read, score, count, write."""
    paths = [*sorted((ROOT / "tests/gold/dev").glob("*.yaml")), *coded("3")]
    folds = [gather(paths[n::FOLDS]) for n in range(FOLDS)]
    names = sorted(next(rows[0] for rows, *_ in folds if rows))
    told, unseen, right = [], [], []
    for n, (rows, types, labels, _) in enumerate(folds):
        others = [fold for at, fold in enumerate(folds) if at != n]
        other_rows = [row for fold in others for row in fold[0]]
        other_types = [kind for fold in others for kind in fold[1]]
        kinds = sorted(set(other_types))
        ridge = np.array([1e-6, *[RIDGE] * len(names), *[TYPE_RIDGE] * len(kinds)])
        weights = fit(
            design(other_rows, other_types, names, kinds),
            np.concatenate([fold[2] for fold in others]),
            ridge,
        )
        unseen += list(1 / (1 + np.exp(-design(rows, types, names, kinds) @ weights)))
        told += [score(kind, row) for row, kind in zip(rows, types, strict=True)]
        right += list(labels)
    lines = [
        "# How often claims of each score are right. Written by scripts/measure_calibration.py.",
        'on = "tests/gold/dev and the tuning part of the corpus"',
        f"reports = {len(paths)}",
        f"claims = {len(right)}",
    ]
    for name, scores in (("given", np.array(told)), ("unseen", np.array(unseen))):
        error = calibration_error(scores, np.array(right), BINS)
        lines += ["", f"[{name}]", f"ece = {error:.3f}", "bins = ["]
        which = np.minimum((scores * BINS).astype(int), BINS - 1)
        for b in range(BINS):
            if (which == b).any():
                share = np.array(right)[which == b].mean()
                mean = scores[which == b].mean()
                lines.append(
                    f"  {{claims = {(which == b).sum()}, score = {mean:.3f}, right = {share:.3f}}},"
                )
        lines.append("]")
        print(f"{name}: ECE {error:.3f} over {len(right)} claims of {len(paths)} reports")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
