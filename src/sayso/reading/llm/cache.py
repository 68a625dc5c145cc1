"""Answers kept on this machine, so that the same passage is not paid for twice.

One file an answer, named by what it hangs on (model, instructions, schema, text). Readable by its
owner alone: answers quote reports.
"""

import os
import tempfile
from pathlib import Path

import msgspec
import platformdirs


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as the endpoint gave it."""

    content: str


def default_folder() -> Path:
    """``$SAYSO_LLM_CACHE``, or a folder in the user's cache."""
    named = os.environ.get("SAYSO_LLM_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("sayso")) / "llm"


class AnswerCache:
    """The answers in a folder; null for none at all."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The answer kept under a key; a damaged file is none."""
        if self._folder is None:
            return None
        try:
            return msgspec.json.decode(
                self._path(self._folder, key).read_bytes(), type=Kept
            ).content
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, key: str, content: str) -> None:
        """Keep an answer: wholly or, when the disk is full or the process killed, not at all."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Named temporary files are made readable by their owner alone.
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(msgspec.json.encode(Kept(content=content)))
        os.replace(file.name, path)

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"
