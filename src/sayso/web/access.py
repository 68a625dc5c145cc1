"""Who may do what at the desk: readers look, reviewers decide, admins keep the source list."""

import hmac
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec
from fastapi import Request
from starlette.exceptions import HTTPException

from sayso.model import ConfigError

Role = Literal["reader", "reviewer", "admin"]
_RANK: Final[dict[str, int]] = {"reader": 0, "reviewer": 1, "admin": 2}
SHORTEST_TOKEN: Final = 16
CALLER: Final = "sayso.caller"
"""Where a request's scope holds its caller."""


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. ``name`` is null where the desk is open and nobody has said who they are."""

    name: str | None = None
    role: Role = "admin"

    def may(self, role: Role) -> bool:
        """Whether this caller's role includes another."""
        return _RANK[self.role] >= _RANK[role]


class Token(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A secret, whose it is, and what it lets them do."""

    name: str
    role: Role
    token: str

    @property
    def key(self) -> str:
        """What a cookie holds: enough to be let in here, not the token itself."""
        return sha256(f"sayso desk\x1f{self.token}".encode()).hexdigest()


class Tokens:
    """The tokens that open a desk; none at all leaves it open.

    :raises ConfigError: when two are the same, two have one name, or one could be guessed
    """

    def __init__(self, tokens: Iterable[Token] = ()) -> None:
        self._tokens = tuple(tokens)
        for token in self._tokens:
            if len(token.token) < SHORTEST_TOKEN:
                raise ConfigError(
                    f"the token of {token.name} has {len(token.token)} characters and could be guessed",
                    remedy=f"give it at least {SHORTEST_TOKEN}, "
                    "such as the output of `openssl rand -hex 24`",
                )
        if len({t.token for t in self._tokens}) < len(self._tokens):
            raise ConfigError("two people share a token", remedy="give each their own")
        if len({t.name for t in self._tokens}) < len(self._tokens):
            raise ConfigError("two tokens carry one name", remedy="give each person one token")

    def __bool__(self) -> bool:
        return bool(self._tokens)

    def by_secret(self, given: str) -> Token | None:
        """The token with this secret."""
        return self._first(given, [t.token for t in self._tokens])

    def by_key(self, given: str) -> Token | None:
        """The token whose cookie this is."""
        return self._first(given, [t.key for t in self._tokens])

    def _first(self, given: str, secrets: list[str]) -> Token | None:
        # Every one is compared, so that the time taken tells nothing of where it stands.
        same = [hmac.compare_digest(given.encode(), one.encode()) for one in secrets]
        return next((t for t, hit in zip(self._tokens, same, strict=True) if hit), None)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tokens: tuple[Token, ...]


def read_tokens(path: Path) -> Tokens:
    """The tokens of a TOML file: ``[[tokens]]`` with ``name``, ``role`` and ``token``.

    :raises ConfigError: when it cannot be read, or does not say what it should
    """
    try:
        return Tokens(msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).tokens)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"the tokens in {path} cannot be read: {error}") from error
    except msgspec.ValidationError as error:
        raise ConfigError(
            f"{path}: {error}",
            remedy='write [[tokens]] with name, role = "reader", "reviewer" or "admin", and token',
        ) from error


def caller_of(request: Request) -> Caller:
    """Who asks, as the guard found out."""
    caller: Caller = request.scope.get(CALLER) or Caller()
    return caller


class Needs:
    """A dependency of an address: lets only those pass whose role includes ``role``.

    :raises HTTPException: 403 for the others
    """

    def __init__(self, role: Role) -> None:
        self._role = role

    def __call__(self, request: Request) -> Caller:
        caller = caller_of(request)
        if not caller.may(self._role):
            raise HTTPException(403, f"this is for a {self._role}, and you are a {caller.role}")
        return caller
