"""Files are written whole or not at all, and tables hold no formulas."""

import csv
import io
import logging
import os
import threading
from pathlib import Path

import msgspec
import pytest
from told_by_hand import ARMY, TALIBAN, claim, exported, incident, killed, picture, place, toll, who

from sayso.model import InputError
from sayso.outputs import FORMATS, export_picture, export_reporting

TOLD = claim("battle", TALIBAN, ARMY, at=place(), casualties=(killed(3, 5),))
PICTURE = picture(incident(TOLD, casualties=(toll(3, 4, 5),)))


def test_every_format_of_the_contract_is_there() -> None:
    assert FORMATS == (
        "acled",
        "ucdp",
        "polecat",
        "plover",
        "geojson",
        "stix",
        "parquet",
        "csv",
        "jsonl",
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_writes_one_row_and_nothing_beside_its_file(
    tmp_path: Path, format_: str
) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    assert export_picture(format_, path, PICTURE, [TOLD]) == 1
    assert os.listdir(tmp_path) == ["out"]
    first = path.read_bytes()
    export_picture(format_, path, PICTURE, [TOLD])
    assert path.read_bytes() == first != b"old"


@pytest.mark.parametrize("format_", ["acled", "ucdp", "polecat"])
@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_cell_of_an_event_table_is_a_formula(tmp_path: Path, format_: str, formula: str) -> None:
    told = claim(
        "battle",
        who(formula),
        who(f"{formula} army", "recipient", "state forces"),
        at=place(formula, admin1=formula, admin2=formula, lat=-3.5, lon=-4.5),
        publisher=formula,
        title=formula,
    )
    happened = incident(told, casualties=(toll(3, 4, 5),))
    text = exported(format_, tmp_path, (happened,), (told,))
    delimiter = "\t" if format_ == "polecat" else ","
    _, row = csv.reader(io.StringIO(text), delimiter=delimiter)
    started = [cell for cell in row if cell.startswith(tuple("=+-@"))]
    assert all(float(cell) < 0 for cell in started)
    assert "-3.5000" in started


def test_what_is_left_out_is_counted_by_reason(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    talks = claim("talks", TALIBAN, ARMY, at=place())
    both = picture(incident(TOLD), incident(talks))
    report = export_reporting("acled", tmp_path / "out", both, [TOLD, talks])
    assert report.written == 1
    assert report.left_out == {"the scheme has no such type": 1}
    with caplog.at_level(logging.WARNING):
        assert export_picture("acled", tmp_path / "out", both, [TOLD, talks]) == 1
    assert "acled: 1 left out: the scheme has no such type" in caplog.text


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no/out cannot be written.*folder that exists"):
        export_picture("csv", tmp_path / "no" / "out", PICTURE, [TOLD])
    with pytest.raises(InputError, match="is a folder"):
        export_picture("csv", tmp_path, PICTURE, [TOLD])
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        export_picture("csv", tmp_path / "file" / "out", PICTURE, [TOLD])


def test_no_such_format_or_coarseness(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="acled, ucdp"):
        export_picture("xml", tmp_path / "out", PICTURE, [TOLD])
    with pytest.raises(InputError, match="adm2, adm1, country"):
        export_picture("csv", tmp_path / "out", PICTURE, [TOLD], coarsen="street")


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    broken = msgspec.structs.replace(TOLD, reader="\ud800")
    with pytest.raises(UnicodeEncodeError):
        export_picture("jsonl", path, PICTURE, [broken])
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export_picture("jsonl", tmp_path / "link", PICTURE, [TOLD])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes()


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    export_picture("jsonl", pipe, PICTURE, [TOLD])
    reader.join(timeout=10)
    assert got[0].endswith(b"\n")
    assert pipe.is_fifo()
