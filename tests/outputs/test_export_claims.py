"""Claims as JSONL, CSV and Parquet, read back."""

import csv
import io
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st
from told_by_hand import ARMY, TALIBAN, claim, exported, killed, picture, place, who

from sayso.model import Attribution, Claim, claim_from_json
from sayso.outputs import export_picture
from sayso.outputs.cells import joined, text
from sayso.outputs.claims_parquet import schema
from sayso.outputs.flat import COLUMNS

BY = (Attribution(mention="two medics", kind="anonymous", count=2),)
TOLD = claim("battle", TALIBAN, ARMY, at=place(), by=BY, casualties=(killed(3, 5),))


def test_jsonl_is_the_contract(tmp_path: Path) -> None:
    lines = exported("jsonl", tmp_path, (), (TOLD, TOLD)).splitlines()
    assert [claim_from_json(line) for line in lines] == [TOLD, TOLD]


def test_csv_has_the_flat_columns(tmp_path: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(exported("csv", tmp_path, (), (TOLD,))))
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["claim_id"], row["claim_type"]) == (TOLD.id, "battle")
    assert (row["actors"], row["place_lat"]) == ("Taliban; Afghan National Army", "35.6512")
    assert (row["killed_low"], row["killed_high"]) == ("3", "5")
    assert row["source_chain"] == "Valley Wire > two medics"
    assert (row["is_forecast"], row["time_start"]) == ("false", "2021-09-03")


def parquet(folder: Path, *claims: Claim) -> list[dict[str, object]]:
    path = folder / "claims.parquet"
    assert export_picture("parquet", path, picture(), claims) == len(claims)
    table = pq.read_table(path)
    assert table.schema.equals(schema())
    return table.to_pylist()  # type: ignore[no-any-return]


def test_parquet_keeps_every_field_nested_and_typed(tmp_path: Path) -> None:
    (row,) = parquet(tmp_path, TOLD)
    nested = {name: row[name] for name in TOLD.__struct_fields__}
    assert msgspec.convert(nested, Claim, strict=False) == TOLD
    assert row["report_published"] == date(2021, 9, 4)
    assert row["killed_low"] == 3


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    assert parquet(tmp_path) == []


def test_a_number_that_counts_nothing_does_not_stop_the_export(tmp_path: Path) -> None:
    (row,) = parquet(tmp_path, claim("battle", casualties=(killed(10**30, 5),)))
    assert row["killed_low"] is None


FORMULAS = ("=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " \n=HYPERLINK()", "＝1")


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    for formula in FORMULAS:
        hostile = claim(
            "battle",
            who(formula),
            who(formula + "2", "recipient", "state forces"),
            text=formula,
            at=place(formula),
            publisher=formula,
            title=formula,
            casualties=(killed(3, 5),),
        )
        for row in csv.reader(io.StringIO(exported("csv", tmp_path, (), (hostile,)))):
            assert not any(cell.lstrip().startswith(tuple("=+-@＝")) for cell in row)


@given(st.text())
def test_a_safe_cell_is_one_line_and_no_formula(words: str) -> None:
    cell = text(words)
    assert not cell.startswith(tuple("=+-@"))
    assert not set(cell) & {"\n", "\r", "\t", "\x00"}
    assert text(cell) == cell


@given(st.lists(st.none() | st.text(max_size=8)))
def test_joined_values_come_apart_again(values: list[str | None]) -> None:
    found = joined(values).split("; ") if joined(values) else []
    assert len(found) <= len([value for value in values if value])
    assert len(set(found)) == len(found)


def test_the_documentation_names_every_column(root: Path) -> None:
    words = (root / "docs" / "exports.md").read_text(encoding="utf-8")
    assert not [c.name for c in COLUMNS if f"| `{c.name}` | {c.sort} | {c.meaning} |" not in words]
