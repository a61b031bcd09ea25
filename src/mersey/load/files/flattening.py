"""A nested record as one row: `{"place": {"ward": …}}` is the column `place.ward`."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEEPEST: Final = 8
SURROGATE: Final = re.compile("[\ud800-\udfff]")
MICROSOFT_DATE: Final = re.compile(r"/Date\((-?\d{1,15})([+-]\d{4})?\)/")
EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def flat(
    record: Mapping[str, Any], *, path: str = "", depth: int = 0
) -> Iterator[tuple[str, Any]]:
    """Each value that is no object, with the keys that lead to it, dots between.

    Lists come as they are. What lies deeper than eight objects stays together.
    """
    for key, value in record.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict) and depth < DEEPEST:
            yield from flat(value, path=here, depth=depth + 1)
        else:
            yield sound(here), value


def is_list_of_objects(value: Any) -> bool:
    """True for a list with an object in it."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def as_text(value: Any) -> str | None:
    """A value as text: as written, a list of plain values parted by semicolons.

    `/Date(…)/`, as older Microsoft services write a moment, becomes ISO 8601.
    """
    if value is None or value in ("", []):
        return None
    if isinstance(value, str):
        return _moment(value) if value.startswith("/Date(") else sound(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sound("; ".join(value))
    return sound(json.dumps(value, ensure_ascii=False))


def sound(text: str) -> str:
    """The text with a mark in place of each half of a letter, which no encoding has."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def _moment(text: str) -> str:
    found = MICROSOFT_DATE.fullmatch(text)
    if found is None:
        return text
    try:
        moment = EPOCH + dt.timedelta(milliseconds=int(found[1]))
    except OverflowError:
        return text
    if found[2]:
        moment = moment.astimezone(dt.datetime.strptime(found[2], "%z").tzinfo)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
