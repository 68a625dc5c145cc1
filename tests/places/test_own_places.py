"""What the user adds to the gazetteer: found, read, undone, and there after a rebuild."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from place_files import dump_line, dump_zip, geojson, packed, shapefile, square

from sayso.model import DataError, InputError, NotFound
from sayso.places import Gazetteer, find_places
from sayso.places.own.adding import add_file
from sayso.places.own.file import Added, added_files, remove_file
from sayso.places.own.offered import Refused

Add = Callable[..., Added]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "places.sqlite"


@pytest.fixture
def add(gazetteer_path: Path, own: Path) -> Add:
    def adding(path: Path, **options: object) -> Added:
        return add_file(path, gazetteer=gazetteer_path, own=own, **options)  # type: ignore[arg-type]

    return adding


@pytest.fixture
def opened(gazetteer_path: Path, own: Path) -> Callable[[], Gazetteer]:
    return lambda: Gazetteer.open(gazetteer_path, own=own)


def _table(path: Path, *rows: str, head: str = "name,lat,lon,parent,country,kind,aliases") -> Path:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


DUMP = (
    dump_line(1138958, "Kabul", 34.52813, 69.17233, "P.PPLC", admin1="13", other="Kabol,Cabulopolis",
              people=4434550),
    dump_line(99000001, "Qal‘ah-ye Zarghunkot", 35.61, 69.31, "P.PPL", admin1="03",
              other="Zarghunkot,زرغون کوټ,ZGK"),
    dump_line(99000002, "Darreh-ye Zarghunkot", 35.62, 69.32, "T.VAL", admin1="03"),
    dump_line(99000003, "Zarghunkot High School", 35.6, 69.3, "S.SCH", admin1="03"),
    dump_line(99000004, "Zarghunkot District", 35.6, 69.3, "A.ADM2", admin1="03", admin2="990301"),
    dump_line(99000005, "Bazar-e Zarghunkot", 35.6, 69.3, "P.PPL", admin1="03", admin2="990301"),
)  # fmt: skip


def test_a_country_dump_adds_what_is_not_there(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    told = add(dump_zip(tmp_path / "AF.zip", DUMP))
    assert (told.name, told.format, told.rows) == ("AF", "GeoNames dump", 5)
    assert (told.places, told.known, told.refused, told.whole) == (4, 1, 0, True)
    with opened() as gazetteer:
        village = gazetteer.candidates("Zarghunkot", fuzzy=False)[0].place
        assert village.country == "AF" and village.admin1 == "Baghlan"
        assert gazetteer.candidates("زرغون کوټ")[0].place.id == "geonames:99000001"
        assert gazetteer.candidates("Zarghoonkot")[0].fuzzy
        assert gazetteer.candidates("Cabulopolis")[0].place.id == "geonames:1138958"
        assert gazetteer.candidates("Zarghunkot High School", fuzzy=False) == []
        bazaar = gazetteer.place("geonames:99000005")
        assert bazaar.admin2 == "Zarghunkot District" and bazaar.admin1 == "Baghlan"
        valley = gazetteer.place("geonames:99000002")
        assert valley.kind == "valley"
        assert gazetteer.within(bazaar, gazetteer.country("AF"))
        assert gazetteer.stats().added[0].name == "AF"


def test_a_plain_text_dump_is_the_same(add: Add, tmp_path: Path) -> None:
    path = tmp_path / "AF.txt"
    path.write_text("\n".join(DUMP) + "\n", encoding="utf-8")
    assert (add(path).places, add(path).rows) == (4, 5)


def test_what_was_added_takes_part_in_reading(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    text = "Fighting broke out in Zarghunkot in Baghlan province on Monday, a police officer said."
    with opened() as gazetteer:
        assert not [m for m in find_places(text, gazetteer) if m.place and "Zarghun" in m.text]
    add(_table(tmp_path / "mine.csv", "Zarghunkot,35.6,69.3,Baghlan,AF,village,Zarghun Kot"))
    with opened() as gazetteer:
        found = next(m for m in find_places(text, gazetteer) if m.text == "Zarghunkot")
        assert found.place is not None and found.place.id == "own:mine:2"
        assert (found.lat, found.lon, found.precision) == (35.6, 69.3, "exact")


def test_it_is_undone_by_remove(
    add: Add, opened: Callable[[], Gazetteer], own: Path, tmp_path: Path
) -> None:
    with opened() as gazetteer:
        before = gazetteer.candidates("Kabul"), gazetteer.candidates("Zarghunkot")
    add(dump_zip(tmp_path / "AF.zip", DUMP))
    assert remove_file("AF", own) == ()
    with opened() as gazetteer:
        assert (gazetteer.candidates("Kabul"), gazetteer.candidates("Zarghunkot")) == before
        assert gazetteer.stats().added == ()
    with sqlite3.connect(own) as database:
        for table in ("place", "name", "fuzzy", "outline", "added"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    with pytest.raises(NotFound, match="places stats"):
        remove_file("AF", own)


def test_a_file_that_leant_on_another_is_named(add: Add, own: Path, tmp_path: Path) -> None:
    add(dump_zip(tmp_path / "AF.zip", DUMP[1:2]))
    path = _table(tmp_path / "mine.csv", "Zarghunkot,35.61,69.31,Baghlan,AF,village,")
    assert (add(path).places, add(path).known) == (0, 1)
    assert remove_file("AF", own) == ("mine",)
    assert not added_files(own)[0].whole
    again = add(path)
    assert (again.places, again.known, again.whole) == (1, 0, True)


def test_a_stopped_run_goes_on_where_it_was(
    add: Add, own: Path, tmp_path: Path, opened: Callable[[], Gazetteer]
) -> None:
    path = _table(
        tmp_path / "many.csv",
        *(f"Xqplace{n},{30 + n / 1000},65.5,,AF,village," for n in range(5_000)),
    )

    def stop(what: str, done: int, total: int | None) -> None:
        if done >= 4_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(path, progress=stop)
    half = added_files(own)[0]
    assert (half.rows, half.places, half.whole) == (4_000, 4_000, False)
    seen: list[int] = []
    told = add(path, progress=lambda what, done, total: seen.append(done))
    assert seen == [5_000]
    assert (told.rows, told.places, told.whole) == (5_000, 5_000, True)
    with opened() as gazetteer:
        assert len(gazetteer.bearers("xqplace4999")) == len(gazetteer.bearers("xqplace7")) == 1


def test_a_file_added_twice_is_added_once_and_a_name_is_of_one_file(
    add: Add, tmp_path: Path
) -> None:
    path = _table(tmp_path / "mine.csv", "Xqtown,35.6,69.3,,AF,town,", "Xqtown,35.6,69.3,,AF,town,")
    told = add(path)
    assert (told.places, told.known) == (1, 1)
    assert add(path) == told
    _table(path, "Yqtown,35.6,69.3,,AF,town,")
    with pytest.raises(InputError, match="places remove mine"):
        add(path)
    assert add(path, name="more").places == 1


def test_rows_that_cannot_be_taken_are_told_with_a_remedy(add: Add, tmp_path: Path) -> None:
    path = _table(
        tmp_path / "bad.csv",
        "Good,35.6,69.3,,AF,village,",
        "Half,35.6,,,AF,village,",
        "Far,356,69.3,,AF,village,",
        "Lost,,,,AF,village,",
        "Where,35,69,,,village,",
        "Who,35,69,Nowhereland,AF,village,",
        "What,35,69,,AF,galaxy,",
        ",35,69,,AF,village,",
        "Abroad,35,69,,Atlantis,village,",
    )
    refused: list[Refused] = []
    told = add(path, refused=refused.append)
    assert (told.places, told.refused) == (1, 8)
    assert [one.row for one in refused] == list(range(3, 11))
    assert all(one.remedy and one.file == "bad.csv" for one in refused)
    for one, why in zip(
        refused,
        ("half", "nowhere on Earth", "neither", "no country", "Nowhereland", "galaxy", "no name",
         "Atlantis"),
        strict=True,
    ):  # fmt: skip
        assert why in str(one)


def test_a_parent_is_named_as_reports_name_it_or_by_id(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    add(
        _table(
            tmp_path / "p.csv",
            "Xqa,35.6,69.3,Baghlan,AF,village,",
            'Xqb,35.6,69.3,"Andarab, Baghlan, Afghanistan",Afghanistan,village,',
            "Xqc,,,geonames:1147540,AFG,quarter,",
        )
    )
    with opened() as gazetteer:
        a, b, c = (gazetteer.candidates(name)[0].place for name in ("Xqa", "Xqb", "Xqc"))
        assert (a.admin1, a.admin2) == ("Baghlan", None)
        assert (b.admin1, b.admin2) == ("Baghlan", "Andarab")
        assert (c.lat, c.admin1) == (None, "Baghlan")
        assert c.admin2 == gazetteer.place("geonames:1147540").admin2


COD = ("ADM2_EN", "ADM2_PCODE", "ADM2_FA", "ADM1_EN", "ADM1_PCODE", "ADM0_EN", "ADM0_PCODE")


def _cod(name: str, code: str, persian: str, province: str) -> dict[str, str]:
    cells = (name, code, persian, province, code[:4], "Afghanistan", "AF")
    return dict(zip(COD, cells, strict=True))


def test_a_cod_ab_shapefile_gives_districts_their_outlines(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    hole = [(69.2, 35.6), (69.3, 35.6), (69.3, 35.7), (69.2, 35.7), (69.2, 35.6)]
    files = shapefile(
        tmp_path,
        "afg_admbnda_adm2",
        [
            (_cod("Andarab", "AF0906", "اندراب", "Baghlan"), [square(69.0, 35.5, 0.5), hole]),
            (_cod("Xqland", "AF0999", "خقلند", "Baghlan"), [square(69.5, 35.5, 0.5)]),
        ],
    )
    told = add(packed(tmp_path / "afg_adm.zip", files), source="OCHA")
    assert (told.format, told.places, told.known, told.outlines) == ("shapefile", 1, 1, 2)
    with opened() as gazetteer:
        named = [c.place for c in gazetteer.candidates("اندراب")]
        andarab = next(place for place in named if place.country == "AF")
        assert andarab.name == "Andarab" and andarab.id.startswith("geonames:")
        new = gazetteer.candidates("Xqland")[0].place
        assert (new.id, new.kind, new.admin1) == ("own:afg-adm:AF0999", "adm2", "Baghlan")
        assert new.lat == pytest.approx(35.75) and new.lon == pytest.approx(69.75)
        drawn = {one.place: one for one in gazetteer.outlines("AF")}
        assert drawn.keys() == {andarab.id, new.id}
        shape = shapely.from_wkb(drawn[andarab.id].shape)
        assert shape.area == pytest.approx(0.25 - 0.01) and drawn[new.id].source == "OCHA"
        assert gazetteer.outlines("SD") == []
    assert add(tmp_path / "afg_admbnda_adm2.shp", name="loose").known == 2


def test_geoboundaries_find_their_province_by_the_places_inside(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    def unit(name: str, number: int) -> dict[str, str]:
        return {"shapeName": name, "shapeISO": "", "shapeID": f"26532B{number}", "shapeGroup": "AFG",
                "shapeType": "ADM2"}  # fmt: skip

    path = geojson(
        tmp_path / "geoBoundaries-AFG-ADM2.geojson",
        [
            (unit("Andarab", 1), [square(69.0, 35.4, 0.5)]),
            (unit("Xqland", 2), [square(68.5, 35.9, 0.5)]),
        ],
    )
    (tmp_path / "geoBoundaries-AFG-ADM2-metaData.json").write_text('{"boundaryID": "AFG"}')
    archive = packed(
        tmp_path / "all.zip", [path, tmp_path / "geoBoundaries-AFG-ADM2-metaData.json"]
    )
    told = add(archive)
    assert (told.format, told.places, told.known, told.outlines) == ("GeoJSON", 1, 1, 2)
    with opened() as gazetteer:
        assert gazetteer.place("own:all:26532B2").admin1 == "Baghlan"


def test_a_district_that_bears_the_name_of_what_holds_it_is_another_place(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    """Kabul is a province, a district of it, and a part of that."""
    third = _cod("Andarab", "AF0906", "اندراب", "Baghlan") | {
        "ADM3_EN": "Andarab",
        "ADM3_PCODE": "AF090601",
    }
    kabul = _cod("Kabul", "AF0101", "کابل", "Kabul")
    files = [
        *shapefile(
            tmp_path,
            "a",
            [(_cod("Andarab", "AF0906", "اندراب", "Baghlan"), [square(69, 35.5, 0.5)])],
        ),
        *shapefile(tmp_path, "b", [(third, [square(69.1, 35.6, 0.1)])]),
        *shapefile(tmp_path, "c", [(kabul, [square(69.1, 34.45, 0.15)])]),
    ]
    add(packed(tmp_path / "afg.zip", files))
    with opened() as gazetteer:
        drawn = {one.place: one for one in gazetteer.outlines("AF")}
        assert sorted((one.name, one.kind) for one in drawn.values()) == [
            ("Andarab", "adm2"), ("Andarab", "district"), ("Kabul", "adm2"),
        ]  # fmt: skip
        assert gazetteer.place("own:afg:AF090601").admin2 == "Andarab"


def test_provinces_that_another_source_has_as_districts_are_the_same(
    add: Add, opened: Callable[[], Gazetteer], tmp_path: Path
) -> None:
    """The Philippines: 17 regions of first order with GeoNames and OCHA, provinces with ISO 3166-2."""
    unit = {"ADM2_EN": "Sulu", "ADM2_PCODE": "PH15066", "ADM1_EN": "BARMM", "ADM0_PCODE": "PH"}
    group = {"ADM1_EN": "Eastern Visayas", "ADM1_PCODE": "PH08", "ADM0_PCODE": "PH"}
    del unit["ADM1_EN"]
    add(geojson(tmp_path / "sulu.geojson", [(unit, [square(119.5, 5, 2)])]))
    told = add(geojson(tmp_path / "groups.geojson", [(group, [square(124, 10, 2)])]))
    assert (told.known, told.places) == (1, 0)
    with opened() as gazetteer:
        assert {b.kind for b in gazetteer.bearers("sulu") if b.country == "PH"} >= {"adm1"}
        assert not [b for b in gazetteer.bearers("sulu") if b.id.startswith("own:")]


def test_it_outlives_a_gazetteer_built_anew(
    add: Add, own: Path, gazetteer_path: Path, tmp_path: Path
) -> None:
    """Numbers of places that GeoNames has not numbered change with every row of the supplement."""
    add(
        _table(
            tmp_path / "m.csv", "Xqname,33.97,36.2,,LB,camp,", "Xqvillage,35.6,69.3,Baghlan,AF,,"
        )
    )
    with Gazetteer.open(gazetteer_path, own=own) as gazetteer:
        camp = next(c.place for c in gazetteer.candidates("Shatila") if c.place.id[:6] == "sayso:")
    add(_table(tmp_path / "n.csv", f"Shatila,{camp.lat},{camp.lon},,LB,camp,Xqcamp"))
    rebuilt = tmp_path / "rebuilt.sqlite"
    shutil.copyfile(gazetteer_path, rebuilt)
    with sqlite3.connect(rebuilt) as database:
        for table, column in (("place", "id"), ("name", "place"), ("member", "region")):
            database.execute(
                f"UPDATE {table} SET {column} = {column} + 7000 "
                f"WHERE {column} BETWEEN 2000000000 AND 2499999999"
            )
    with Gazetteer.open(rebuilt, own=own) as gazetteer:
        assert gazetteer.candidates("Xqcamp")[0].place == camp
        assert gazetteer.candidates("Xqvillage")[0].place.admin1 == "Baghlan"


def test_a_file_of_own_places_that_is_none_is_refused(gazetteer_path: Path, own: Path) -> None:
    own.parent.mkdir()
    own.write_bytes(b"not a database, but long enough to look like one" * 20)
    with pytest.raises(DataError, match="sayso places add"):
        Gazetteer.open(gazetteer_path, own=own)
    with pytest.raises(DataError, match="sayso places add"):
        added_files(own)
