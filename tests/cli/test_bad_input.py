"""Bad input: a clear line, the right exit code, the rest of the batch done, nothing lost."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from running import Sayso

GOOD = (
    "The Taliban captured the city of Kunduz on 8 August 2021, two residents said. "
    "The defence ministry denied that the city had fallen.\n"
)


@pytest.fixture
def good(here: Path) -> Path:
    path = here / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def _big(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("missing.txt", lambda path: None, "missing.txt: no such file"),
        ("empty.txt", Path.touch, "empty.txt: the file is empty"),
        (
            "picture.txt",
            lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200)),
            "picture.txt: ",
        ),
        ("big.txt", _big, "big.txt: 200 MB is more than the 20 MB"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_name_and_the_rest_is_read(
    sayso: Sayso, here: Path, good: Path, name: str, make: object, said: str
) -> None:
    make(here / name)  # type: ignore[operator]
    ran = sayso("add", name, "good.txt", "--published", "2021-08-09")
    assert ran.code == 1
    assert f"refused: {said}" in ran.err
    assert " — " in ran.err, "a refusal says what to do about it"
    assert "1 new, 0 known, 1 refused; 1 read" in ran.out
    assert "takeover" in sayso("find", "Kunduz", "--format", "jsonl").out


def test_a_report_in_an_old_encoding_is_read(sayso: Sayso, here: Path) -> None:
    text = "Rebels attacked the café “Étoile” in Bangui on Monday, the mayor said. Two men died."
    (here / "old.txt").write_bytes(text.encode("cp1252"))
    assert sayso("add", "old.txt", "--published", "2021-08-09").code == 0
    assert sayso("text", "old.txt", "--store", "sayso.db").out == text


def test_bytes_in_no_encoding_are_refused(sayso: Sayso, here: Path, good: Path) -> None:
    (here / "bytes.txt").write_bytes(bytes(range(1, 256)) * 4)
    ran = sayso("add", "bytes.txt", "good.txt")
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.err
    assert "good.txt" in sayso("reports").out


def test_a_text_in_a_language_that_cannot_be_read_is_stored_and_said(
    sayso: Sayso, here: Path, good: Path
) -> None:
    text = (
        "Les combattants ont attaqué le village mardi matin, selon le ministère de la défense. "
        "Douze personnes ont été tuées, a déclaré un porte-parole de l'armée dans un communiqué.\n"
    )
    (here / "french.txt").write_text(text, encoding="utf-8")
    ran = sayso("add", "french.txt", "good.txt", "--published", "2021-08-09")
    assert ran.code == 1
    assert "not read: french.txt: it is in 'fr', and the reader knows en" in ran.err
    assert "2 new, 0 known, 0 refused; 1 read" in ran.out
    assert sayso("text", "french.txt", "--store", "sayso.db").out == text
    assert "french.txt" in sayso("reports", "--status", "not-read").out
    read = sayso("read", "french.txt", "--format", "jsonl")
    assert (read.code, read.out) == (1, "")
    assert "not read: french.txt" in read.err


def test_a_report_without_a_date_is_read_flagged_and_named(sayso: Sayso, here: Path) -> None:
    (here / "undated.txt").write_text("Taliban fighters attacked Kunduz on Sunday.\n")
    ran = sayso("add", "undated.txt")
    assert ran.code == 0
    assert "no date: undated.txt" in ran.err
    assert "--published" in ran.err
    found = sayso("find", "--format", "jsonl").out
    assert '"code":"no-date"' in found
    assert '"start":"' not in found.split('"time":')[1].split("}")[0]


def test_the_day_of_the_file_is_taken_only_when_asked_for_and_flagged(
    sayso: Sayso, here: Path
) -> None:
    (here / "undated.txt").write_text("Taliban fighters attacked Kunduz on Sunday.\n")
    assert sayso("add", "undated.txt", "--date-from-file").code == 0
    assert '"code":"date-from-file"' in sayso("find", "--format", "jsonl").out


def test_a_manifest_with_an_unknown_column(sayso: Sayso, good: Path) -> None:
    Path("list.yaml").write_text("reports:\n  - file: good.txt\n    colour: red\n")
    ran = sayso("add", "good.txt", "--manifest", "list.yaml")
    assert ran.code == 1
    assert "refused: list.yaml: line 3: there is no column 'colour'; known are file" in ran.err
    assert "1 new" in ran.out


def test_a_manifest_that_names_a_missing_file(sayso: Sayso, good: Path) -> None:
    Path("list.yaml").write_text(
        "reports:\n  - file: nowhere.txt\n  - file: good.txt\n    published: 2021-08-09\n"
    )
    ran = sayso("add", "--manifest", "list.yaml")
    assert ran.code == 1
    assert "refused: list.yaml, line 2: there is no file nowhere.txt" in ran.err
    assert "1 new, 0 known, 1 refused; 1 read" in ran.out


def test_a_manifest_that_is_not_there(sayso: Sayso, good: Path) -> None:
    ran = sayso("add", "--manifest", "nowhere.yaml", "good.txt")
    assert ran.code == 1
    assert "refused: nowhere.yaml" in ran.err
    assert "1 new" in ran.out


def test_the_same_report_twice_is_known(sayso: Sayso, good: Path) -> None:
    assert "1 new, 0 known" in sayso("add", "good.txt", "--published", "2021-08-09").out
    again = sayso("add", "good.txt", "--published", "2021-08-09")
    assert "0 new, 1 known, 0 refused; 0 read" in again.out
    assert again.code == 0


def test_a_locked_store(sayso: Sayso, good: Path) -> None:
    assert sayso("add", "good.txt").code == 0
    before = sayso("find", "--format", "jsonl").out
    holder = sqlite3.connect("sayso.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    Path("more.txt").write_text("Rebels seized Goma on Monday.\n")
    ran = sayso("add", "more.txt")
    looked = sayso("find", "--format", "jsonl")
    holder.execute("ROLLBACK")
    holder.close()
    assert ran.code == 3
    assert "sayso: sayso.db is locked" in ran.err
    assert "wait for it to end" in ran.err
    assert (looked.code, looked.out) == (0, before), "who only looks need not wait"
    assert sayso("add", "more.txt").code == 0


def _without_rights(*args: str) -> subprocess.CompletedProcess[str]:
    """The command for somebody who may not write; root gives up that right.

    It runs once before, on the store beside it, so that all its modules are loaded: they may lie
    where only root can read.
    """
    script = (
        "import os, sys, sayso.cli\n"
        "def run(*args):\n"
        "    sys.argv = ['sayso', *args]\n"
        "    try:\n"
        "        sayso.cli.main()\n"
        "    except SystemExit as leaving:\n"
        "        return leaving.code\n"
        "args = sys.argv[1:]\n"
        "if os.geteuid() == 0:\n"
        "    out, sys.stdout, sys.stderr = sys.stderr, open(os.devnull, 'w'), open(os.devnull, 'w')\n"
        "    run(*args[:-1], 'sayso.db')\n"
        "    sys.stdout, sys.stderr = sys.__stdout__, out\n"
        "    os.setuid(65534)\n"
        "sys.exit(run(*args))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *args],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_read_only_store(sayso: Sayso, good: Path) -> None:
    assert sayso("add", "good.txt", "--published", "2021-08-09").code == 0
    sqlite3.connect("sayso.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    # Not below pytest's own folder, which any other test run closes to other users.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy("sayso.db", folder / "sayso.db")
        (folder / "sayso.db").chmod(0o444)
        folder.chmod(0o555)
        ran = _without_rights("undo", "dec_1", "--store", str(folder / "sayso.db"))
        listed = _without_rights("reports", "--store", str(folder / "sayso.db"))
        folder.chmod(0o755)
    assert ran.returncode == 3
    assert "read-only" in ran.stderr
    assert "--store" in ran.stderr
    assert listed.returncode == 0, "looking is still possible"
    assert "good.txt" in listed.stdout


@pytest.mark.parametrize("content", [b"this is not a database at all\n" * 200, b"SQLite"])
def test_a_file_that_is_no_store_is_left_alone(sayso: Sayso, good: Path, content: bytes) -> None:
    Path("other.db").write_bytes(content)
    ran = sayso("add", "good.txt", "--store", "other.db")
    assert ran.code == 3
    assert "sayso: other.db" in ran.err
    assert "--store" in ran.err
    assert Path("other.db").read_bytes() == content


def test_a_damaged_store(sayso: Sayso, good: Path) -> None:
    assert sayso("add", "good.txt", "--published", "2021-08-09").code == 0
    sqlite3.connect("sayso.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    content = bytearray(Path("sayso.db").read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    Path("sayso.db").write_bytes(content)
    ran = sayso("picture")
    assert ran.code == 3
    assert "sayso: sayso.db" in ran.err
    assert "damaged" in ran.err


def test_a_store_of_a_newer_version(sayso: Sayso, good: Path) -> None:
    assert sayso("add", "good.txt").code == 0
    connection = sqlite3.connect("sayso.db")
    connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.commit()
    connection.close()
    ran = sayso("add", "good.txt")
    assert ran.code == 3
    assert "newer" in ran.err
    assert "sayso.db" in ran.err


def test_there_is_no_store(sayso: Sayso, here: Path) -> None:
    ran = sayso("picture")
    assert ran.code == 3
    assert "there is no store at sayso.db" in ran.err
    assert "sayso add" in ran.err
    assert not Path("sayso.db").exists(), "looking makes nothing"


def test_an_address_that_makes_no_sense(sayso: Sayso, good: Path) -> None:
    ran = sayso("add", "good.txt", "--store", "mysql://host/db")
    assert ran.code == 3
    assert "keeps no store in mysql" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("picture", "--at", "yesterday"), "'yesterday' is not a day; write it as 2021-09-04"),
        (("picture", "--format", "xml"), "'xml': one of table json"),
        (("export", "word", "-o", "x"), "'word': one of acled ucdp"),
        (("find", "--type", "war"), "'war': one of battle siege"),
        (("decide", "maybe", "clm_1"), "'maybe': one of accept reject"),
        (("add",), "name a file, a folder, a feed or a --manifest"),
        (("add", "good.txt", "--workers", "0"), "--workers"),
        (("nonsense",), "No such command"),
    ],
)
def test_a_wrong_call_says_what_is_right(
    sayso: Sayso, good: Path, args: tuple[str, ...], said: str
) -> None:
    ran = sayso(*args)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_output_that_cannot_be_written(sayso: Sayso, example_store: Path) -> None:
    ran = sayso("export", "jsonl", "-o", "/nowhere/claims.jsonl", "--store", example_store)
    assert ran.code == 3
    assert "/nowhere/claims.jsonl" in ran.err
    assert "Traceback" not in ran.err


def test_debug_shows_where_an_error_arose(sayso: Sayso, here: Path) -> None:
    with pytest.raises(Exception, match="there is no store"):
        sayso("--debug", "picture")
