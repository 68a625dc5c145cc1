"""What a benchmark run yields."""

import msgspec


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Figures by name, in the benchmark's own metric, and what went wrong, one line each."""

    name: str
    about: str
    figures: dict[str, float | int]
    errors: tuple[str, ...] = ()
