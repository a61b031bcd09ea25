"""Django's settings, made from a `Config`: nothing is read from anywhere else."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from mersey.errors import UsageError
from mersey.web import page_time
from mersey.web.accounts.account_settings import LONGEST, account_settings
from mersey.web.code_version import answer_code, whole_code
from mersey.web.compat import csp_middleware, csp_settings
from mersey.web.kept_answers import KeptAnswers
from mersey.web.page_memory import PageMemory

if TYPE_CHECKING:
    from mersey.web.config import Config

A_YEAR_S: Final = 365 * 24 * 60 * 60

LARGEST_FORM: Final = 2_500_000
"""Bytes of a form without its files."""

LARGEST_UPLOAD: Final = 2_000_000_000
"""Bytes of a file: ten million events as CSV are under one."""

SQLITE: Final = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
    " PRAGMA busy_timeout=20000;",
}
"""Readers never wait for a writer, and two writers wait for each other."""


def settings_of(config: Config) -> dict[str, Any]:
    """The settings of an application that runs by `config`."""
    build = whole_code()
    return {
        "SITE": config,
        "SITE_BUILD": build,
        "SITE_CLOCK": page_time.wall,
        "SITE_ANSWERS": KeptAnswers(config.workspace, answer_code()),
        "SITE_PAGES": PageMemory(),
        "DEBUG": False,
        "SECRET_KEY": config.secret,
        "ALLOWED_HOSTS": list(config.hosts),
        "DATABASES": {"default": _database(config)},
        "INSTALLED_APPS": _apps(),
        "MIDDLEWARE": _middleware(),
        "ROOT_URLCONF": "mersey.web.urls",
        "TEMPLATES": _templates(),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LANGUAGE_CODE": "en-gb",
        "TIME_ZONE": "Europe/London",
        "USE_TZ": True,
        "USE_I18N": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM,
        "FILE_UPLOAD_HANDLERS": ["mersey.web.jobs.uploading.StraightToDisk"],
        "FILE_UPLOAD_TEMP_DIR": _incoming(config),
        "FILE_UPLOAD_PERMISSIONS": 0o600,
        "SITE_LARGEST_UPLOAD": LARGEST_UPLOAD,
        "LOGGING_CONFIG": None,
        **_static(build),
        **account_settings(config),
        **_security(config),
    }


def _incoming(config: Config) -> Path:
    """Where uploads are written: the workspace, so that no system's folder fills up."""
    place = config.workspace / "incoming"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _apps() -> list[str]:
    return [
        "mersey.web.apps.WebConfig",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
        "allauth.usersessions",
    ]


def _middleware() -> list[str]:
    return [
        "mersey.web.middleware.CarefulHeaders",
        "django.middleware.security.SecurityMiddleware",
        csp_middleware(),
        "django.middleware.gzip.GZipMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "mersey.web.accounts.time_outs.TimedSessions",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ]


def _templates() -> list[dict[str, Any]]:
    here = Path(str(files("mersey.web")))
    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "OPTIONS": {"environment": "mersey.web.templating.environment"},
        },
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [here / "accounts" / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "builtins": ["mersey.web.accounts.framed"],
            },
        },
    ]


def _static(build: str) -> dict[str, Any]:
    """Styles and scripts, from where they lie; their address changes as they do."""
    return {
        "STATIC_URL": f"/static/{build}/",
        "STATICFILES_DIRS": [
            ("report", Path(str(files("mersey.report"))) / "assets"),
        ],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": A_YEAR_S,
        "WHITENOISE_IMMUTABLE_FILE_TEST": _never_changes,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
    }


def _never_changes(_path: str, _url: str) -> bool:
    return True


def _database(config: Config) -> dict[str, Any]:
    """SQLite in the workspace, or what `DATABASE_URL` says, as libpq reads it.

    Raises:
        UsageError: The address is none of PostgreSQL's.
    """
    if not config.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": config.workspace / "app.sqlite3",
            "OPTIONS": SQLITE,
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(config.database_url)
    if parts.scheme not in ("postgres", "postgresql"):
        msg = "DATABASE_URL is not the address of a PostgreSQL database."
        raise UsageError(
            msg, next_step="Write it as postgresql://name:password@host:5432/database"
        )
    options = dict(parse_qsl(parts.query))
    socket = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _security(config: Config) -> dict[str, Any]:
    safe = config.is_encrypted
    prefix = "__Host-" if safe else ""
    # A browser holds the redirect that follows a form to this rule too.
    forms = ["'self'", *([config.provider.origin] if config.provider else [])]
    policy = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": forms,
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
    return {
        "SESSION_COOKIE_NAME": f"{prefix}mersey-session",
        "SESSION_COOKIE_AGE": int(LONGEST.total_seconds()),
        "SESSION_COOKIE_SECURE": safe,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": f"{prefix}mersey-csrf",
        "CSRF_COOKIE_SECURE": safe,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_TRUSTED_ORIGINS": [config.address] if safe else [],
        "CSRF_FAILURE_VIEW": "mersey.web.pages.mishaps.form_too_old",
        **_behind_proxies(config),
        "SECURE_HSTS_SECONDS": A_YEAR_S if safe else 0,
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        **csp_settings(policy),
    }


def _behind_proxies(config: Config) -> dict[str, Any]:
    """A proxy of the council's own says whether a request came encrypted."""
    if not (config.proxies and config.is_encrypted):
        return {}
    return {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
