"""A server on loopback that speaks the OpenAI chat protocol, well or badly as a test wants."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer: the model's words, or any status and bytes.

    ``pause_s`` is waited before and between the halves of the body; ``torn`` ends the connection in
    the middle of it.
    """

    content: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    finish: str = "stop"
    usage: tuple[int, int] | None = (1000, 200)
    pause_s: float = 0.0
    torn: bool = False

    def encoded(self) -> bytes:
        if self.body is not None:
            return self.body
        words = self.content if isinstance(self.content, str) else json.dumps(self.content)
        told: dict[str, Any] = {
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": words},
                    "finish_reason": self.finish,
                }
            ]
        }
        if self.usage:
            told["usage"] = {"prompt_tokens": self.usage[0], "completion_tokens": self.usage[1]}
        return json.dumps(told).encode()


@dataclass
class Asked:
    """One request: its address, headers and body."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passage(self) -> dict[str, Any]:
        """What the user's message holds."""
        told: dict[str, Any] = json.loads(self.body["messages"][-1]["content"])
        return told


class ModelServer:
    """Answers with ``reply``; ``asked`` holds what came, ``together`` the most requests at once."""

    def __init__(self) -> None:
        self.reply: Callable[[Asked], Reply] = lambda asked: Reply({"claims": []})
        self.asked: list[Asked] = []
        self.together = 0
        self.url = ""
        self._now = 0
        self._lock = threading.Lock()

    def replies(self, *replies: Reply) -> None:
        """Answer with these in turn, the last one for ever."""
        waiting = list(replies)

        def reply(asked: Asked) -> Reply:
            with self._lock:
                return waiting.pop(0) if len(waiting) > 1 else waiting[0]

        self.reply = reply

    def says(self, *claims: dict[str, Any]) -> None:
        """Answer every request with these claims."""
        self.reply = lambda asked: Reply({"claims": list(claims)})

    def enter(self, asked: Asked) -> None:
        with self._lock:
            self.asked.append(asked)
            self._now += 1
            self.together = max(self.together, self._now)

    def leave(self) -> None:
        with self._lock:
            self._now -= 1


@contextmanager
def serving() -> Iterator[ModelServer]:
    served = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            asked = Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length)))
            served.enter(asked)
            try:
                self._answer(served.reply(asked))
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                served.leave()

        def _answer(self, reply: Reply) -> None:
            body = reply.encoded()
            time.sleep(reply.pause_s)
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            half = len(body) // 2
            self.wfile.write(body[:half])
            self.wfile.flush()
            if reply.torn:
                self.close_connection = True
                return
            time.sleep(reply.pause_s)
            self.wfile.write(body[half:])

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
