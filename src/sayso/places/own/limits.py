"""How much of a file of places is taken in at most: a download may be broken, or made to harm."""

import msgspec

from sayso.model import InputError

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Upper bounds.

    :param file_bytes: the file itself
    :param unpacked_bytes: all that an archive unpacks to (GeoNames' ``allCountries.txt`` has 1.8 GB)
    :param ratio: how many times its packed size a file in an archive may be
    :param members: files in an archive
    :param line_bytes: one line of a dump or table
    :param feature_bytes: one feature of a GeoJSON file, or one record of a shapefile
    :param name_letters: one name
    :param names: names of one place
    :param refused_told: refused rows that are told one by one
    """

    file_bytes: int = 4_000 * MEGABYTE
    unpacked_bytes: int = 10_000 * MEGABYTE
    ratio: int = 200
    members: int = 5_000
    line_bytes: int = 1 * MEGABYTE
    feature_bytes: int = 200 * MEGABYTE
    name_letters: int = 200
    names: int = 200
    refused_told: int = 20


def too_much(what: str, size: float, most: float, remedy: str) -> InputError:
    """The error for something beyond a limit."""
    return InputError(
        f"{what} has {size / MEGABYTE:,.0f} MB, more than the {most / MEGABYTE:,.0f} MB taken in",
        remedy=remedy,
    )
