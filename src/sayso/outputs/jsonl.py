"""Claims as JSON, one a line, in the contract's own shape."""

from typing import BinaryIO

import msgspec

from sayso.model import Claim
from sayso.outputs.material import Material


class JsonlExporter:
    """One line a claim, nothing left out."""

    def setup(self, out: BinaryIO, material: Material) -> None:
        """Remember where to write."""
        self._out = out

    def feed(self, item: Claim) -> str | None:
        """Write one claim."""
        self._out.write(msgspec.json.encode(item) + b"\n")
        return None

    def finish(self) -> None:
        """Nothing stands after the claims."""
