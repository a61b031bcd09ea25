"""What a running application was told: by its command line and its environment.

Everything else is in the workspace or the database. Nothing here is read twice: one
`Config` is made as the program starts, and handed down.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mersey.errors import UsageError
from mersey.web.demo.cast import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DEMO_SECRET: Final = "made-up-secret-of-the-made-up-borough-for-nobody-else"  # noqa: S105  (of the demo)
"""Everybody knows it, so no real workspace may be served with it."""

SHORTEST_SECRET: Final = 32

SECRET_FILE: Final = "web-secret"  # noqa: S105  (a file's name)

DEMO_MARK: Final = "made-up-data"
"""A file that says that all in this workspace is made up: the demo signs in anybody."""

HOME: Final = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, kw_only=True)
class SignInProvider:
    """Where an organisation's own people sign in, by OpenID Connect.

    Attributes:
        name: What stands on the button.
        issuer: Address of the issuer, such as Entra's `…/<tenant>/v2.0`.
        client_id, client_secret: As the issuer gave them.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str

    @property
    def origin(self) -> str:
        """Scheme and host, which a form must be let go to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, kw_only=True)
class Config:
    """How the application runs.

    Attributes:
        workspace: The folder of logs, keys and, without PostgreSQL, the database.
        is_demo: True where all is made up and anybody signs in by a button.
        secret: Signs sessions and links.
        address: Where people reach it, such as `https://mersey.example.gov.uk`.
        database_url: `postgresql://…`; empty for SQLite in the workspace.
        council: Whose application it is, for the header.
        provider: Where people sign in besides local accounts; None without one.
    """

    workspace: Path
    is_demo: bool
    secret: str
    address: str
    database_url: str = ""
    council: str = ""
    provider: SignInProvider | None = None

    @property
    def is_encrypted(self) -> bool:
        """Whether people reach it by HTTPS."""
        return self.address.startswith("https://")

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names that a request may be for."""
        named = urlsplit(self.address).hostname or ""
        return tuple(dict.fromkeys((named, *HOME)))


def config_of(
    workspace: Path, *, port: int, is_demo: bool, environment: Mapping[str, str]
) -> Config:
    """What the application runs by.

    Raises:
        UsageError: A real workspace would be served as a demo, or the other way round,
            or with a secret that others know.
        WorkspaceError: The workspace cannot be written.
    """
    _is_the_right_kind(workspace, is_demo=is_demo)
    council = environment.get("MERSEY_COUNCIL", COUNCIL if is_demo else "")
    return Config(
        workspace=workspace.resolve(),
        is_demo=is_demo,
        secret=_secret(workspace, environment, is_demo=is_demo),
        address=environment.get("MERSEY_ADDRESS", f"http://127.0.0.1:{port}"),
        database_url=environment.get("DATABASE_URL", ""),
        council=council,
        provider=_provider(environment),
    )


def _is_the_right_kind(workspace: Path, *, is_demo: bool) -> None:
    """A demo lets anybody in, so it never opens a workspace that holds real logs."""
    is_marked = (workspace / DEMO_MARK).is_file()
    if is_demo and not is_marked and (workspace / "logs").exists():
        msg = f"The workspace {workspace} holds logs that are no demo's, and in a demo anybody signs in as anybody."
        raise UsageError(
            msg, next_step="Name another folder with ⟦workspace⟧, or leave ⟦demo⟧ out."
        )
    if is_marked and not is_demo:
        msg = f"The workspace {workspace} holds made-up data."
        raise UsageError(
            msg, next_step="Serve it with ⟦demo⟧, or name another with ⟦workspace⟧."
        )


def _secret(workspace: Path, environment: Mapping[str, str], *, is_demo: bool) -> str:
    """The secret: the environment's, else the workspace's own, made at the first start."""
    if is_demo:
        return DEMO_SECRET
    given = environment.get("MERSEY_SECRET_KEY")
    if given is None:
        return _own_secret(workspace / "keys")
    if given == DEMO_SECRET or len(given) < SHORTEST_SECRET:
        msg = "MERSEY_SECRET_KEY is a secret that others know or could guess."
        raise UsageError(
            msg,
            next_step=f"Give it {SHORTEST_SECRET} characters or more that nobody knows, or"
            " leave it out: the workspace then makes its own.",
        )
    return given


def _own_secret(folder: Path) -> str:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / SECRET_FILE
    try:
        handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return place.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made


def _provider(environment: Mapping[str, str]) -> SignInProvider | None:
    """The provider that the environment names.

    Raises:
        UsageError: It is named in part.
    """
    names = ("MERSEY_OIDC_ISSUER", "MERSEY_OIDC_CLIENT_ID", "MERSEY_OIDC_SECRET")
    said = [environment.get(name, "") for name in names]
    if not any(said):
        return None
    if not all(said):
        lacking = [name for name, value in zip(names, said, strict=True) if not value]
        msg = f"A sign-in provider is named, but {', '.join(lacking)} is missing."
        raise UsageError(msg, next_step="Set all three, or none of them.")
    return SignInProvider(
        name=environment.get("MERSEY_OIDC_NAME", "your council account"),
        issuer=said[0],
        client_id=said[1],
        client_secret=said[2],
    )
