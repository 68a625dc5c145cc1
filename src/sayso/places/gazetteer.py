"""The gazetteer as the rest of Sayso uses it: names in, places out. Read-only."""

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

from sayso.model import DataError, NotFound
from sayso.places.build import VERSION, default_path
from sayso.places.misspelt import near_spellings
from sayso.places.own import file as own_file
from sayso.places.place import Candidate, Place
from sayso.places.spelling import bare, normal
from sayso.places.stats import Stats, read_stats
from sayso.places.typewords import without_asked_type
from sayso.places.wording import wording

_COLUMNS = (
    "p.id, p.ext, p.name, p.kind, p.lat, p.lon, p.country, p.adm1, p.adm2, p.population, p.extent, "
    "p.disputed, p.curated"
)
_GRADES = (1.0, 0.97, 0.92)
_CACHED = 20_000


class Gazetteer:
    """Places by name and by id. Open with :meth:`open`; not shared between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path, own: Path | None = None) -> None:
        self._db = connection
        self._path = path
        self._own = own
        self._places: OrderedDict[int, Place] = OrderedDict()
        self._names: OrderedDict[tuple[str, int], tuple[tuple[int, int, int], ...]] = OrderedDict()
        self._found: OrderedDict[tuple[str, bool, int], list[Candidate]] = OrderedDict()
        self._near: OrderedDict[tuple[str, int], list[Candidate]] = OrderedDict()
        self._borders: dict[str, frozenset[str]] = {}
        self._units: dict[str, tuple[tuple[str, int], ...]] = {}
        self._regions: dict[int, tuple[int, ...]] = {}
        for unit, region in connection.execute("SELECT unit, region FROM member"):
            self._regions[unit] = (*self._regions.get(unit, ()), region)
        self._countries: dict[str, int] = dict(
            connection.execute("SELECT country, id FROM main.place WHERE kind = 'country'")
        )
        self._demonyms: dict[str, str] = dict(connection.execute("SELECT * FROM demonym"))

    @classmethod
    def open(
        cls, path: Path | None = None, *, own: Path | None = None, write_own: bool = False
    ) -> "Gazetteer":
        """Open a gazetteer file read-only, with the user's own places as part of it.

        :param path: :func:`sayso.places.default_path` when not given
        :param own: the file of own places; :func:`sayso.places.own.own_path` when not given
        :param write_own: whether own places are to be added through :attr:`connection`
        :raises DataError: when there is none, or it was made by another version
        """
        where = path or default_path()
        if not where.is_file():
            raise DataError(f"{where}: no gazetteer there", remedy="run: sayso places build")
        uri = f"{where.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DataError(
                f"{where}: not a gazetteer ({error})", remedy="run: sayso places build"
            ) from error
        if row is None or row[0] != str(VERSION):
            connection.close()
            raise DataError(
                f"{where}: made by another version of Sayso", remedy="run: sayso places build"
            )
        connection.execute("PRAGMA cache_size=-16384")
        connection.execute("PRAGMA mmap_size=0")
        beside = own or own_file.own_path()
        try:
            attached = own_file.attach(connection, beside)
        except DataError:
            connection.close()
            raise
        if not write_own:
            connection.execute("PRAGMA query_only=ON")
        return cls(connection, where, beside if attached else None)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> "Gazetteer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file that is open."""
        return self._path

    @property
    def connection(self) -> sqlite3.Connection:
        """The open file, for what adds own places to it."""
        return self._db

    def candidates(self, name: str, *, fuzzy: bool = True, limit: int = 20) -> list[Candidate]:
        """The places a name may mean, most similar and then most prominent first.

        Looked up as written, without Arabic articles, and without its type word; only when nothing
        is found so (and the name has five letters or more), by spelling distance.

        :param fuzzy: whether misspellings are looked for
        :param limit: how many at most
        """
        key = (name, fuzzy, limit)
        known = self._found.get(key)
        if known is not None:
            self._found.move_to_end(key)
            return known
        if name in wording().abbreviations:
            found = [
                c for c in self._exact(normal(wording().abbreviations[name]), 40)
                if c.place.kind == "adm1"
            ]  # fmt: skip
        else:
            found = self._exact(normal(name), limit)
        if not found and (short := without_asked_type(name)):
            found = [
                msgspec.structs.replace(c, similarity=c.similarity * 0.97)
                for c in self._exact(normal(short), limit)
            ]
        if not found and fuzzy:
            found = self._similar(normal(name), limit)
            if not found and (short := without_asked_type(name)):
                found = self._similar(normal(short), limit)
        found.sort(key=lambda c: (-c.similarity, -c.prominence, c.place.id))
        found = found[:limit]
        self._found[key] = found
        if len(self._found) > _CACHED:
            self._found.popitem(last=False)
        return found

    def is_name(self, norm: str) -> bool:
        """Whether some place bears this normalised name, articles aside (quick)."""
        return bool(self._rows(norm, 1)) or bool(self._rows(bare(norm), 1))

    def best_rank(self, norm: str) -> float:
        """The prominence of the most prominent bearer of a normalised name; 0 when there is none."""
        rows = self._rows(norm, 1)
        return -rows[0][0] / 1000 if rows else 0.0

    def bearers(self, norm: str) -> list[Place]:
        """Every place that bears a normalised name, the most prominent first."""
        rows = self._db.execute("SELECT place FROM name WHERE norm = ? ORDER BY rank", (norm,))
        numbers = list(dict.fromkeys(row[0] for row in rows.fetchall()))
        places = self._load(numbers)
        return [places[number] for number in numbers if number in places]

    def populated(self, country: str) -> list[tuple[float, float, str | None]]:
        """Latitude, longitude and first-order unit (its id) of each town and village of a country."""
        rows = self._db.execute(
            "SELECT lat, lon, adm1 FROM main.place WHERE country = ? "
            "AND kind IN ('city', 'town', 'village') AND lat IS NOT NULL",
            (country,),
        ).fetchall()
        units = {number: self._identity(number) for _, _, number in rows if number is not None}
        return [(lat, lon, units.get(number)) for lat, lon, number in rows]

    def main_number(self, identity: str) -> int | None:
        """The number of a place in the gazetteer itself, which may change when it is built anew."""
        number = self._number(identity)
        found = self._db.execute("SELECT 1 FROM main.place WHERE id = ?", (number,)).fetchone()
        return number if found else None

    def prominence(self, identity: str) -> float:
        """The prominence of a place by its id; 0 when nothing has that id."""
        number = self._number(identity)
        return self._prominence(number) if number is not None else 0.0

    def districts(self, country: str) -> list[Place]:
        """The second-order units of a country (alpha-2)."""
        rows = self._db.execute(
            "SELECT id FROM place WHERE country = ? AND kind = 'adm2' ORDER BY id", (country,)
        )
        return list(self._load([row[0] for row in rows.fetchall()]).values())

    def outlines(self, country: str) -> list[own_file.OwnOutline]:
        """Outlines of second-order units and districts of a country that the user added.

        Of a unit that several files draw, the one that was added last.
        """
        if self._own is None:
            return []
        rows = self._db.execute(
            "SELECT o.place, o.name, o.kind, o.shape, coalesce(a.source, a.name) FROM own.outline o "
            "JOIN own.added a ON a.number = o.added WHERE o.country = ? AND o.kind != 'adm1' "
            "ORDER BY o.place, o.added",
            (country,),
        )
        found = {
            row[0]: own_file.OwnOutline(
                place=row[0], name=row[1], kind=row[2], shape=row[3], source=row[4]
            )
            for row in rows
        }
        return list(found.values())

    def country_of_demonym(self, word: str) -> str | None:
        """The country (alpha-2) whose people or adjective a word is: "Afghan", "Afghans"."""
        return self._demonyms.get(normal(word))

    def country(self, iso: str) -> Place:
        """A country by its alpha-2 code.

        :raises NotFound: when there is none
        """
        if iso not in self._countries:
            raise NotFound(f"no country has the code {iso!r}")
        return self._place(self._countries[iso])

    def place(self, identity: str) -> Place:
        """A place by its id.

        :raises NotFound: when nothing has that id
        """
        number = self._number(identity)
        if number is None:
            raise NotFound(
                f"no place has the id {identity!r}", remedy="sayso places find NAME shows ids"
            )
        return self._place(number)

    def within(self, place: Place, container: Place) -> bool:
        """Whether one place is the other or lies in it, by the hierarchy."""
        return place.id == container.id or container.id in place.parents

    def among_units(self, name: str, country: str, *, least: float = 80) -> list[Candidate]:
        """The units and seats of a country whose names come near a (misspelt) one.

        For names too short to be looked for in the whole world: four letters are enough here.

        :param country: alpha-2
        :param least: ``rapidfuzz.fuzz.ratio`` wanted, 0 to 100
        """
        wanted = bare(normal(name))
        if len(wanted) < 4:
            return []
        units = self._unit_names(country)
        matches = process.extract(
            wanted, [norm for norm, _ in units], scorer=fuzz.ratio, score_cutoff=least, limit=8
        )
        best: dict[int, float] = {}
        for _, score, at in matches:
            number = units[at][1]
            best[number] = max(best.get(number, 0), score)
        found = [
            Candidate(
                place=self._place(number),
                similarity=score / 100 * 0.95,
                matched=wanted,
                prominence=self._prominence(number),
                fuzzy=score < 100,
            )
            for number, score in best.items()
        ]
        return sorted(found, key=lambda c: (-c.similarity, -c.prominence))

    def similar(self, name: str, limit: int = 20) -> list[Candidate]:
        """Places whose names come near a misspelt one, whether or not the name exists as written."""
        key = (name, limit)
        known = self._near.get(key)
        if known is None:
            known = self._similar(normal(name), limit)
            self._near[key] = known
            if len(self._near) > _CACHED // 4:
                self._near.popitem(last=False)
        return known

    def neighbours(self, country: str) -> frozenset[str]:
        """The countries (alpha-2) that border on one."""
        known = self._borders.get(country)
        if known is None:
            rows = self._db.execute("SELECT b FROM neighbour WHERE a = ?", (country,))
            known = self._borders[country] = frozenset(row[0] for row in rows)
        return known

    def part(self, place: Place, direction: str) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in km of a part ("north") of a country or unit."""
        number = self._number(place.id)
        row = self._db.execute(
            "SELECT lat, lon, radius FROM part WHERE unit = ? AND direction = ?",
            (number, direction),
        ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def search(self, words: str, limit: int = 20) -> list[Candidate]:
        """What the command line shows for some words: exact, loose, misspelt, then by prefix.

        "Andarab, Baghlan" keeps what lies in Baghlan.
        """
        name, _, container = words.partition(",")
        found = self.candidates(name.strip(), limit=200 if container else limit)
        if container.strip():
            inside = [c.place for c in self.candidates(container.strip(), limit=50)]
            found = [c for c in found if any(self.within(c.place, place) for place in inside)]
        if not found and not container:
            found = self._by_prefix(normal(name), limit)
        return found[:limit]

    def stats(self) -> Stats:
        """What is in the file and where it came from, the user's own with it."""
        return read_stats(self._db, self._path, self._own)

    def _exact(self, norm: str, limit: int, penalty: float = 1.0) -> list[Candidate]:
        if not norm:
            return []
        rows = list(self._rows(norm, limit))
        loose = bare(norm)
        loosened = False
        if loose != norm:
            seen = {place for _, place, _ in rows}
            extra = [row for row in self._rows(loose, limit) if row[1] not in seen]
            loosened = bool(extra)
            rows += [(rank, place, grade + 10) for rank, place, grade in extra]
        places = self._load([place for _, place, _ in rows])
        found = []
        for rank, number, grade in rows:
            if number not in places:
                continue  # a name that the user gave to what is in the gazetteer no more
            similarity = _GRADES[grade % 10] * (0.94 if grade >= 10 else 1.0) * penalty
            found.append(
                Candidate(
                    place=places[number],
                    similarity=similarity,
                    matched=loose if loosened and grade >= 10 else norm,
                    prominence=-rank / 1000,
                )
            )
        return found

    def _similar(self, norm: str, limit: int) -> list[Candidate]:
        """Places whose names are spelt nearly so."""
        best: dict[str, Candidate] = {}
        for other, similarity in near_spellings(self._db, norm):
            for candidate in self._exact(other, 10, penalty=similarity):
                best.setdefault(candidate.place.id, msgspec.structs.replace(candidate, fuzzy=True))
        return sorted(best.values(), key=lambda c: (-c.similarity, -c.prominence))[:limit]

    def _by_prefix(self, norm: str, limit: int) -> list[Candidate]:
        if len(norm) < 2:
            return []
        rows = self._db.execute(
            "SELECT rank, place, grade FROM name WHERE norm >= ? AND norm < ? ORDER BY rank LIMIT ?",
            (norm, norm + "\U0010ffff", limit * 3),
        ).fetchall()
        places = self._load([place for _, place, _ in rows])
        seen: dict[int, Candidate] = {}
        for rank, number, _ in rows:
            if number not in places:
                continue
            seen.setdefault(
                number,
                Candidate(
                    place=places[number], similarity=0.6, matched=norm, prominence=-rank / 1000
                ),
            )
        return list(seen.values())[:limit]

    def _rows(self, norm: str, limit: int) -> tuple[tuple[int, int, int], ...]:
        key = (norm, limit)
        known = self._names.get(key)
        if known is None:
            rows = self._db.execute(
                "SELECT rank, place, grade FROM name WHERE norm = ? ORDER BY rank LIMIT ?", key
            ).fetchall()
            if self._own is not None:
                rows = list({row[1]: row for row in reversed(rows)}.values())[::-1]
            known = self._names[key] = tuple(rows)
            if len(self._names) > 3 * _CACHED:
                self._names.popitem(last=False)
        return known

    def _unit_names(self, country: str) -> tuple[tuple[str, int], ...]:
        known = self._units.get(country)
        if known is None:
            if len(self._units) > 8:
                self._units.clear()
            ids = [
                row[0]
                for row in self._db.execute(
                    "SELECT id FROM place WHERE country = ? AND "
                    "(kind IN ('adm1', 'adm2', 'district', 'region') OR curated = 1 "
                    "AND kind NOT IN ('village', 'quarter', 'site'))",
                    (country,),
                )
            ]
            rows = [(bare(normal(self._place(number).name)), number) for number in ids]
            known = tuple(row for row in rows if row[0])
            self._units[country] = known
        return known

    def _load(self, numbers: Sequence[int]) -> dict[int, Place]:
        out: dict[int, Place] = {}
        missing: list[int] = []
        for number in numbers:
            place = self._places.get(number)
            if place is None:
                missing.append(number)
            else:
                out[number] = place
        for at in range(0, len(missing), 500):
            chunk = missing[at : at + 500]
            marks = ",".join("?" * len(chunk))
            for row in self._db.execute(
                f"SELECT {_COLUMNS} FROM place p WHERE p.id IN ({marks})",  # noqa: S608  # only ? marks are put in
                chunk,
            ).fetchall():
                out[row[0]] = self._keep(row)
        return out

    def _place(self, number: int) -> Place:
        loaded = self._load([number])
        if number not in loaded:
            raise NotFound(f"no place has the number {number}")
        return loaded[number]

    def _keep(self, row: tuple[object, ...]) -> Place:
        (
            number,
            ext,
            name,
            kind,
            lat,
            lon,
            country,
            adm1,
            adm2,
            population,
            extent,
            disputed,
            cur,
        ) = row
        parents: list[str] = []
        names: dict[object, str | None] = {}
        nearest: list[int] = []
        for unit in (adm2, adm1):
            if isinstance(unit, int):
                parent = self._place(unit)
                parents.append(parent.id)
                names[unit] = parent.name
                nearest.append(unit)
        if isinstance(country, str) and kind != "country" and country in self._countries:
            parents.append(self._place(self._countries[country]).id)
            nearest.append(self._countries[country])
        for unit in (int(str(number)), *nearest):
            parents += [self._identity(r) for r in self._regions.get(unit, ())]
        identity = str(ext) if ext else f"geonames:{number}"
        if self._own is not None and kind in ("adm1", "adm2", "district"):
            lat, lon, extent = self._as_drawn(identity, lat, lon, extent)
        place = Place(
            id=identity,
            name=str(name),
            kind=str(kind),  # type: ignore[arg-type]  # the builder writes kinds only
            lat=lat,  # type: ignore[arg-type]
            lon=lon,  # type: ignore[arg-type]
            admin1=str(name) if kind == "adm1" else names.get(adm1),
            admin2=str(name) if kind == "adm2" else names.get(adm2),
            country=country,  # type: ignore[arg-type]
            population=population,  # type: ignore[arg-type]
            parents=tuple(dict.fromkeys(parents)),
            extent_km=extent,  # type: ignore[arg-type]
            disputed=str(disputed) if disputed else self._disputed_above(nearest),
            curated=bool(cur),
        )
        self._places[int(str(number))] = place
        if len(self._places) > _CACHED:
            self._places.popitem(last=False)
        return place

    def _as_drawn(
        self, identity: str, lat: object, lon: object, extent: object
    ) -> tuple[object, object, object]:
        """Point and extent of a unit, by the outline that the user added."""
        row = self._db.execute(
            "SELECT lat, lon, extent FROM own.outline WHERE place = ? ORDER BY added DESC",
            (identity,),
        ).fetchone()
        if row is None:
            return lat, lon, extent
        return (*((row[0], row[1]) if lat is None else (lat, lon)), row[2])

    def _disputed_above(self, units: Sequence[int]) -> str | None:
        """What holds for a unit holds for the places in it."""
        for unit in units:
            if why := self._place(unit).disputed:
                return why
        return None

    def _identity(self, number: int) -> str:
        row = self._db.execute("SELECT ext FROM place WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row and row[0] else f"geonames:{number}"

    def _number(self, identity: str) -> int | None:
        scheme, _, code = identity.partition(":")
        if scheme == "geonames" and code.isascii() and code.isdigit() and len(code) < 12:
            number = int(code)
            found = self._db.execute("SELECT id FROM place WHERE id = ? AND ext IS NULL", (number,))
        else:
            found = self._db.execute("SELECT id FROM place WHERE ext = ?", (identity,))
        row = found.fetchone()
        return int(row[0]) if row else None

    def _prominence(self, number: int) -> float:
        row = self._db.execute("SELECT rank FROM place WHERE id = ?", (number,)).fetchone()
        return float(row[0]) / 1000 if row else 0.0
