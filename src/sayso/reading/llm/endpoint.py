"""Asks an endpoint that speaks the OpenAI chat protocol, patiently and with suspicion (httpx)."""

import ipaddress
import random
import re
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import msgspec

from sayso.model import ConfigError
from sayso.reading.llm.answer import schema
from sayso.reading.llm.errors import EndpointRefused, EndpointSilent, UnusableAnswer

KEY_VARIABLE = "SAYSO_LLM_KEY"
"""The environment variable that holds the key. No other is looked at: a key that was meant for one
endpoint must not go to another."""

_LARGEST = 8_000_000
_LONGEST_WAIT_S = 60.0
_SHOWN = 300
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class EndpointSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Which endpoint is asked, and how.

    :param url: up to ``/v1``, as the endpoint's own manual gives it
    :param attempts: how often a request is made before the endpoint counts as silent
    :param wait_s: seconds before the second attempt; doubled each time
    :param timeout_s: seconds after which a request is given up
    :param answer_tokens: tokens that one answer may have
    :param token_budget: tokens that a run may cost, prompts and answers together
    :param cache: folder of kept answers; null for none
    """

    url: str
    model: str
    key: str | None = None
    attempts: int = 5
    wait_s: float = 1.0
    timeout_s: float = 180.0
    answer_tokens: int = 6_000
    concurrency: int = 4
    token_budget: int | None = None
    cache: Path | None = None

    def __repr__(self) -> str:
        """Without the key, which must stand in no log."""
        return f"EndpointSettings(url={self.url!r}, model={self.model!r})"


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """What an endpoint answered; ``cut`` when it stopped at the most tokens allowed.

    Token counts are null where the endpoint gives none.
    """

    content: str
    cut: bool
    prompt_tokens: int | None = None
    answer_tokens: int | None = None


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Response(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """One endpoint; may be asked from several threads.

    :raises ConfigError: when the settings name no web address
    """

    def __init__(self, settings: EndpointSettings) -> None:
        self._settings = settings
        self.url = _address(settings.url)
        headers = {"User-Agent": "sayso (+reads reports on armed conflict)"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        # Redirects are not followed: text and key go to the address that was named and no other.
        self._client = httpx.Client(
            headers=headers,
            timeout=httpx.Timeout(settings.timeout_s, connect=min(15.0, settings.timeout_s)),
            follow_redirects=False,
            trust_env=not self.is_local,
        )
        self._closed = Event()
        self._fitted: dict[str, Any] = {
            "temperature": 0,
            "max_tokens": settings.answer_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema()},
            },
        }

    @property
    def is_local(self) -> bool:
        """Whether it runs on this machine."""
        host = self.url.host
        try:
            return ipaddress.ip_address(host.strip("[]")).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def is_open(self) -> bool:
        """Whether what is sent can be read on its way."""
        return self.url.scheme == "http" and not self.is_local

    def complete(
        self, conversation: list[dict[str, str]], again: Callable[[], None] = lambda: None
    ) -> Completion:
        """The endpoint's answer.

        :param again: called for every attempt after the first
        :raises EndpointRefused: when it will not take the request, now or ever
        :raises EndpointSilent: when no attempt brought an answer
        :raises UnusableAnswer: when what came is no answer of the protocol
        """
        why = ""
        attempt = 0
        while attempt < self._settings.attempts and not self._closed.is_set():
            if attempt:
                again()
            wait = self._settings.wait_s * 2**attempt * random.uniform(1.0, 1.25)  # noqa: S311
            sent = dict(self._fitted)
            try:
                status, headers, body = self._post({**sent, "messages": conversation})
            except httpx.TimeoutException:
                why = f"no answer within {self._settings.timeout_s:g} s"
            except httpx.HTTPError as error:
                why = str(error) or type(error).__name__
            except RuntimeError as error:
                # httpx says so when the client was closed by another thread.
                raise EndpointSilent("reading was stopped") from error
            else:
                if status == 200:
                    return _completion(body)
                why = f"status {status}: {_told(body)}"
                if status in (400, 422) and self._refit(sent, body):
                    continue
                if status not in _AGAIN:
                    raise EndpointRefused(f"{self.url} refuses: {why}", remedy=_remedy(status))
                wait = max(wait, _retry_after(headers))
            attempt += 1
            if attempt < self._settings.attempts:
                self._closed.wait(min(wait, _LONGEST_WAIT_S))
        raise EndpointSilent(
            f"{self.url} did not answer in {attempt} attempts ({why})",
            remedy="see whether it runs; the next run goes on with what is left",
        )

    def _post(self, body: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        deadline = time.monotonic() + self._settings.timeout_s
        asked = {"model": self._settings.model, **body}
        with self._client.stream("POST", self.url, json=asked) as response:
            came = bytearray()
            for chunk in response.iter_bytes():
                came += chunk
                if len(came) > _LARGEST:
                    raise UnusableAnswer(f"{self.url} answers with more than {_LARGEST:,} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("too slow")
            return response.status_code, response.headers, bytes(came)

    def _refit(self, sent: dict[str, Any], body: bytes) -> bool:
        """Whether a request can be made anew without what an endpoint of another make refuses."""
        said = body[:4_000].decode("utf-8", "replace")
        if "max_tokens" in said and "max_tokens" in sent:
            self._fitted["max_completion_tokens"] = self._fitted.pop("max_tokens", None)
            return True
        if "temperature" in said and "temperature" in sent:
            self._fitted.pop("temperature", None)
            return True
        if re.search(r"response_format|json_schema|schema|grammar", said):
            kind = sent.get("response_format", {}).get("type")
            if kind == "json_schema":
                self._fitted["response_format"] = {"type": "json_object"}
                return True
            if kind == "json_object":
                self._fitted.pop("response_format", None)
                return True
        return False

    def close(self) -> None:
        """Let go of the connections; whoever waits is told so."""
        self._closed.set()
        self._client.close()


def _address(written: str) -> httpx.URL:
    try:
        url = httpx.URL(written.strip())
    except (httpx.InvalidURL, TypeError) as error:
        raise ConfigError(f"--endpoint {written}: no web address") from error
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise ConfigError(
            "--endpoint: an address with http:// or https:// and no password in it is needed",
            remedy=f"such as http://127.0.0.1:8080/v1; a key goes into {KEY_VARIABLE}",
        )
    path = url.path.rstrip("/")
    return url.copy_with(
        path=path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    )


def _completion(body: bytes) -> Completion:
    try:
        response = msgspec.json.decode(body, type=_Response)
    except msgspec.DecodeError as error:
        raise UnusableAnswer("the endpoint's answer is not of the protocol") from error
    if not response.choices:
        raise UnusableAnswer("the endpoint's answer holds no choice")
    first, usage = response.choices[0], response.usage
    return Completion(
        content=first.message.content or "",
        cut=first.finish_reason == "length",
        prompt_tokens=max(0, usage.prompt_tokens) if usage else None,
        answer_tokens=max(0, usage.completion_tokens) if usage else None,
    )


def _told(body: bytes) -> str:
    """What an endpoint says went wrong, on one line, without what could steer a terminal."""
    said = body[:_SHOWN].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _retry_after(headers: httpx.Headers) -> float:
    said = headers.get("Retry-After", "")
    try:
        return float(said)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, TypeError):
        return 0.0


def _remedy(status: int) -> str:
    match status:
        case 401 | 403:
            return f"put the endpoint's key into {KEY_VARIABLE}"
        case 404:
            return "check --endpoint (up to /v1) and --model"
        case 301 | 302 | 303 | 307 | 308:
            return "redirects are not followed; give the final address"
        case 413:
            return "give a smaller --answer-tokens, or a model with a longer context"
        case _:
            return "check --endpoint and --model"
