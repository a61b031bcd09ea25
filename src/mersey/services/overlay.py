"""A pack that lies over another: the base's lists with the overlay's entries put in.

    extends = "planning@2026"

Entries are told apart by their id (`code` of a demand code, `name` of a return); the
overlay's entry takes the place of all the base's with that id, and new ones follow.
Lists of plain words are joined. Single values of the overlay win. The changelog is the
overlay's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMES: Final = ("id", "code", "name", "version")
_NOT_INHERITED: Final = frozenset({"changelog", "checked_on", "contributors"})
_WHOLE: Final = _NOT_INHERITED | {"nations"}
"""Lists that an overlay replaces whole."""


def laid_over(base: Mapping[str, Any], overlay: Mapping[str, Any]) -> dict[str, Any]:
    """The base as plain data, with the overlay's entries put in; neither is changed."""
    merged = {name: value for name, value in base.items() if name not in _NOT_INHERITED}
    for name, value in overlay.items():
        if isinstance(value, list) and name in merged and name not in _WHOLE:
            merged[name] = _joined(merged[name], value)
        else:
            merged[name] = value
    return merged


def _joined(base: Sequence[Any], overlay: Sequence[Any]) -> list[Any]:
    said = [_name_of(entry) for entry in overlay]
    places = {_name_of(entry): place for place, entry in reversed([*enumerate(base)])}
    joined: list[Any] = []
    for place, entry in enumerate(base):
        name = _name_of(entry)
        if name not in said:
            joined.append(entry)
        elif places[name] == place:
            joined += [mine for mine in overlay if _name_of(mine) == name]
    return joined + [mine for mine in overlay if _name_of(mine) not in places]


def _name_of(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return next((str(entry[name]) for name in _NAMES if name in entry), str(entry))
