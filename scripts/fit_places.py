"""Fit the weights by which a claim's place is chosen among those that a report names.

    .venv/bin/python scripts/fit_places.py

Fitted to the tuning part of the corpus and to every fourth report of a part that the trained heads
have learned from (they are hardly surer of places there); checked on tests/gold/dev. Writes
src/sayso/reading/lexicon/place_weights.toml and prints how many rows have their place by the rules
alone and by the weights.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from sayso.bench.gold import _same_place, anchor_of
from sayso.model import Report, report_id
from sayso.reading.setting_up import make_reader

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src/sayso/reading/lexicon/place_weights.toml"
RIDGE = 4.0
OVERRULE = 2.0
FEWEST = 8
STEPS = 250


class Row(NamedTuple):
    """A row of the gold: what speaks for each place in reach, which are right, what each is."""

    features: list[Mapping[str, float]]
    right: list[bool]
    places: list[str]


def coded(parts: str, step: int = 1) -> list[Path]:
    """The gold files of parts of the corpus, by the last digit of their number."""
    paths = sorted((ROOT / "corpus/reports").glob("*.yaml"))
    return [p for p in paths if p.stem[-1] in parts][::step]


def gather(paths: Sequence[Path]) -> list[Row]:
    """Every row that asks for a place and that the reader finds by its words."""
    reader = make_reader(learned=True)
    found: list[Row] = []
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
        weighed = reading.placing.weighed
        for row in gold["claims"]:
            if not row.get("places"):
                continue
            start, end = anchor_of(row, text, path.stem)
            types = row["type"] if isinstance(row["type"], list) else [row["type"]]
            for p in reading.propositions:
                if not start <= p.trigger.idx < end or p.type not in types:
                    continue
                if (p.trigger.i, p.type) not in weighed:
                    continue
                options = weighed[p.trigger.i, p.type]
                given = [reading.placing.claim_place(m, "location") for _, m in options]
                found.append(
                    Row(
                        [features for features, _ in options],
                        [any(_same_place(want, one) for want in row["places"]) for one in given],
                        [one.id or (one.mention or "").lower() for one in given],
                    )
                )
                break
    return found


def fit(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """Softmax over the places of each row, by Adam: the right ones together are to be likely."""
    able = [row for row in rows if any(row.right)]
    at = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((sum(len(row.right) for row in able), len(names)))
    line = 0
    for row in able:
        for features in row.features:
            for name, value in features.items():
                if name in at:
                    matrix[line, at[name]] = value
            line += 1
    right = np.concatenate([np.array(row.right) for row in able])
    sizes = np.array([len(row.right) for row in able])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    weights = np.zeros(len(names))
    mean = np.zeros_like(weights)
    spread = np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score = matrix @ weights
        score -= np.repeat(np.maximum.reduceat(score, starts), sizes)
        risen = np.exp(score)
        share = risen / np.repeat(np.add.reduceat(risen, starts), sizes)
        kept = share * right
        wanted = kept / np.repeat(np.add.reduceat(kept, starts), sizes)
        slope = matrix.T @ (share - wanted) + RIDGE * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = 0.1 if step < STEPS / 2 else 0.02
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def right(rows: Sequence[Row], table: Mapping[str, float]) -> tuple[int, int]:
    """How many rows have a right place by the rules, and how many where the weights prevail."""
    ruled = weighed = 0
    for row in rows:
        own = {p for p, f in zip(row.places, row.features, strict=True) if f.get("rule")}
        by_rule = any(ok for p, ok in zip(row.places, row.right, strict=True) if p in own)
        score = np.array([sum(table.get(n, 0.0) * v for n, v in f.items()) for f in row.features])
        share = np.exp(score - score.max())
        share /= share.sum()
        total: Counter[str] = Counter()
        for place, one in zip(row.places, share, strict=True):
            total[place] += one
        best = max(total, key=lambda place: total[place])
        most = max((total[p] for p in own), default=0.0)
        named = any(f.get(f"rule {how}") for f in row.features for how in ("role", "own", "told"))
        kept = best in own or named or not own or total[best] < most * OVERRULE
        ruled += by_rule
        weighed += by_rule if kept else row.right[row.places.index(best)]
    return ruled, weighed


def main() -> None:
    """Gather, fit, check and write."""
    rows = gather([*coded("3"), *coded("0125", 4)])
    counts = Counter(name for row in rows for features in row.features for name in features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    table = dict(zip(names, fit(rows, names), strict=True))
    unseen = gather(sorted((ROOT / "tests/gold/dev").glob("*.yaml")))
    print(f"fitted to {len(rows)} rows: right by the rules and by the weights {right(rows, table)}")
    print(f"tests/gold/dev, {len(unseen)} rows: {right(unseen, table)}")
    write(table, len(rows))


def write(table: Mapping[str, float], rows: int) -> None:
    """Write the weights with what they were fitted to."""
    lines = [
        "# What speaks for a place being a claim's (log-odds, a softmax over the places in reach).",
        "# Written by scripts/fit_places.py; do not edit by hand.",
        "",
        f"overrule = {OVERRULE}",
        "",
        "[fitted]",
        'to = "the tuning part of the corpus and every fourth report of its parts 0, 1, 2 and 5"',
        f"rows = {rows}",
        "",
        "[features]",
        *(f'"{name}" = {weight:.4f}' for name, weight in sorted(table.items())),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
