"""Everything the user names, as reports: files, folders, globs, addresses and manifests."""

import glob
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sayso.intake.from_files import by_manifest, in_file, in_folder
from sayso.intake.limits import Limits
from sayso.intake.manifest import NAMES
from sayso.intake.settings import Settings
from sayso.intake.taken import Refusal, Taken

_WILD = frozenset("*?[")


def gather(
    sources: Sequence[str],
    *,
    manifest: Path | None = None,
    published: date | None = None,
    date_from_file: bool = False,
    follow: bool = True,
    allow_private: bool = False,
    limits: Limits | None = None,
) -> Iterator[Taken]:
    """The reports in the sources, one by one; what cannot be taken comes as a refusal instead.

    A source is a file, a folder (all files in it, in order of name; by its manifest where it has
    one), a manifest by one of its usual names, a glob, or the address of a page, document or feed.

    :param manifest: what is known about files, taken besides the sources
    :param published: the day of reports that bring none of their own
    :param date_from_file: where there is no day at all, take the one the file was last changed
    :param follow: fetch the page of a feed's entry when the feed has only a summary
    :param allow_private: fetch from this machine and its network too
    :param limits: how much is taken in at most
    """
    settings = Settings(
        published=published,
        date_from_file=date_from_file,
        allow_private=allow_private,
        follow=follow,
        limits=limits or Limits(),
    )
    if manifest is not None:
        yield from by_manifest(manifest, settings)
    for source in sources:
        yield from _source(source, settings)


def _source(source: str, settings: Settings) -> Iterator[Taken]:
    if source.lower().startswith(("http://", "https://")):
        from sayso.intake.from_web import at_address

        yield from at_address(source, settings)
        return
    if "://" in source:
        yield Refusal(
            path=source, why="only http and https are fetched", remedy="save it and give the file"
        )
        return
    path = Path(source)
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if there and path.is_dir():
        yield from in_folder(path, settings)
    elif there and path.name in NAMES:
        yield from by_manifest(path, settings)
    elif there or not _WILD.intersection(source):
        yield from in_file(path, settings)
    else:
        found = sorted(glob.glob(source, recursive=True))
        if not found:
            yield Refusal(path=source, why="nothing has such a name", remedy="check the pattern")
        for name in found:
            yield from _source(glob.escape(name) if _WILD.intersection(name) else name, settings)
