"""What stands outside and is spoken to: where people sign in, and where mail is sent.

Secrets are read from files, so that no list of processes and no saved environment tells
them; the environment names the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

ENCRYPTIONS: Final = ("starttls", "tls", "none")

SUBMISSION_PORT: Final = 587

HOME: Final = ("localhost", "127.0.0.1", "::1")
"""Where nobody listens in between: a provider there may be spoken to without TLS."""


@dataclass(frozen=True, kw_only=True)
class SignInProvider:
    """Where an organisation's own people sign in, by OpenID Connect.

    Attributes:
        name: What stands on the button.
        issuer: Address of the issuer, such as Entra's `…/<tenant>/v2.0`.
        client_id, client_secret: As the issuer gave them.
        gives_roles: Whether a role that it names (its claim `roles`) lets a person in
            and says what they may do; else people are invited.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str
    gives_roles: bool = False

    @property
    def origin(self) -> str:
        """Scheme and host, which a form must be let go to."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """A server that takes mail by SMTP.

    Attributes:
        host, port: Where it is.
        sender: Whom mail comes from.
        user, password: Empty where it asks for none.
        encryption: `starttls`, `tls` or `none`.
    """

    host: str
    port: int
    sender: str
    user: str
    password: str
    encryption: str


def provider_of(environment: Mapping[str, str]) -> SignInProvider | None:
    """The provider that the environment names; None where it names none.

    Raises:
        UsageError: It is named in part, or would be spoken to in the clear.
    """
    said = {
        "MERSEY_OIDC_ISSUER": environment.get("MERSEY_OIDC_ISSUER", ""),
        "MERSEY_OIDC_CLIENT_ID": environment.get("MERSEY_OIDC_CLIENT_ID", ""),
        "MERSEY_OIDC_SECRET_FILE": _secret(environment, "MERSEY_OIDC_SECRET"),
    }
    if not any(said.values()):
        return None
    lacking = [name for name, value in said.items() if not value]
    if lacking:
        msg = f"A sign-in provider is named, but {', '.join(lacking)} is missing."
        raise UsageError(msg, next_step="Set all three, or none of them.")
    issuer, client_id, secret = said.values()
    _is_safe(issuer)
    return SignInProvider(
        name=environment.get("MERSEY_OIDC_NAME", "your council account"),
        issuer=issuer,
        client_id=client_id,
        client_secret=secret,
        gives_roles=_yes(environment, "MERSEY_OIDC_ROLES"),
    )


def mail_of(environment: Mapping[str, str]) -> MailServer | None:
    """The mail server that the environment names; None: mail is printed.

    Raises:
        UsageError: What is said of it cannot be meant.
    """
    host = environment.get("MERSEY_SMTP_HOST", "")
    if not host:
        return None
    encryption = environment.get("MERSEY_SMTP_ENCRYPTION", "starttls")
    port = environment.get("MERSEY_SMTP_PORT", str(SUBMISSION_PORT))
    sender = environment.get("MERSEY_SMTP_FROM", "")
    if encryption not in ENCRYPTIONS or not port.isdecimal() or "@" not in sender:
        msg = "MERSEY_SMTP_HOST is set, but not where and how mail is sent."
        raise UsageError(
            msg,
            next_step="Set MERSEY_SMTP_FROM to an address, and where they differ"
            " MERSEY_SMTP_PORT (587) and MERSEY_SMTP_ENCRYPTION (starttls, tls or none).",
        )
    return MailServer(
        host=host,
        port=int(port),
        sender=sender,
        user=environment.get("MERSEY_SMTP_USER", ""),
        password=_secret(environment, "MERSEY_SMTP_PASSWORD"),
        encryption=encryption,
    )


def _secret(environment: Mapping[str, str], name: str) -> str:
    """From the file that `<name>_FILE` names, else from `<name>` itself.

    Raises:
        UsageError: The file cannot be read.
    """
    place = environment.get(f"{name}_FILE", "")
    if not place:
        return environment.get(name, "")
    try:
        return Path(place).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The file that {name}_FILE names cannot be read."
        raise UsageError(
            msg, next_step="Name a file that holds the secret alone, in one line."
        ) from error


def _is_safe(issuer: str) -> None:
    parts = urlsplit(issuer)
    is_home = parts.scheme == "http" and parts.hostname in HOME
    if not (parts.netloc and (parts.scheme == "https" or is_home)):
        msg = "MERSEY_OIDC_ISSUER is no address that begins with https."
        raise UsageError(
            msg,
            next_step="Give it as the provider names itself, such as"
            " https://login.microsoftonline.com/TENANT/v2.0",
        )


def _yes(environment: Mapping[str, str], name: str) -> bool:
    """Whether a setting is on.

    Raises:
        UsageError: It is neither `yes` nor `no`.
    """
    said = environment.get(name, "no").lower()
    if said not in ("yes", "no"):
        msg = f"{name} is neither yes nor no."
        raise UsageError(msg, next_step="Write yes or no, or leave it out.")
    return said == "yes"
