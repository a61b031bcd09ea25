"""The packs there are: those that come with mersey, and those of a folder one names."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import process

from mersey.errors import PackError, UnknownName
from mersey.services.overlay import laid_over
from mersey.services.pack_file import PACK_FILE, as_service, raw_pack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.clocks.clock import Clock
    from mersey.services.service import PackChange, Service

PACKS: Final = Path(__file__).parent / "packs"


@cache
def pack_names() -> tuple[str, ...]:
    """The ids of the packs that come with mersey, in order."""
    return tuple(sorted(path.parent.name for path in PACKS.glob(f"*/{PACK_FILE}")))


@cache
def load_packs() -> Mapping[str, Service]:
    """The packs that come with mersey, by id, in order of their ids.

    Raises:
        PackError: One of them cannot be read.
    """
    return MappingProxyType({name: _packaged(name) for name in pack_names()})


def find_pack(name: str, *, folder: Path | None = None) -> Service:
    """The pack of that id, or the one in the folder of that name.

    Args:
        name: Id of a pack; or the path of a folder that holds a `service.toml`.
        folder: Where a council keeps packs of its own; they go before mersey's.

    Raises:
        UnknownName: There is none; names the nearest.
        PackError: It cannot be read, or says something that cannot be.
    """
    for place in (folder / name if folder else None, folder, Path(name)):
        if place is None or not (place / PACK_FILE).is_file():
            continue
        if place != folder or raw_pack(place).get("id") == name:
            return read_pack(place)
    if name in pack_names():
        return _packaged(name)
    near = process.extractOne(name.lower(), pack_names(), score_cutoff=50)
    raise UnknownName.of(
        "service pack", name, pack_names(), nearest=near[0] if near else ""
    )


def read_pack(folder: Path) -> Service:
    """The pack in `folder`, laid over the one it extends.

    The clocks that a council's own pack states are its own, and count by themselves;
    what it only inherits counts where its `limits` say so.

    Raises:
        PackError: It cannot be read; or it extends a pack or a version that is unknown.
    """
    said = raw_pack(folder)
    path = folder / PACK_FILE
    if folder.parent != PACKS:
        said = {**said, "limits": _own_limits(said)}
    if base := said.get("extends"):
        said = laid_over(_base(str(base), path), said)
    return as_service(said, path)


def _own_limits(said: Mapping[str, Any]) -> Any:
    """Clocks that a pack turns on: those it lists, and those it states itself."""
    listed, stated = said.get("limits", []), said.get("clocks", [])
    if not isinstance(listed, list) or not isinstance(stated, list):
        return listed  # what is wrong with it is said where the whole is checked
    own = [clock["id"] for clock in stated if isinstance(clock, dict) and "id" in clock]
    return list(dict.fromkeys((*listed, *own)))


def changes_since(service: Service) -> tuple[PackChange, ...]:
    """What the pack under an overlay has changed since the version the overlay names.

    Empty for a pack that extends none, and where nothing has changed.
    """
    if not service.extends:
        return ()
    name, _, version = service.extends.partition("@")
    later: list[PackChange] = []
    known = sorted(find_pack(name).changelog, key=lambda change: change.on)
    since = next((c.on for c in known if c.version == version), None)
    if since is not None:
        later = [c for c in known if c.version != version and c.on >= since]
    return tuple(later)


def clock_versions(clock_id: str) -> tuple[Clock, ...]:
    """Every version of a clock in mersey's packs, the earliest first.

    Raises:
        UnknownName: No pack has it; names the nearest.
    """
    found = [
        clock
        for name in pack_names()
        if f'"{clock_id}"' in _text(name)
        for clock in _packaged(name).clocks
        if clock.id == clock_id
    ]
    if not found:
        known = [clock.id for pack in load_packs().values() for clock in pack.clocks]
        near = process.extractOne(clock_id, known, score_cutoff=50)
        raise UnknownName.of(
            "clock", clock_id, dict.fromkeys(known), nearest=near[0] if near else ""
        )
    return tuple(sorted(found, key=lambda clock: clock.valid_from or date.min))


def pack_of_clock(clock_id: str) -> str:
    """Id of mersey's pack that has the clock; empty where none has."""
    packs = load_packs().items()
    return next(
        (name for name, pack in packs if clock_id in {c.id for c in pack.clocks}), ""
    )


@cache
def _packaged(name: str) -> Service:
    return read_pack(PACKS / name)


@cache
def _text(name: str) -> str:
    return (PACKS / name / PACK_FILE).read_text(encoding="utf-8")


def _base(extends: str, path: Path) -> dict[str, Any]:
    """The pack that `name@version` means, as plain data."""
    name, _, version = extends.partition("@")
    if name not in pack_names():
        near = process.extractOne(name, pack_names(), score_cutoff=50)
        meant = f'Did you mean "{near[0]}"? ' if near else ""
        msg = f'{path} extends "{extends}", but there is no pack "{name}".'
        raise PackError(msg, next_step=f"{meant}Known: {', '.join(pack_names())}.")
    base = raw_pack(PACKS / name)
    versions = [change["version"] for change in base.get("changelog", [])]
    if version not in versions:
        msg = f'{path} extends "{extends}", but {name} has no version "{version}".'
        raise PackError(
            msg, next_step=f"Versions it names in its changelog: {', '.join(versions)}."
        )
    return base
