"""How the gazetteer comes to be, and what its data files refuse."""

import csv
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.model import DataError
from sayso.places import Gazetteer, build, curated, default_path, distance_km, sources
from sayso.places.locate import located
from sayso.places.place import POPULATED


def test_the_place_of_the_file_can_be_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
    monkeypatch.delenv("SAYSO_GAZETTEER")
    assert default_path().name.startswith("gazetteer-")


def test_a_failed_build_leaves_the_old_file_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "gazetteer.sqlite"
    target.write_bytes(b"the old one")

    def stop(what: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(target, progress=stop)
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_npm_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="npm install"):
        list(sources.city_admin2(tmp_path))


def test_the_supplement_is_large_cited_and_in_the_file(gazetteer: Gazetteer) -> None:
    rows = list(curated.supplement())
    assert len(rows) >= 3_000
    assert all(row.source for row in rows)
    assert len({row.country for row in rows if row.country}) >= 25
    for name in ("Zamzam", "Robotyne", "Shujaiya", "Bagram Airfield", "Bab-el-Mandeb", "Ponnagyun"):
        assert gazetteer.candidates(name)[0].place.curated, name


def test_curated_points_lie_near_the_unit_that_holds_them(gazetteer: Gazetteer) -> None:
    for row in curated.supplement():
        if row.lat is None or row.lon is None or not row.admin1 or row.kind == "region":
            continue
        units = [
            c.place
            for c in gazetteer.candidates(row.admin1, limit=200)
            if c.place.country == row.country and c.place.kind == "adm1" and c.place.lat is not None
        ]
        assert units, row
        near = min(
            distance_km(row.lat, row.lon, unit.lat, unit.lon) - 2.2 * (unit.extent_km or 50)
            for unit in units
            if unit.lat is not None and unit.lon is not None
        )
        assert near < 300, row  # the Coco Islands are far from the rest of Yangon


def test_curated_points_lie_in_reach_of_their_country(gazetteer: Gazetteer) -> None:
    """A minus that was left out puts a place into another hemisphere."""
    strays = []
    for row in curated.supplement():
        if row.lat is None or row.lon is None or not row.country:
            continue
        nation = gazetteer.country(row.country)
        assert nation.lat is not None and nation.lon is not None
        reach = 4 * (nation.extent_km or 300) + 300  # archipelagos reach far
        if distance_km(row.lat, row.lon, nation.lat, nation.lon) > reach:
            strays.append((row.line, row.name))
    assert not strays


def test_disputed_areas_say_so_for_what_lies_in_them(gazetteer: Gazetteer) -> None:
    simferopol = next(
        c.place for c in gazetteer.candidates("Simferopol") if c.place.country == "UA"
    )
    assert simferopol.disputed and "2014" in simferopol.disputed
    kharkiv = gazetteer.candidates("Kharkiv")[0].place
    assert kharkiv.disputed is None


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("source", "", "source"),
        ("kind", "galaxy", "galaxy"),
        ("lat", "", "half a point"),
        ("lat", "123", "not between"),
        ("lat", "here", "no number"),
        ("country", "", "lies in a country"),
    ],
)
def test_a_row_that_cannot_be_stood_behind_is_refused_with_its_line(
    monkeypatch: pytest.MonkeyPatch, column: str, value: str, message: str
) -> None:
    good = dict.fromkeys(curated._COLUMNS, "") | {
        "slug": "x", "name": "X", "kind": "village", "country": "AF", "lat": "35", "lon": "69",
        "source": "somebody",
    }  # fmt: skip
    monkeypatch.setattr(
        curated, "data_rows", lambda name, columns: iter([(7, good | {column: value})])
    )
    with pytest.raises(DataError, match=message) as caught:
        list(curated.supplement())
    assert "line 7" in caught.value.message


def test_every_country_has_a_name_and_few_lack_a_demonym() -> None:
    rows = list(curated.country_names())
    assert len(rows) > 190
    assert sum(1 for row in rows if not row.demonyms) < 8
    with files("sayso.places").joinpath("countries.csv").open(encoding="utf-8") as handle:
        codes = [row["iso"] for row in csv.DictReader(handle)]
    assert len(codes) == len(set(codes))


def test_curated_points_lie_among_the_places_of_the_unit_they_name(gazetteer: Gazetteer) -> None:
    """A point in another province than its row says is a slip of one or the other."""
    database = sqlite3.connect(f"{gazetteer.path.as_uri()}?mode=ro", uri=True)
    units = dict(database.execute("SELECT ext, adm1 FROM place WHERE ext LIKE 'sayso:%'"))
    rows = [
        row
        for row in curated.supplement()
        if row.lat is not None and row.admin1 and row.kind in POPULATED
    ]
    known: dict[str, list[tuple[float, float, int]]] = {}
    strays = []
    for row in rows:
        if row.country not in known:
            known[row.country] = database.execute(
                "SELECT lat, lon, adm1 FROM place WHERE country = ? AND ext IS NULL AND lat NOT NULL "
                "AND adm1 NOT NULL AND kind IN ('city', 'town', 'village')",
                (row.country,),
            ).fetchall()
        assert row.lat is not None and row.lon is not None
        near = sorted(
            (distance_km(row.lat, row.lon, lat, lon), unit)
            for lat, lon, unit in known[row.country]
            if abs(lat - row.lat) < 2
        )[:12]
        unit = units.get(f"sayso:{row.slug}")
        if unit is not None and near and near[0][0] < 90 and unit not in {u for _, u in near}:
            strays.append((row.line, row.name))
    database.close()
    assert len(rows) > 1_200
    assert len(strays) < 0.005 * len(rows), strays


def test_a_place_without_a_point_is_known_to_its_unit(gazetteer: Gazetteer) -> None:
    quarter = next(c.place for c in gazetteer.candidates("Deh Mazang") if c.place.curated)
    assert quarter.lat is None and quarter.admin1 == "Kabul"
    where = located(gazetteer, quarter, None, None)
    assert where.precision == "adm1" and where.coarse


@pytest.mark.parametrize(
    ("name", "country", "press_name"),
    [
        ("Moskva", "RU", "Moscow"),
        ("Al Awsat", "ER", "Maekel"),
        ("Federacija Bosne i Hercegovine", "BA", "Federation of Bosnia and Herzegovina"),
        ("Shamal Sina'", "EG", "North Sinai"),
        ("Arbil", "IQ", "Erbil"),
        ("Nord-Ouest", "CM", "North-West"),
        ("Amanat al Asimah", "YE", "Sana'a City"),
    ],
)
def test_units_bear_the_names_that_english_reports_use(
    gazetteer: Gazetteer, name: str, country: str, press_name: str
) -> None:
    assert any(
        c.place.kind == "adm1" and c.place.country == country and c.place.name == press_name
        for c in gazetteer.candidates(name)
    )


@pytest.mark.parametrize(
    ("name", "country", "province", "group"),
    [
        ("Patikul", "PH", "Sulu", "Bangsamoro"),
        ("Calbiga", "PH", "Samar", "Eastern Visayas"),
        ("Zakho", "IQ", "Dohuk", "Iraqi Kurdistan"),
        ("Khan Yunis", "PS", "Gaza Strip", None),
        ("Karuzi", "BI", "Karuzi", None),
    ],
)
def test_places_lie_in_the_province_that_reports_name(
    gazetteer: Gazetteer, name: str, country: str, province: str, group: str | None
) -> None:
    towns = [
        c.place
        for c in gazetteer.candidates(name)
        if c.place.country == country and c.place.kind in ("city", "town", "village")
    ]
    assert towns and towns[0].admin1 == province
    if group is not None:
        above = {gazetteer.place(parent).name for parent in towns[0].parents}
        assert group in above
