"""What a file of places must be to be read: broken, huge and foreign ones are refused by name."""

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from place_files import WGS84, dump_line, geojson, packed, shapefile, square

from sayso.model import InputError
from sayso.places.own.formats import read_format
from sayso.places.own.geonames_dump import features
from sayso.places.own.limits import Limits
from sayso.places.own.offered import Offered, Refused
from sayso.places.own.opening import members

UNIT = {"ADM1_EN": "Xq", "ADM1_PCODE": "AF99", "ADM0_PCODE": "AF"}


def _read(path: Path, limits: Limits | None = None) -> list[Offered | Refused]:
    bounds = limits or Limits()
    return list(read_format(path, members(path, bounds), None, bounds).rows)


def _put(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _bomb(folder: Path) -> Path:
    path = folder / "AF.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AF.txt", b"\0" * 30_000_000)
    return path


def _many(folder: Path) -> Path:
    path = folder / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(6_000):
            archive.writestr(f"{number}.txt", "x")
    return path


def _cut(folder: Path) -> Path:
    whole = packed(folder / "a.zip", shapefile(folder, "a", [(UNIT, [square(69, 35, 1)])]))
    return _put(folder / "cut.zip", whole.read_bytes()[:300])


def _cut_shape(folder: Path) -> Path:
    shp = shapefile(folder, "a", [(UNIT, [square(69, 35, 1)])] * 2)[0]
    return _put(shp, shp.read_bytes()[:-40])


def _metres(folder: Path) -> Path:
    return shapefile(
        folder, "a", [(UNIT, [square(69, 35, 1)])], system=f'PROJCS["WGS_84_UTM_zone_42N",{WGS84}]'
    )[0]


def _no_table(folder: Path) -> Path:
    files = shapefile(folder, "a", [(UNIT, [square(69, 35, 1)])])
    return packed(folder / "a.zip", files[:1])


def _other_system(folder: Path) -> Path:
    path = geojson(folder / "a.geojson", [(UNIT, [square(69, 35, 1)])])
    return _put(path, path.read_text().replace("OGC:1.3:CRS84", "EPSG::32642"))


def _cut_json(folder: Path) -> Path:
    path = geojson(folder / "a.geojson", [(UNIT, [square(69, 35, 1)])] * 3)
    return _put(path, path.read_text()[:-60])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_bomb, "200 times its size"),
        (_many, "6,000 files"),
        (_cut, "not a zip archive"),
        (_cut_shape, "cut off"),
        (_metres, "WGS 84"),
        (_no_table, r"without its \.dbf"),
        (_other_system, "EPSG::32642"),
        (_cut_json, "feature 3"),
        (lambda f: f / "none.zip", "check the path"),
        (lambda f: f, "not a regular file"),
        (lambda f: _put(f / "empty.csv", ""), "empty"),
        (lambda f: _put(f / "a.csv", "latitude,longitude\n1,2\n"), "no column 'name'"),
        (lambda f: _put(f / "a.csv", b"name,lat,lon\nM\xe9nil,1,2\n"), "UTF-8"),
        (lambda f: _put(f / "a.csv", 'name,lat,lon\n"M,1,2\n'), "row 2"),
        (lambda f: _put(f / "a.xlsx", "PK"), "save the sheet as CSV"),
        (lambda f: _put(f / "a.geojson", '{"type": "Topology"}'), "feature collection"),
        (lambda f: _put(f / "a.shp", b"x" * 200), "no shapefile"),
        (lambda f: _put(f / "notes.txt", "A list of places\n"), "GeoNames dump"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, make: Callable[[Path], Path], message: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(InputError, match=message) as caught:
        _read(path)
    assert str(path) in caught.value.message and caught.value.remedy


def test_limits_hold_for_files_features_and_lines(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [(UNIT, [square(69, 35, 1)] * 4_000)])
    with pytest.raises(InputError, match="feature 1"):
        _read(path, Limits(feature_bytes=100_000))
    with pytest.raises(InputError, match="more than the"):
        _read(path, Limits(file_bytes=1_000))
    dump = _put(tmp_path / "AF.txt", dump_line(1, "x" * 900, 1, 2, "P.PPL") + "\n")
    with pytest.raises(InputError, match="line 1"):
        _read(dump, Limits(line_bytes=500))


def test_a_long_collection_is_read_to_its_end(tmp_path: Path) -> None:
    rings = [square(60 + n / 100, 30, 0.005) for n in range(2_000)]
    path = geojson(
        tmp_path / "a.geojson",
        [
            (UNIT | {"ADM1_EN": f"Xq{n}", "note": "y" * 3_000}, [ring])
            for n, ring in enumerate(rings)
        ],
    )
    assert path.stat().st_size > 3 << 20
    found = _read(path)
    assert [one.name for one in found if isinstance(one, Offered)] == [
        f"Xq{n}" for n in range(2_000)
    ]


def test_provinces_come_before_their_districts(tmp_path: Path) -> None:
    """Archives have their layers in any order."""
    second = UNIT | {"ADM2_EN": "Xq district", "ADM2_PCODE": "AF9901"}
    files = [
        *shapefile(tmp_path, "a_adm2", [(second, [square(69, 35, 1)])]),
        *shapefile(tmp_path, "b_adm1", [(UNIT, [square(69, 35, 1)])]),
        *shapefile(
            tmp_path, "c_adm0", [({"ADM0_EN": "A", "ADM0_PCODE": "AF"}, [square(69, 35, 1)])]
        ),
    ]
    found = _read(packed(tmp_path / "a.zip", files))
    assert [(one.kind, one.name) for one in found if isinstance(one, Offered)] == [
        ("adm1", "Xq"), ("adm2", "Xq district"),
    ]  # fmt: skip


def test_the_form_that_cod_ab_has_had_since_2025_is_read(tmp_path: Path) -> None:
    unit = {
        "adm2_name": "Um Bada", "adm2_name1": "أمبدة", "adm2_pcode": "SD01006", "adm1_name": "Khartoum",
        "adm1_pcode": "SD01", "adm0_name": "Sudan", "iso2": "SD", "lang": "en",
    }  # fmt: skip
    (one,) = _read(geojson(tmp_path / "a.geojson", [(unit, [square(32, 15, 1)])]))
    assert isinstance(one, Offered)
    assert (one.name, one.names, one.kind, one.key) == ("Um Bada", ("أمبدة",), "adm2", "SD01006")
    assert (one.country, one.within) == ("SD", ("Khartoum",))


def test_boundaries_of_neither_publisher_are_refused_row_by_row(tmp_path: Path) -> None:
    (row,) = _read(geojson(tmp_path / "a.geojson", [({"title": "x"}, [square(32, 15, 1)])]))
    assert isinstance(row, Refused) and "geoBoundaries" in row.why


def test_a_dump_that_a_spreadsheet_has_spoilt_is_told_row_by_row(tmp_path: Path) -> None:
    good = dump_line(7, "Xq", 35, 69, "P.PPL")
    path = _put(
        tmp_path / "AF.txt",
        "\n".join((good, good.replace("\t", ";"), good.replace("35", "3.5E+02"))) + "\n",
    )
    first, second, third = _read(path)
    assert isinstance(first, Offered)
    assert isinstance(second, Refused) and "columns" in second.why and second.row == 2
    assert isinstance(third, Refused) and "nowhere on Earth" in third.why


def test_bytes_by_chance_never_end_in_anything_but_an_input_error(tmp_path: Path) -> None:
    dice = random.Random(5)
    whole = [
        path.read_bytes()
        for path in (
            geojson(tmp_path / "a.geojson", [(UNIT, [square(69, 35, 1)])] * 3),
            packed(tmp_path / "b.zip", shapefile(tmp_path, "b", [(UNIT, [square(69, 35, 1)])] * 3)),
            _put(tmp_path / "c.txt", dump_line(7, "Xq", 35, 69, "P.PPL") + "\n"),
        )
    ]
    endings = (".geojson", ".zip", ".txt")
    for turn in range(300):
        at = turn % 3
        broken = bytearray(whole[at])
        for _ in range(dice.randint(1, 12)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        path = _put(tmp_path / f"x{endings[at]}", bytes(broken))
        try:
            _read(path)
        except InputError as error:
            assert error.message


def test_every_feature_code_is_of_a_class_of_geonames() -> None:
    assert len(features()) > 80
    assert all(code[1] == "." and code[0] in "AHLPRSTUV" for code in features())
