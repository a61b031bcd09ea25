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
from mersey.web.outside import HOME as OWN_MACHINE
from mersey.web.outside import mail_of, provider_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.web.outside import MailServer, SignInProvider

DEMO_SECRET: Final = "made-up-secret-of-the-made-up-borough-for-nobody-else"  # noqa: S105  (of the demo)
"""Everybody knows it, so no real workspace may be served with it."""

SHORTEST_SECRET: Final = 32

SECRET_FILE: Final = "web-secret"  # noqa: S105  (a file's name)

DEMO_MARK: Final = "made-up-data"
"""A file that says that all in this workspace is made up: the demo signs in anybody."""


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
        mail: Where mail is sent; None prints it instead.
        security_contact: Whom to tell of a weakness, such as `mailto:…`.
        proxies: How many proxies of the council's own stand before it.
    """

    workspace: Path
    is_demo: bool
    secret: str
    address: str
    database_url: str = ""
    council: str = ""
    provider: SignInProvider | None = None
    mail: MailServer | None = None
    security_contact: str = ""
    proxies: int = 0

    @property
    def is_encrypted(self) -> bool:
        """Whether people reach it by HTTPS."""
        return self.address.startswith("https://")

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names that a request may be for."""
        named = urlsplit(self.address).hostname or ""
        return tuple(dict.fromkeys((named, *OWN_MACHINE[:2], "[::1]")))


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
        provider=provider_of(environment),
        mail=mail_of(environment),
        security_contact=_contact(environment, is_demo=is_demo),
        proxies=_proxies(environment),
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


def _contact(environment: Mapping[str, str], *, is_demo: bool) -> str:
    """Whom to tell of a weakness.

    Raises:
        UsageError: It is neither an e-mail nor a web address.
    """
    made_up = "mailto:security@thornmere.example" if is_demo else ""
    said = environment.get("MERSEY_SECURITY_CONTACT", made_up)
    if said and not said.startswith(("mailto:", "https://", "tel:")):
        msg = "MERSEY_SECURITY_CONTACT is no address."
        raise UsageError(
            msg, next_step="Write it as mailto:security@example.gov.uk or https://…"
        )
    return said


def _proxies(environment: Mapping[str, str]) -> int:
    """How many proxies to trust for whom a request comes from.

    Raises:
        UsageError: It is no small number.
    """
    said = environment.get("MERSEY_PROXIES", "0")
    if said not in ("0", "1", "2", "3"):
        msg = "MERSEY_PROXIES is no number from 0 to 3."
        raise UsageError(
            msg, next_step="Say how many proxies of yours stand before mersey."
        )
    return int(said)
