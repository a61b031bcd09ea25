"""The case system's own names of open cases: apart from the logs, encrypted, for few eyes.

`references/<service>.bin` holds pseudonym → reference, by AES-256-GCM; its key is in
`keys/`, as are those of pseudonyms. What a job found for a version that nobody accepted
yet waits beside it, as `<service>.<version>.bin`. Nothing here knows Django.

Source: NIST SP 800-38D (GCM), with 96 random bits for each writing.
"""

from __future__ import annotations

import json
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mersey.eventlog import Workspace
from mersey.load import case_references
from mersey.scratch import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.eventlog import EventLog, FileReading

NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32


def references(workspace: Path, service: str) -> Mapping[str, str]:
    """Pseudonym → reference of the open cases; empty where none are kept or readable."""
    place = place_of(workspace, service)
    if not place.is_file():
        return {}
    return _read(place, _key_place(workspace, service), place.stat().st_mtime_ns)


def write_beside(
    workspace: Path, service: str, file: Path, *, log: EventLog, reading: FileReading
) -> None:
    """Keep the names of the open cases of a version beside those in use, until it is used.

    Nothing where the file has no column that names the case, or its ids were kept.
    """
    column = log.loading.mapping.case
    if not column or log.loading.keeps_ids:
        return
    are_open = frozenset(log.arrays.open_cases.pseudonym.to_pylist())
    found = case_references(
        file,
        options=reading.options,
        column=column,
        key=Workspace(workspace).key(service),
        is_wanted=are_open.__contains__,
        memory=reading.memory,
    )
    _write(workspace, service, found, version=log.facts.log_version)


def place_of(workspace: Path, service: str, version: str = "") -> Path:
    """Where they are: those in use, or those that wait for a version."""
    name = f"{service}.{version}.bin" if version else f"{service}.bin"
    return workspace / "references" / name


def _write(
    workspace: Path, service: str, found: Mapping[str, str], *, version: str
) -> None:
    place = place_of(workspace, service, version)
    key_place = _key_place(workspace, service)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not key_place.is_file():
        write_whole(key_place, AESGCM.generate_key(bit_length=8 * KEY_BYTES))
        key_place.chmod(0o600)
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = json.dumps(dict(found), sort_keys=True).encode()
    sealed = AESGCM(key_place.read_bytes()).encrypt(nonce, plain, service.encode())
    write_whole(place, nonce + sealed)


@lru_cache(maxsize=16)
def _read(place: Path, key: Path, _changed: int) -> Mapping[str, str]:
    told = place.read_bytes()
    nonce, said = told[:NONCE_BYTES], told[NONCE_BYTES:]
    try:
        plain = AESGCM(key.read_bytes()).decrypt(
            nonce, said, place.name.partition(".")[0].encode()
        )
    except (InvalidTag, OSError, ValueError):
        return {}
    found: dict[str, str] = json.loads(plain)
    return found


def _key_place(workspace: Path, service: str) -> Path:
    return workspace / "keys" / f"{service}.references-key"
