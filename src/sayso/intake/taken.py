"""What comes of a source: a report, or a refusal that says why."""

import msgspec

from sayso.model import InputError, Report


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not taken in.

    :param path: the file, folder or address
    :param place: where in it, such as ``line 3``; null when all of it is meant
    :param why: what is wrong with it
    :param remedy: what can be done about it
    """

    path: str
    place: str | None = None
    why: str
    remedy: str | None = None

    def __str__(self) -> str:
        where = f"{self.path}, {self.place}" if self.place else self.path
        return f"{where}: {self.why}" + (f" — {self.remedy}" if self.remedy else "")


Taken = Report | Refusal


def refusal(path: str, error: InputError, *, place: str | None = None) -> Refusal:
    """The refusal that an error amounts to."""
    return Refusal(path=path, place=place, why=error.message, remedy=error.remedy)
