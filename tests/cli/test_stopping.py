"""Ctrl-C and kill -9 during `sayso add`: what was committed stays, the next run does the rest."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from running import Sayso, finish, start, write_reports

NUMBER = 60


def _read_so_far(store: Path) -> int:
    if not store.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
            row = connection.execute("SELECT count(*) FROM reports WHERE status = 'read'")
            return int(row.fetchone()[0])
    except sqlite3.Error:
        return 0


def _wait_until_reading(process: subprocess.Popen[str], store: Path) -> int:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        done = _read_so_far(store)
        if done >= 3:
            return done
        time.sleep(0.05)
    process.kill()
    raise AssertionError(f"nothing was read: {finish(process)}")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_what_was_read_before_a_stop_is_kept_and_the_rest_is_read_next(
    sayso: Sayso, here: Path, stop: signal.Signals
) -> None:
    reports = here / "reports"
    reports.mkdir()
    write_reports(reports, NUMBER)
    store = here / "sayso.db"
    process = start("add", "reports", "--published", "2021-08-10", cwd=here)
    done = _wait_until_reading(process, store)
    os.kill(process.pid, stop)
    ran = finish(process)
    if stop == signal.SIGINT:
        assert ran.code == 130
        assert "stopped; what was stored is kept" in ran.err
        assert "Traceback" not in ran.err
    kept = _read_so_far(store)
    assert done <= kept < NUMBER

    again = sayso("add", "--published", "2021-08-10")

    assert again.code == 0
    assert f"0 new, 0 known, 0 refused; {NUMBER - kept} read" in again.out
    assert f"in the store: {NUMBER} reports" in again.out
    if stop == signal.SIGINT:
        return
    fresh = sayso("add", "reports", "--published", "2021-08-10", "--store", here / "whole.db")
    assert fresh.code == 0
    whole = sayso("find", "--limit", 10_000, "--format", "jsonl", "--store", here / "whole.db")
    assert sayso("find", "--limit", 10_000, "--format", "jsonl").out == whole.out
