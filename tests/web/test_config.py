"""What a start refuses, and what it takes from its surroundings."""

from __future__ import annotations

from pathlib import Path

import pytest

from mersey.errors import UsageError
from mersey.web.config import DEMO_MARK, DEMO_SECRET, Config, config_of
from mersey.web.settings import _database, _security


def _of(workspace: Path, *, is_demo: bool = False, **environment: str) -> Config:
    return config_of(workspace, port=8000, is_demo=is_demo, environment=environment)


def test_own_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first, again = _of(tmp_path), _of(tmp_path)
    assert first.secret == again.secret
    assert len(first.secret) >= 48
    assert (tmp_path / "keys/web-secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("secret", [DEMO_SECRET, "short", ""])
def test_secret_that_others_know_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(UsageError, match="could guess"):
        _of(tmp_path, MERSEY_SECRET_KEY=secret)


def test_demo_is_refused_when_the_workspace_holds_real_logs(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    with pytest.raises(UsageError, match="anybody signs in"):
        _of(tmp_path, is_demo=True)


def test_made_up_workspace_is_refused_when_served_for_real(tmp_path: Path) -> None:
    (tmp_path / DEMO_MARK).touch()
    with pytest.raises(UsageError, match="made-up"):
        _of(tmp_path)


def test_cookies_are_for_https_alone_when_the_address_is(tmp_path: Path) -> None:
    found = _security(_of(tmp_path, MERSEY_ADDRESS="https://mersey.example.gov.uk"))
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://mersey.example.gov.uk"]
    assert found["SECURE_HSTS_SECONDS"] > 0


def test_forms_may_lead_to_the_provider_that_is_named(tmp_path: Path) -> None:
    config = _of(
        tmp_path,
        MERSEY_OIDC_ISSUER="https://login.example.org/tenant/v2.0",
        MERSEY_OIDC_CLIENT_ID="id",
        MERSEY_OIDC_SECRET="s",  # noqa: S106  (of nobody)
    )
    policy = _security(config)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["form-action"] == ["'self'", "https://login.example.org"]


def test_provider_named_in_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="MERSEY_OIDC_CLIENT_ID"):
        _of(tmp_path, MERSEY_OIDC_ISSUER="https://login.example.org")


def test_database_is_postgresql_when_its_address_says_so(tmp_path: Path) -> None:
    config = _of(tmp_path, DATABASE_URL="postgresql://me:p%40ss@db.local:6543/mersey")
    found = _database(config)
    assert found["ENGINE"].endswith("postgresql")
    assert (found["USER"], found["PASSWORD"]) == ("me", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == (
        "db.local",
        "6543",
        "mersey",
    )


def test_other_databases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="PostgreSQL"):
        _database(_of(tmp_path, DATABASE_URL="mysql://me@db/mersey"))
