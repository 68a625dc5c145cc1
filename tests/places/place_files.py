"""Makes files of places in their publishers' own formats."""

import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
Ring = Sequence[tuple[float, float]]


def dump_line(
    geonames: int,
    name: str,
    lat: float,
    lon: float,
    feature: str,
    *,
    country: str = "AF",
    admin1: str = "",
    admin2: str = "",
    other: str = "",
    people: int = 0,
) -> str:
    """A line of a GeoNames dump (download.geonames.org/export/dump/readme.txt)."""
    group, code = feature.split(".")
    cells = (
        geonames, name, name, other, lat, lon, group, code, country, "", admin1, admin2, "", "", people,
        "", 1500, "Asia/Kabul", "2024-01-17",
    )  # fmt: skip
    return "\t".join(map(str, cells))


def dump_zip(path: Path, lines: Sequence[str]) -> Path:
    """A dump as GeoNames packs it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "Readme for GeoNames Gazetteer extract files\n")
        archive.writestr(f"{path.stem}.txt", "\n".join(lines) + "\n")
    return path


def square(west: float, south: float, size: float) -> list[tuple[float, float]]:
    """A ring that turns clockwise, as a shapefile's shells do."""
    east, north = west + size, south + size
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def geojson(path: Path, features: Sequence[tuple[Mapping[str, object], Sequence[Ring]]]) -> Path:
    """A feature collection of polygons, with the member ``crs`` that GDAL writes."""
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": dict(properties),
                        "geometry": {"type": "Polygon", "coordinates": [list(r) for r in rings]},
                    }
                    for properties, rings in features
                ],
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    return path


def shapefile(
    folder: Path,
    layer: str,
    rows: Sequence[tuple[Mapping[str, str], Sequence[Ring]]],
    *,
    system: str = WGS84,
) -> list[Path]:
    """A layer of polygons: ``.shp``, ``.shx``, ``.dbf``, ``.prj`` and ``.cpg`` (ESRI, July 1998)."""
    shp, shx, at = b"", b"", 50
    for number, (_, rings) in enumerate(rows, start=1):
        points = [point for ring in rings for point in ring]
        starts = [sum(len(r) for r in rings[:n]) for n in range(len(rings))]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        content = struct.pack("<i4d", 5, min(xs), min(ys), max(xs), max(ys))
        content += struct.pack("<ii", len(rings), len(points))
        content += struct.pack(f"<{len(starts)}i", *starts)
        content += b"".join(struct.pack("<dd", x, y) for x, y in points)
        words = len(content) // 2
        shp += struct.pack(">ii", number, words) + content
        shx += struct.pack(">ii", at, words)
        at += words + 4

    def header(body: bytes) -> bytes:
        size = (100 + len(body)) // 2
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, size) + struct.pack(
            "<ii8d", 1000, 5, 0, 0, 90, 90, 0, 0, 0, 0
        )

    fields = list(rows[0][0])
    record = 1 + 80 * len(fields)
    table = struct.pack("<BBBBIHH20x", 3, 124, 1, 1, len(rows), 33 + 32 * len(fields), record)
    for field in fields:
        table += struct.pack("<11sc4xBB14x", field.encode(), b"C", 80, 0)
    table += b"\r"
    for attributes, _ in rows:
        table += b" " + b"".join(v.encode()[:80].ljust(80) for v in attributes.values())
    parts = {
        ".shp": header(shp) + shp, ".shx": header(shx) + shx, ".dbf": table + b"\x1a",
        ".prj": system.encode(), ".cpg": b"UTF-8",
    }  # fmt: skip
    for ending, content in parts.items():
        (folder / f"{layer}{ending}").write_bytes(content)
    return [folder / f"{layer}{ending}" for ending in parts]


def packed(path: Path, files: Sequence[Path]) -> Path:
    """The files in a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path
