"""Writing a picture and its claims to a file in a format of the field."""

import logging
import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from sayso.model import Claim, Incident, InputError, Picture
from sayso.outputs.acled import AcledExporter
from sayso.outputs.claims_csv import CsvExporter
from sayso.outputs.claims_parquet import ParquetExporter
from sayso.outputs.exporter import Exporter
from sayso.outputs.geojson import GeoJsonExporter
from sayso.outputs.jsonl import JsonlExporter
from sayso.outputs.material import Material
from sayso.outputs.plover import PloverExporter
from sayso.outputs.polecat import PolecatExporter
from sayso.outputs.publication import publish
from sayso.outputs.stix import StixExporter
from sayso.outputs.ucdp import UcdpExporter

T = TypeVar("T")

_log = logging.getLogger("sayso.outputs")

_OF_INCIDENTS: Mapping[str, Callable[[], Exporter[Incident]]] = {
    "acled": AcledExporter,
    "ucdp": UcdpExporter,
    "polecat": PolecatExporter,
    "plover": PloverExporter,
    "geojson": GeoJsonExporter,
    "stix": StixExporter,
}
_OF_CLAIMS: Mapping[str, Callable[[], Exporter[Claim]]] = {
    "parquet": ParquetExporter,
    "csv": CsvExporter,
    "jsonl": JsonlExporter,
}

FORMATS: tuple[str, ...] = (*_OF_INCIDENTS, *_OF_CLAIMS)
"""The names of the formats: the first six are of incidents, the last three of claims."""


class ExportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything: rows written, and how many were left out for which reason."""

    written: int
    left_out: dict[str, int]


def export_picture(
    format: str,
    path: Path,
    picture: Picture,
    claims: Sequence[Claim],
    *,
    redact_persons: bool = False,
    coarsen: str | None = None,
) -> int:
    """Write a file and say how many rows it has; what is left out is logged as a warning.

    The parameters are those of :func:`export_reporting`.
    """
    report = export_reporting(
        format, path, picture, claims, redact_persons=redact_persons, coarsen=coarsen
    )
    for reason, count in report.left_out.items():
        _log.warning("%s: %d left out: %s", format, count, reason)
    return report.written


def export_reporting(
    format: str,
    path: Path,
    picture: Picture,
    claims: Sequence[Claim],
    *,
    redact_persons: bool = False,
    coarsen: str | None = None,
) -> ExportReport:
    """Write a file, whole or not at all, and say what was written and what left out.

    :param format: one of ``FORMATS``
    :param redact_persons: put "[person]" for the names of private persons
    :param coarsen: give no place more finely than ``adm2``, ``adm1`` or ``country``
    :raises InputError: when there is no such format or coarseness, or the file cannot be written
    """
    if format not in FORMATS:
        raise InputError(
            f"no export format is called {format!r}", remedy=f"one of: {', '.join(FORMATS)}"
        )
    picture, claims = publish(picture, claims, redact_persons=redact_persons, coarsen=coarsen)
    material = Material(picture, claims)
    with _writing(path) as out:
        if format in _OF_INCIDENTS:
            return _run(_OF_INCIDENTS[format](), out, material, picture.incidents)
        return _run(_OF_CLAIMS[format](), out, material, claims)


def _run(
    exporter: Exporter[T], out: BinaryIO, material: Material, items: Iterable[T]
) -> ExportReport:
    written = 0
    left_out: Counter[str] = Counter()
    exporter.setup(out, material)
    for item in items:
        reason = exporter.feed(item)
        if reason is None:
            written += 1
        else:
            left_out[reason] += 1
    exporter.finish()
    return ExportReport(written=written, left_out=dict(left_out))


@contextmanager
def _writing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when all of it is written.

    What is no plain file (a pipe, a terminal) cannot be replaced and gets everything at the end.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder", remedy="name a file in it")
        if path.exists() and not path.is_file():
            held = BytesIO()
            yield held
            path.write_bytes(held.getvalue())
            return
        target = Path(os.path.realpath(path))
        waiting = target.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with waiting.open("xb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            waiting.replace(target)
        except BaseException:
            with suppress(OSError):
                waiting.unlink(missing_ok=True)
            raise
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"{path} cannot be written: {why}",
            remedy="name a file in a folder that exists and that you may write to",
        ) from error
