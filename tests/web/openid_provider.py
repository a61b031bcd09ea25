"""A small provider of OpenID Connect: real keys, real HTTP, and faults on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "mersey-client", "of-this-test-alone"  # of nobody


def _key() -> Any:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Whom it signs in, and what is wrong with it. `person` are claims."""

    issuer: str = ""
    person: dict[str, Any] = field(
        default_factory=lambda: {"sub": "p-1", "name": "Nia W"}
    )
    faults: dict[str, Any] = field(default_factory=dict)
    signs_with_other_key: bool = False
    is_away: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = field(default_factory=_key)
    other_key: Any = field(default_factory=_key)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.faults.get("issuer", self.issuer),
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, with a code."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        """The tokens of a code; None where the client is not the one that got it."""
        begun = self.codes.pop(asked["code"], None)
        hashed = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).decode().rstrip("=")
        if not begun or begun.get("code_challenge") != challenge:
            return None
        if (asked["client_id"], asked["client_secret"]) != (CLIENT, SECRET):
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": begun.get("nonce", ""),
            **self.person,
            **self.faults,
        }
        claims.pop("issuer", None)
        key = self.other_key if self.signs_with_other_key else self.key
        signed = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers on a port of this machine."""
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", told.authorized(asked))
                self.end_headers()
            elif parts.path == "/keys":
                self._say(told.keys())
            else:
                self._say(told.configuration())

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = parse_qs(self.rfile.read(size).decode())
            self._say(told.token({name: value[0] for name, value in body.items()}))

        def _say(self, answer: Any) -> None:
            status = 503 if told.is_away else 200
            self.send_response(status if answer else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer or {"error": "invalid_grant"}).encode())

        def log_message(self, *_given: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield told
    server.shutdown()
    server.server_close()
