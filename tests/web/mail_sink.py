"""A small mail server: takes what is sent by SMTP, and keeps it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """Where it is, and what it took."""

    port: int = 0
    taken: list[str] = field(default_factory=list)


@contextmanager
def sink() -> Iterator[Sink]:
    """A server on a port of this machine."""
    kept = Sink()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 sink")
            while line := self.rfile.readline().decode().strip().upper():
                if line == "DATA":
                    self._say("354 go on")
                    kept.taken.append(self._text())
                self._say("221 bye" if line == "QUIT" else "250 ok")
                if line == "QUIT":
                    return

        def _text(self) -> str:
            lines = iter(self.rfile.readline, b".\r\n")
            return b"".join(lines).decode()

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield kept
        server.shutdown()
