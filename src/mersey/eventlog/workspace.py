"""The workspace: one folder with every service's logs, each version immutable.

    keys/<service>.key              0600 in a folder of 0700; 32 random bytes
    logs/<service>/<log_version>/   store.duckdb, manifest.json, rejected.csv
    logs/<service>/current          the version in use; replaced in one step

A version is built in a hidden folder and renamed when complete, so that a killed run
leaves the old state; what it left behind is swept up by the next load.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from mersey.errors import UnknownName, UsageError, WorkspaceError
from mersey.eventlog.lock import held
from mersey.eventlog.manifest import MANIFEST
from mersey.eventlog.prepared import close_log, open_log
from mersey.scratch import passing, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mersey.eventlog.eventlog import EventLog

KEY_BYTES: Final = 32

BUILDING: Final = ".building-"
"""Prefix of the hidden folder in which a version is made."""

MADE: Final = "store"
"""Folder, inside the one that `make` is given, where it leaves the prepared log."""

SERVICE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, kw_only=True)
class StoredLog:
    """A log in the workspace.

    Attributes:
        log: The log, opened read-only from its place.
        is_new: False where the very same version was current already.
    """

    log: EventLog
    is_new: bool


@dataclass(frozen=True)
class Workspace:
    """The folder that holds every service's logs and keys; made when first needed."""

    path: Path

    def load_into(
        self, service: str, make: Callable[[Path, bytes], EventLog]
    ) -> StoredLog:
        """Make a log of `service` and put it in use; the same log changes nothing.

        Args:
            service: Letters, digits, `-` and `_`.
            make: (scratch folder, key) → a log prepared in its folder `store`.

        Raises:
            UsageError: The service's name cannot be a folder's.
            WorkspaceError: Another load of this service runs, or nothing can be written.
        """
        home = self._home(service)
        with _writing(self.path), self._loading(service):
            version, is_new = self._made(service, make)
            is_new |= _point(home / "current", version)
        return StoredLog(log=open_log(home / version), is_new=is_new)

    def load_beside(
        self, service: str, make: Callable[[Path, bytes], EventLog]
    ) -> StoredLog:
        """Make a log of `service`, and leave the one in use as it is; see `load_into`."""
        with _writing(self.path), self._loading(service):
            version, is_new = self._made(service, make)
        return StoredLog(log=self.open_version(service, version), is_new=is_new)

    def use(self, service: str, version: str) -> bool:
        """Put a version that was made in use; False where it was already.

        Raises:
            UnknownName: There is no such version.
        """
        home = self._home(service)
        if not self.has_version(service, version):
            raise UnknownName.of("version", version, ())
        with _writing(self.path):
            return _point(home / "current", version)

    def versions(self, service: str) -> tuple[str, ...]:
        """Versions of the log of `service` that are there, whole; in no order."""
        found = self._home(service).glob(f"*/{MANIFEST}")
        return tuple(
            place.parent.name for place in found if place.parent.name[0] != "."
        )

    def forget(self, service: str, version: str) -> bool:
        """Remove a version for good; False where it is in use, or is not there.

        It is renamed first, so that what a killed run left is swept up by the next load.

        Raises:
            WorkspaceError: A load of this service runs, or it cannot be removed.
        """
        home = self._home(service)
        with _writing(self.path), self._loading(service):
            is_there = self.has_version(service, version)
            if not is_there or self.version(service) == version:
                return False
            gone = home / f"{BUILDING}{os.getpid()}-{version}"
            (home / version).rename(gone)
            shutil.rmtree(gone)
        return True

    def has_version(self, service: str, version: str) -> bool:
        """Whether a version of that name was made, whole, and is still there."""
        is_name = bool(SERVICE.fullmatch(version))
        return is_name and (self._home(service) / version / MANIFEST).is_file()

    def open_version(self, service: str, version: str) -> EventLog:
        """A version of the log of `service`, opened read-only.

        Raises:
            DataError: There is none, or another version of mersey wrote it.
        """
        return open_log(self._home(service) / version)

    @contextlib.contextmanager
    def reading(self, service: str, version: str) -> Iterator[EventLog]:
        """The same, and let go of at the end.

        Raises:
            DataError: There is none, or another version of mersey wrote it.
        """
        log = self.open_version(service, version)
        try:
            yield log
        finally:
            close_log(log)

    @contextlib.contextmanager
    def _loading(self, service: str) -> Iterator[None]:
        """Nobody else writes a log of `service`, and what killed loads left is gone."""
        home = self._home(service)
        home.mkdir(parents=True, exist_ok=True)
        with held(home / ".lock", what=f'A load of "{service}"'):
            self._sweep(service)
            yield

    def _made(
        self, service: str, make: Callable[[Path, bytes], EventLog]
    ) -> tuple[str, bool]:
        """The version that was made and is in its place, and whether it is new there."""
        home = self._home(service)
        scratch = home / f"{BUILDING}{os.getpid()}"
        with passing(scratch):
            scratch.mkdir(mode=0o700)
            log = make(scratch, self.key(service))
            version = log.facts.log_version
            return version, _keep(scratch / MADE, home / version)

    def open_current(self, service: str) -> EventLog:
        """The log of `service` that is in use, opened read-only.

        Raises:
            UnknownName: No log of that service was loaded.
        """
        return open_log(self._home(service) / self.version(service))

    def version(self, service: str) -> str:
        """The version of the log of `service` that is in use.

        Raises:
            UnknownName: No log of that service was loaded.
        """
        home = self._home(service)
        try:
            return (home / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            known = self.services()
            near = get_close_matches(service, known, n=1, cutoff=0.5)
            raise UnknownName.of(
                "loaded service", service, known, nearest=near[0] if near else ""
            ) from error

    def services(self) -> tuple[str, ...]:
        """Services with a log in use, by name."""
        found = (self.path / "logs").glob("*/current")
        return tuple(sorted(place.parent.name for place in found))

    def key(self, service: str) -> bytes:
        """The service's key for pseudonyms: 32 random bytes, made once, never changed.

        Raises:
            WorkspaceError: The key's file is not a key.
        """
        self._home(service)
        folder = self.path / "keys"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = folder / f"{service}.key"
        if not place.exists():
            _make_key(place)
        key = place.read_bytes()
        if len(key) != KEY_BYTES:
            raise WorkspaceError(
                f"The key of {service} in {folder} is damaged.",
                next_step="Put back the copy you kept, or remove it: pseudonyms made"
                " from now on will then differ from earlier ones.",
            )
        return key

    def key_if_any(self, service: str) -> bytes | None:
        """The service's key, or None where no log of it was ever loaded; makes nothing."""
        if not SERVICE.fullmatch(service):
            return None
        has_one = (self.path / "keys" / f"{service}.key").is_file()
        return self.key(service) if has_one else None

    def _sweep(self, service: str) -> None:
        """Remove what killed loads left, of `service` and of those that do not run."""
        _sweep(self.path / "logs" / service)
        for left in (self.path / "keys").glob(f".{service}.key-*"):
            left.unlink(missing_ok=True)
        for lock in (self.path / "logs").glob("*/.lock"):
            if lock.parent.name != service:
                with (
                    contextlib.suppress(WorkspaceError, OSError),
                    held(lock, what="A load", patience_s=0),
                ):
                    _sweep(lock.parent)

    def _home(self, service: str) -> Path:
        if not SERVICE.fullmatch(service):
            raise UsageError(
                f'"{service}" cannot name a service.',
                next_step="Use letters, digits, - and _, such as housing-repairs.",
            )
        return self.path / "logs" / service


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise WorkspaceError(
            f"The workspace {path} cannot be used: {reason}.",
            next_step="Check that the disk has room and that you may write there, or"
            " name another place with ⟦workspace⟧.",
        ) from error


def _sweep(home: Path) -> None:
    """Remove what killed runs left; the lock makes sure that none is alive."""
    for left in home.glob(f"{BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _keep(made: Path, place: Path) -> bool:
    """Move a finished version into its place; False where it is there already."""
    if (place / MANIFEST).exists():
        return False
    made.rename(place)
    return True


def _point(pointer: Path, version: str) -> bool:
    """Let `pointer` name `version`; False where it did."""
    if pointer.exists() and pointer.read_text(encoding="utf-8").strip() == version:
        return False
    write_whole(pointer, f"{version}\n".encode())
    return True


def _make_key(place: Path) -> None:
    """Write a new key in one step: a key half written would be lost for good."""
    fresh = place.with_name(f".{place.name}-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
    try:
        with contextlib.suppress(
            FileExistsError
        ):  # another load was first: use its key
            os.link(fresh, place)
    finally:
        fresh.unlink()
