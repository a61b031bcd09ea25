"""A served site as a program meets it: started in a process of its own, and asked.

Keeps a connection and cookies as a browser does, sends forms and files, and counts no
time of its own: what a request took is from its first byte sent to its last one read.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

CSRF = "mersey-csrf"
PATIENCE_S = 180.0


@dataclass(frozen=True, kw_only=True)
class Told:
    """An answer: `headers` by their names in small letters, `body` as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class WebVisitor:
    """Somebody with a browser."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    timeout_s: float = 60.0
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Told:
        """The answer to a GET."""
        named = {
            name.replace("_", "-").title(): value for name, value in headers.items()
        }
        return self.ask("GET", path, headers=named)

    def post(self, path: str, said: Mapping[str, str]) -> Told:
        """The answer to a form that is sent, with its token."""
        fields = {"csrfmiddlewaretoken": self.cookies.get(CSRF, ""), **said}
        kind = "application/x-www-form-urlencoded"
        return self.ask(
            "POST", path, urlencode(fields).encode(), {"Content-Type": kind}
        )

    def bring(self, path: str, name: str, content: bytes) -> Told:
        """The answer to a file that is uploaded."""
        edge = secrets.token_hex(16)
        token = self.cookies.get(CSRF, "")
        start = (
            f"--{edge}\r\nContent-Disposition: form-data; "
            f'name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        )
        body = start.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = f"multipart/form-data; boundary={edge}"
        return self.ask("POST", path, body, {"Content-Type": kind})

    def sign_in(self, person: str) -> Told:
        """The answer to the button of one of a demo's cast."""
        self.get("/demo/")
        return self.post("/demo/sign-in", {"person": person})

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Told:
        """The answer; a connection that the server closed meanwhile is opened once more.

        Raises:
            OSError: There is no answer.
            http.client.HTTPException: There is none that can be read.
        """
        was_open = self._connection is not None
        try:
            return self._ask(method, path, body, headers or {})
        except (http.client.HTTPException, OSError):
            self.leave()
            if not was_open or method != "GET":
                raise
        return self._ask(method, path, body, headers or {})

    def leave(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Told:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=self.timeout_s
            )
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Accept-Encoding": "gzip", "Cookie": cookies, **headers}
        self._connection.request(method, path, body, sent)
        told = self._connection.getresponse()
        content = told.read()
        for header in told.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        named = {name.lower(): value for name, value in told.headers.items()}
        return Told(status=told.status, headers=named, body=content)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(
    program: Sequence[str],
    *,
    port: int,
    environment: Mapping[str, str] | None = None,
    words: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """The process of `python -m program`, once it answers; it is killed in the end.

    Args:
        program: What is started, such as `("mersey", "serve", "--port", "8000")`.
        port: Where it will answer.
        environment: Variables besides those of this process.
        words: A file for what it prints; nowhere without.
    """
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(words.open("ab")) if words else subprocess.DEVNULL
        process = subprocess.Popen(
            [sys.executable, "-m", *program],
            env={**os.environ, **(environment or {})},
            stdout=out,
            stderr=out,
        )
        try:
            wait_for_health(port, process)
            yield process
        finally:
            process.kill()
            process.wait()


def wait_for_health(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers.

    Raises:
        TimeoutError: It does not, or has ended.
    """
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up and process.poll() is None:
        asking = WebVisitor(port, timeout_s=5)
        try:
            if asking.get("/health").status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            asking.leave()
    msg = f"nothing answers at port {port}"
    raise TimeoutError(msg)
