"""Pages as they were set a moment ago, shown again as long as nothing was done since.

Whatever people do is written in the trail, so the digest of its last entry stands for all
of it; what a page says besides comes from files, whose stamps stand for them. Whatever a
worker does without an entry is seen a minute later at most.
"""

from __future__ import annotations

import hashlib
import re
import threading
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connection
from django.middleware.csrf import get_token

from mersey.errors import UnknownName
from mersey.web.page_time import today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

    from mersey.web.access import Visitor
    from mersey.web.models import CouncilService

MOST_BYTES: Final = 48_000_000
"""Some 500 pages."""

AT_MOST_S: Final = 60
"""How long a page is shown again, whatever happens."""

NAMES_SEEN: Final = "names seen"
"""Key of the session: which names of cases it was shown already."""

CHANGES_NOTHING: Final = (
    *("signed in", "signed out", "was signed out", "failed to sign in", "was refused"),
    *("saw names of cases", "took the table of cases", "took the rejected rows"),
)
"""Actions of the trail after which every page still says the same."""

_HEAD: Final = (
    "SELECT digest FROM web_trailentry WHERE action NOT IN ("  # noqa: S608  (ours)
    + ", ".join(["%s"] * len(CHANGES_NOTHING))
    + ") ORDER BY number DESC LIMIT 1"
)
"""The last entry after which a page may say something else."""

_TOKEN: Final = re.compile(rb'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+')


class Remember(StrEnum):
    """For whom a page may be shown again."""

    NEVER = "never"
    PERSON = "person"
    """For one person in the same roles, in all their sessions."""

    SIGHT = "sight"
    """The same, once the trail says that this session saw the names of cases."""


@dataclass(frozen=True, kw_only=True)
class RememberedPage:
    """A page that was set: its bytes, and the version that it said it is of."""

    body: bytes
    content_type: str
    version: str


class PageMemory:
    """The pages that were set last, up to so many bytes; the oldest goes first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[str, RememberedPage] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: str) -> RememberedPage | None:
        """The page of that key, if it is still there."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: str, page: RememberedPage) -> None:
        """Keep a page, and let the oldest go where there is no room."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > self._most and self._pages:
                self._drop(next(iter(self._pages)))

    def forget(self) -> None:
        """Let everything go."""
        with self._lock:
            self._pages.clear()
            self._bytes = 0

    def _drop(self, key: str) -> None:
        gone = self._pages.pop(key, None)
        self._bytes -= len(gone.body) if gone else 0


def key_of(
    request: HttpRequest,
    remember: Remember,
    *,
    who: Visitor,
    service: CouncilService | None,
    version: str,
) -> str:
    """Stands for all that the page says, and to whom; empty where it is not kept.

    A page that carries a message is set for it alone.

    Args:
        request: Who asks for what.
        remember: For whom the page may be shown again.
        who: The visitor.
        service: Whose page it is; None for a page of no service.
        version: The version of its log that the address pins; empty for the one in use.
    """
    if remember is Remember.NEVER or request.method != "GET":
        return ""
    person = who.person
    if person is None or len(get_messages(request)):
        return ""
    roles = sorted((key, str(one.role)) for key, one in who.memberships.items())
    path = request.get_full_path()
    told = (
        path,
        *(person.pk, str(person), roles),
        request.session.get(NAMES_SEEN, "") if remember is Remember.SIGHT else "",
        *(_head(), today(), _minute(f"{path} {person.pk}")),
        *(_stamps_of(service, version) if service else _stamps_of_all()),
        _stamps_of_plans(service) if service else "",
    )
    return hashlib.sha256("\0".join(map(str, told)).encode()).hexdigest()


def remember_page(key: str, response: HttpResponse, version: str) -> None:
    """Keep what was set, if it is a whole page."""
    if response.status_code != 200 or response.streaming:
        return
    settings.SITE_PAGES.keep(
        key,
        RememberedPage(
            body=response.content,
            content_type=response["Content-Type"],
            version=version,
        ),
    )


def body_for(request: HttpRequest, page: RememberedPage) -> bytes:
    """The page's bytes, with tokens of this request in its forms."""
    if b"csrfmiddlewaretoken" not in page.body:
        return page.body
    token = get_token(request).encode()
    return _TOKEN.sub(rb"\g<1>" + token, page.body)


def _minute(name: str) -> int:
    """Changes every `AT_MOST_S`, at a moment of its own for each name.

    If every page of everybody were to be set anew as the same minute begins, those who
    ask just then would wait for all of them.
    """
    return int((time.time() + zlib.crc32(name.encode()) % AT_MOST_S) // AT_MOST_S)


def _head() -> str:
    """Digest of the trail's last entry that tells of a change."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, CHANGES_NOTHING)
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def _stamps_of_all() -> Iterator[Any]:
    """What tells one state of the logs in use from every other."""
    home: Path = settings.SITE.workspace / "logs"
    return ((one.name, *_stamp(one / "current")) for one in sorted(home.glob("*")))


def _stamps_of(service: CouncilService, version: str) -> tuple[Any, ...]:
    """The same of one service, and whether its answer is there."""
    slug = str(service.slug)
    place = settings.SITE.workspace / "logs" / slug / "current"
    try:
        is_made = settings.SITE_ANSWERS.is_made(slug, version)
    except UnknownName:
        is_made = False
    return (service.name, *_stamp(place), is_made)


def _stamps_of_plans(service: CouncilService) -> list[Any]:
    """The same of the files of its experiments."""
    home: Path = settings.SITE.workspace / "experiments" / str(service.slug)
    return [(one.name, *_stamp(one)) for one in sorted(home.rglob("*"))]


def _stamp(place: Path) -> tuple[int, int]:
    """When a file was written, and its size; zeros where it is not there."""
    try:
        found = place.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
