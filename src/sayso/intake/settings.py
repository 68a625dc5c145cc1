"""How a batch is taken in."""

from datetime import date

import msgspec

from sayso.intake.limits import Limits


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What ``gather`` was asked for; see there."""

    published: date | None = None
    date_from_file: bool = False
    follow: bool = True
    allow_private: bool = False
    limits: Limits = Limits()
