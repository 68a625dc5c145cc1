"""Reports in files: one, all of a folder, or those of a manifest."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.intake.contents import read_content
from sayso.intake.document import Fallback, Given, make_report
from sayso.intake.kinds import kind_of_content, kind_of_name
from sayso.intake.limits import file_size, read_file
from sayso.intake.manifest import NAMES, read_manifest
from sayso.intake.settings import Settings
from sayso.intake.tables import read_table
from sayso.intake.taken import Refusal, Taken, refusal
from sayso.intake.written_days import local_day
from sayso.model import InputError, ManifestError


def in_file(path: Path, settings: Settings, *, given: Given | None = None) -> Iterator[Taken]:
    """The report in a file, or the reports in a table or feed.

    :param given: what a manifest says about it
    """
    shown = path.as_posix()
    try:
        yield from _reports(path, shown, settings, given or Given())
    except InputError as error:
        yield refusal(shown, error)
    except OSError as error:
        yield Refusal(path=shown, why=f"it cannot be read ({error.strerror})")


def _reports(path: Path, shown: str, settings: Settings, given: Given) -> Iterator[Taken]:
    limits = settings.limits
    named = kind_of_name(path.suffix)
    file_size(path)
    fallback = Fallback(
        published=settings.published,
        file_day=local_day(path.stat().st_mtime) if settings.date_from_file else None,
    )
    if named == "table":
        yield from read_table(path, shown, given=given, fallback=fallback, limits=limits)
        return
    most = limits.document_bytes if named in ("pdf", "docx") else limits.report_bytes
    content = read_file(path, most)
    kind = kind_of_content(content, named=named)
    if kind != "feed":
        document = read_content(content, kind, limits=limits)
        yield make_report(document, shown, given=given, fallback=fallback)
        return
    from sayso.intake.feed import read_feed

    for number, entry in enumerate(read_feed(content, most=limits.feed_entries), 1):
        try:
            yield make_report(entry.document, f"{shown}:{number}", given=given, fallback=fallback)
        except InputError as error:
            yield refusal(shown, error, place=f"entry {number}")


def in_folder(folder: Path, settings: Settings) -> Iterator[Taken]:
    """The reports in a folder and all below it, in order of name; by its manifest if it has one.

    Hidden files are passed over in silence, files of other kinds with one refusal for all.
    """
    listing = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if listing is not None:
        yield from by_manifest(listing, settings)
        return
    other: Counter[str] = Counter()
    problems: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if kind_of_name(path.suffix) is None:
                other[path.suffix.lower() or "no suffix"] += 1
                continue
            yield from in_file(path, settings)
    for problem in problems:
        yield Refusal(
            path=str(problem.filename or folder),
            why=f"the folder cannot be read ({problem.strerror})",
            remedy="check its rights",
        )
    if other:
        kinds = ", ".join(f"{number} {suffix}" for suffix, number in sorted(other.items()))
        yield Refusal(
            path=str(folder),
            why=f"files of kinds that are not taken from a folder were passed over: {kinds}",
            remedy="name a file itself if it is a report",
        )


def by_manifest(path: Path, settings: Settings) -> Iterator[Taken]:
    """The reports in the files that a manifest names, with what it says about them."""
    try:
        entries = read_manifest(path, limits=settings.limits)
    except ManifestError as error:
        yield Refusal(
            path=str(path),
            why=error.message.removeprefix(str(path)).lstrip(":, "),
            remedy=error.remedy,
        )
        return
    for entry in entries:
        if isinstance(entry, Refusal):
            yield entry
        else:
            yield from in_file(entry.path, settings, given=entry.given)
