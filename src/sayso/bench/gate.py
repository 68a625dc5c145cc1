"""The accuracy gate: gold files that cannot change unseen, and floors that cannot sink unseen.

``digests.json`` pins every gold file by SHA-256; ``floors.toml`` holds, for each part of the gold,
the least the reader may reach. Both lie beside the gold (``tests/gold``).
"""

import hashlib
import json
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from sayso.bench.gold import score
from sayso.model import DataError

PARTS = ("dev", "held")
FIGURES = ("recall", "precision", "fields", "whole rows")
SLACK = 0.01
"""How far below the measured figure a floor is set: numerics differ between processors."""

Floors = dict[str, dict[str, float]]
"""Part → figure → the least it may be."""


def digests(gold: Path) -> dict[str, str]:
    """SHA-256 of every text and coding, by path below the folder."""
    files = sorted(p for part in PARTS for p in (gold / part).iterdir() if p.is_file())
    return {
        path.relative_to(gold).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def pinned(gold: Path) -> dict[str, str]:
    """The digests on record.

    :raises DataError: when there are none
    """
    path = gold / "digests.json"
    try:
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}", remedy="run scripts/pin-gold") from error
    return kept


def pin(gold: Path) -> int:
    """Put the present files on record; how many."""
    found = digests(gold)
    text = json.dumps(found, indent=1, sort_keys=True) + "\n"
    (gold / "digests.json").write_text(text, encoding="utf-8")
    return len(found)


def measure(gold: Path) -> Floors:
    """What the reader reaches on each part."""
    measured: Floors = {}
    for part in PARTS:
        figures = score(gold / part).figures
        measured[part] = {name: float(figures[name]) for name in FIGURES}
    return measured


def floors(gold: Path) -> Floors:
    """The floors on record.

    :raises DataError: when there are none, or one is missing
    """
    path = gold / "floors.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return {part: {name: float(raw[part][name]) for name in FIGURES} for part in PARTS}
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise DataError(f"{path}: {error}", remedy="run scripts/set-floors") from error


def below(measured: Mapping[str, Mapping[str, float]], least: Floors) -> list[str]:
    """What fell below its floor, one line each."""
    return [
        f"{part}: {name} is {measured[part][name]:.3f}, and may not be below {floor:.3f}"
        for part, figures in least.items()
        for name, floor in figures.items()
        if measured[part][name] < floor
    ]


def moved(
    measured: Mapping[str, Mapping[str, float]], old: Floors | None, *, lower: bool
) -> Floors:
    """Floors just below what was measured; none sinks unless ``lower``."""
    new: Floors = {}
    for part in PARTS:
        new[part] = {}
        for name in FIGURES:
            floor = math.floor((measured[part][name] - SLACK) * 1000) / 1000
            if old is not None and not lower:
                floor = max(floor, old[part][name])
            new[part][name] = floor
    return new


def _key(name: str) -> str:
    return f'"{name}"' if " " in name else name


def write_floors(gold: Path, new: Floors) -> None:
    """Put floors on record."""
    lines = [
        "# The least that the reader may reach on the gold reports; tests/gold/test_gate.py holds it",
        "# to them. Raise them with scripts/set-floors; lowering one takes --lower, and a reason in",
        "# the commit message.",
    ]
    for part, figures in new.items():
        lines += ["", f"[{part}]", *(f"{_key(name)} = {floor}" for name, floor in figures.items())]
    (gold / "floors.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
