"""What an export format is: a class that is set up, fed one item after another, and finished."""

from typing import BinaryIO, Protocol, TypeVar

from sayso.outputs.material import Material

Item = TypeVar("Item", contravariant=True)
"""An incident or a claim."""

NO_TYPE = "the scheme has no such type"
NO_DAY = "no day is known"
NO_COUNTRY = "no country is known"
"""Why an incident is left out."""


class Exporter(Protocol[Item]):
    """A format in one pass, whose rows are incidents or claims."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Begin: write what stands before the rows."""

    def feed(self, item: Item) -> str | None:
        """Write one item, or say in a few words why the scheme has no row for it."""

    def finish(self) -> None:
        """End: write what stands after the rows."""
