"""Each lock is complete: pip can install it as it stands, and resolves nothing."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.architecture import tree
from tools.closure import (
    Environment,
    Locked,
    Wants,
    gaps,
    here,
    installed,
    platforms,
    read_lock,
)

PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
LOCKS = {
    path.stem: read_lock(path.read_text("utf-8"))
    for path in sorted((tree.ROOT / "requirements").glob("*.txt"))
}
METADATA = {name: installed(lock) for name, lock in LOCKS.items()}
# Asked for only elsewhere than here, so their metadata cannot be read; they ask for
# nothing on any machine but numpy (contourpy, numpy, scipy: another version for
# another Python), or for what the version that is read asks for too (django).
LEAVES = {"colorama", "contourpy", "django", "numpy", "scipy"}

# A made-up set: `oven` needs a tray with handles, and on Windows a glove.
OVEN = Wants.of(
    "tray[handles]>=2", "glove; sys_platform == 'win32'", "lamp; extra == 'light'"
)
TRAY = Wants.of("grip<3; extra == 'handles'", python=">=3.11")
KITCHEN = """\
glove==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:aa
grip==2.1 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via tray
oven==1.0 \\
    --hash=sha256:dd
tray[handles]==2.0 \\
    --hash=sha256:ee
"""


def _roots(name: str) -> list[Requirement]:
    own = PROJECT["project"]["dependencies"] if name != "build" else []
    return [Requirement(line) for line in [*own, *_group(name)]]


def _group(name: str) -> list[str]:
    lines: list[Any] = GROUPS.get(name, [])
    return [
        one
        for line in lines
        for one in ([line] if isinstance(line, str) else _group(line["include-group"]))
    ]


def _pins(name: str, environment: Environment) -> set[tuple[str, Version]]:
    return {(at.name, at.version) for at in LOCKS[name] if at.applies(environment)}


def _gaps(name: str, environment: Environment) -> list[str]:
    return gaps(
        LOCKS[name],
        roots=_roots(name),
        metadata=METADATA[name],
        environment=environment,
    )


def _kitchen_gaps(text: str, machine: str = "linux-x86_64-3.11") -> list[str]:
    lock = read_lock(text)
    wants = {"oven": OVEN, "tray": TRAY}
    return gaps(
        lock,
        roots=[Requirement("oven")],
        metadata={
            (line.name, line.version): wants[line.name]
            for line in lock
            if line.name in wants
        },
        environment=platforms()[machine],
    )


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_lock_is_closed_when_installed_here(name: str) -> None:
    assert _pins(name, here()) - set(METADATA[name]) == set(), "run `make test`"
    assert _gaps(name, here()) == [], "run `make lock`"


@pytest.mark.parametrize("machine", sorted(platforms()))
@pytest.mark.parametrize("name", sorted(LOCKS))
def test_lock_is_closed_when_the_machine_is_another(name: str, machine: str) -> None:
    environment = platforms()[machine]
    unread = _pins(name, environment) - set(METADATA[name])
    assert {one for one, _ in unread} <= LEAVES
    assert _gaps(name, environment) == []


@pytest.mark.parametrize("taken", LOCKS["dev"], ids=lambda at: at.name)
def test_gap_is_found_when_any_package_is_taken_out(taken: Locked) -> None:
    machines = (here(), *platforms().values())
    left = [line for line in LOCKS["dev"] if line != taken]
    found = gaps(
        left,
        roots=_roots("dev"),
        metadata=METADATA["dev"],
        environment=next(one for one in machines if taken.applies(one)),
    )
    assert any(taken.name in gap.lower().replace("_", "-") for gap in found)


def test_what_runs_is_part_of_what_is_tested() -> None:
    tested = {(at.name, at.version, at.extras, str(at.marker)) for at in LOCKS["dev"]}
    for name in ("run", "build"):
        held = {(at.name, at.version, at.extras, str(at.marker)) for at in LOCKS[name]}
        assert held - tested == set(), f"{name}.txt differs; run `make lock`"


def test_what_runs_brings_no_pandas() -> None:
    assert "pandas" not in {at.name for at in LOCKS["run"]}


def test_every_line_of_a_lock_has_a_hash() -> None:
    bare = [at.name for lock in LOCKS.values() for at in lock if not at.n_hashes]
    assert bare == []


def test_build_lock_holds_what_the_build_asks_for() -> None:
    assert GROUPS["build"] == PROJECT["build-system"]["requires"]


def test_no_gap_is_found_when_a_made_up_lock_is_closed() -> None:
    assert _kitchen_gaps(KITCHEN) == []
    assert _kitchen_gaps(KITCHEN, "win32-AMD64-3.14") == []


@pytest.mark.parametrize(
    ("machine", "old", "new", "gap"),
    [
        ("linux-x86_64-3.11", "grip==", "grap==", "tray asks for grip<3"),
        ("linux-x86_64-3.11", "grip==2.1", "grip==3.0", "tray asks for grip<3"),
        (
            "linux-x86_64-3.11",
            "tray[handles]",
            "tray",
            "oven asks for tray[handles]>=2",
        ),
        ("linux-x86_64-3.11", "]==2.0", "]==1.9", "oven asks for tray[handles]>=2"),
        ("linux-x86_64-3.11", "oven==", "coven==", "the project asks for oven"),
        ("win32-AMD64-3.12", "win32", "darwin", "oven asks for glove"),
        ("linux-x86_64-3.11", "oven==1.0", "oven[light]==1.0", "oven asks for lamp"),
    ],
)
def test_gap_is_found_when_a_made_up_lock_is_broken(
    machine: str, old: str, new: str, gap: str
) -> None:
    assert old in KITCHEN
    (found,) = _kitchen_gaps(KITCHEN.replace(old, new, 1), machine)
    assert found.startswith(gap)


def test_gap_is_found_when_a_package_is_locked_twice() -> None:
    twice = KITCHEN + "grip==2.2 \\\n    --hash=sha256:ff\n"
    assert _kitchen_gaps(twice) == ["grip is locked more than once"]


def test_gap_is_found_when_a_package_is_for_another_python() -> None:
    lock = read_lock("tray==2.0 \\\n    --hash=sha256:ee\n")
    found = gaps(
        lock,
        roots=[],
        metadata={(lock[0].name, lock[0].version): Wants.of(python=">=3.15")},
        environment=platforms()["linux-x86_64-3.14"],
    )
    assert found == ["tray 2.0 is not for this Python"]


def test_lock_is_read_whole_when_it_has_extras_markers_and_hashes() -> None:
    lock = read_lock(KITCHEN)
    assert [(at.name, at.n_hashes) for at in lock] == [
        *(("glove", 1), ("grip", 2), ("oven", 1), ("tray", 1)),
    ]
    assert lock[-1].extras == {"handles"}
    for path in (tree.ROOT / "requirements").glob("*.txt"):
        pinned = re.findall(r"^[a-z][^#\n]*?==", path.read_text("utf-8"), re.MULTILINE)
        assert len(LOCKS[path.stem]) == len(pinned) > 0


def test_lock_is_refused_when_a_line_is_not_pinned() -> None:
    with pytest.raises(ValueError, match="pins with =="):
        read_lock("grip>=2 \\\n    --hash=sha256:bb\n")
