"""Runs the command `sayso` as a user does."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.cli import main


@dataclass
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Sayso:
    """Calls the command's own entry point in this process, where its model is loaded once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def __call__(self, *args: object) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["sayso", *map(str, args)])
        self._capfd.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code
        out, err = self._capfd.readouterr()
        return Ran(code if isinstance(code, int) else 0, out, err)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*args: object, **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own, that Ctrl-C reaches however the tests were started."""
    return subprocess.Popen(
        [sys.executable, "-m", "sayso", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLUMNS": "140"},
        preexec_fn=_hear_ctrl_c,
        **options,  # type: ignore[call-overload]
    )


def finish(process: subprocess.Popen[str], timeout_s: float = 120) -> Ran:
    """Wait for a process to end."""
    out, err = process.communicate(timeout=timeout_s)
    return Ran(process.returncode, out, err)


def write_reports(folder: Path, number: int) -> list[Path]:
    """So many short reports, no two alike."""
    towns = ("Kunduz", "Herat", "Ghazni", "Farah", "Taloqan", "Zaranj", "Maymana", "Jalalabad")
    paths = []
    for n in range(number):
        path = folder / f"report-{n:03}.txt"
        path.write_text(
            f"Taliban fighters attacked a police post in {towns[n % len(towns)]} on Tuesday, the "
            f"provincial police chief said. At least {n + 2} policemen were killed.\n\n"
            f"A resident told the newspaper that {n + 3} fighters had been wounded.\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths
