"""The packs that come with mersey as they were read once: JSON opens fifteen times faster.

`packs/as_read.txt` is written by `make docs`. An entry answers only for the very bytes
of the `service.toml` that it was read from; an edited pack is read itself.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_READ: Final = Path(__file__).parent / "packs" / "as_read.txt"
_KINDS: Final[Mapping[str, type[date] | type[time]]] = {"$date": date, "$time": time}
_MARKS: Final = {kind: mark for mark, kind in _KINDS.items()}


def as_read(content: bytes) -> dict[str, Any] | None:
    """What a `service.toml` of that content says; None where it was not read before."""
    text = _entries().get(_digest(content))
    return None if text is None else json.loads(text, object_hook=_dated)


def compiled(contents: list[bytes]) -> str:
    """The text of `as_read.txt` for packs of these contents: two lines a pack.

    Raises:
        TypeError: A pack holds a value of a kind that no pack has had: mend it here.
    """
    lines = []
    for content in contents:
        said = tomllib.loads(content.decode("utf-8"))
        lines += [_digest(content), json.dumps(said, default=_plain)]
    return "".join(f"{line}\n" for line in lines)


@cache
def _entries() -> dict[str, str]:
    """Digest of a pack's file → what it says, as text that nobody has read yet."""
    try:
        lines = AS_READ.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return dict(zip(lines[::2], lines[1::2], strict=True))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _plain(value: object) -> dict[str, str]:
    if type(value) is date or type(value) is time:
        return {_MARKS[type(value)]: value.isoformat()}
    msg = f"A pack holds a {type(value).__name__}."
    raise TypeError(msg)


def _dated(said: dict[str, Any]) -> Any:
    """A date or time for a table that holds its mark alone."""
    if len(said) == 1:
        ((mark, text),) = said.items()
        if mark in _KINDS:
            return _KINDS[mark].fromisoformat(text)
    return said
