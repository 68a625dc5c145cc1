"""What a benchmark run yields."""

import msgspec


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Figures by name, in the benchmark's own metric, and what went wrong, one line each.

    ``headline`` names the figures that stand for the benchmark where one line must do.
    """

    name: str
    about: str
    figures: dict[str, float | int]
    headline: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
