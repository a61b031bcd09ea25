"""Whether a lock meets, by itself, all that its packages ask for.

`pip install --no-deps` installs a lock as it stands, so nothing may be missing from it.
What a package asks for is its own metadata, as it is installed here (PEP 566, PEP 508).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

__all__ = [
    "Environment",
    "Locked",
    "Wants",
    "gaps",
    "here",
    "installed",
    "platforms",
    "read_lock",
]

# What differs between the machines that mersey is for: system, name, processor.
MACHINES = (
    ("linux", "Linux", "posix", "x86_64"),
    ("linux", "Linux", "posix", "aarch64"),
    ("darwin", "Darwin", "posix", "arm64"),
    ("darwin", "Darwin", "posix", "x86_64"),
    ("win32", "Windows", "nt", "AMD64"),
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# `name[extra]==1.0 ; marker \`, and the lines of hashes that follow it.
ENTRY = re.compile(
    r"^([A-Za-z0-9][^\\\n]*?)\s*\\?\n((?:[ \t]+--hash=\S+[^\n]*\n?)*)", re.MULTILINE
)

Environment = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One line of a lock: a package at one version, with its extras, where it applies."""

    name: str
    version: Version
    extras: frozenset[str] = frozenset()
    marker: Marker | None = None
    hashes: tuple[str, ...] = ()

    @property
    def n_hashes(self) -> int:
        """Of how many files it may be installed."""
        return len(self.hashes)

    def applies(self, environment: Environment) -> bool:
        """True where a machine of this kind installs the line."""
        return self.marker is None or self.marker.evaluate(dict(environment))

    def meets(self, wanted: Requirement) -> bool:
        """True where version and extras are what is asked for."""
        return self.extras >= wanted.extras and wanted.specifier.contains(
            self.version, prereleases=True
        )


@dataclass(frozen=True, kw_only=True)
class Wants:
    """What one version of a package asks for, by its metadata."""

    requires: tuple[Requirement, ...] = ()
    python: SpecifierSet = field(default_factory=SpecifierSet)

    @classmethod
    def of(cls, *requires: str, python: str = "") -> Wants:
        """From the strings that metadata holds."""
        return cls(
            requires=tuple(map(Requirement, requires)), python=SpecifierSet(python)
        )


# Name and version → what it asks for; a version whose metadata is not here is left out.
Metadata = Mapping[tuple[str, Version], Wants]


def read_lock(text: str) -> tuple[Locked, ...]:
    """The lines of a lock, as pip reads them."""
    return tuple(_locked(line, hashes) for line, hashes in ENTRY.findall(text))


def _locked(line: str, hashes: str) -> Locked:
    wanted = Requirement(line)
    (pin,) = wanted.specifier
    if pin.operator != "==":
        raise ValueError(f"a lock pins with ==, not {wanted}")
    return Locked(
        name=canonicalize_name(wanted.name),
        version=Version(pin.version),
        extras=frozenset(wanted.extras),
        marker=wanted.marker,
        hashes=tuple(re.findall(r"--hash=sha256:(\w+)", hashes)),
    )


def installed(lock: Iterable[Locked]) -> dict[tuple[str, Version], Wants]:
    """What the locked versions that are installed here ask for."""
    found: dict[tuple[str, Version], Wants] = {}
    for line in lock:
        try:
            held = distribution(line.name)
        except PackageNotFoundError:
            continue
        if Version(held.version) == line.version:
            needs: Any = held.metadata.get("Requires-Python") or ""
            found[line.name, line.version] = Wants.of(
                *(held.requires or ()), python=needs
            )
    return found


def here() -> Environment:
    """The machine that runs the tests, in the words of markers."""
    return {**default_environment(), "extra": ""}


def platforms() -> dict[str, Environment]:
    """A name → the words of markers, for each system, processor and Python we serve."""
    return {
        f"{system}-{processor}-{python}": {
            "extra": "",
            "implementation_name": "cpython",
            "os_name": os_name,
            "platform_machine": processor,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": title,
            "platform_version": "",
            "python_full_version": f"{python}.5",
            "python_version": python,
            "sys_platform": system,
        }
        for system, title, os_name, processor in MACHINES
        for python in PYTHONS
    }


def gaps(
    lock: Iterable[Locked],
    *,
    roots: Iterable[Requirement],
    metadata: Metadata,
    environment: Environment,
) -> list[str]:
    """What is asked for and not met by the lock on such a machine; empty where closed.

    A package whose metadata is not known asks for nothing: see `metadata`.
    """
    on_it = [line for line in lock if line.applies(environment)]
    by_name = {line.name: line for line in on_it}
    found = [
        f"{name} is locked more than once"
        for name in by_name
        if sum(line.name == name for line in on_it) > 1
    ]
    found += _unmet("the project", roots, by_name, environment)
    for line in on_it:
        wants = metadata.get((line.name, line.version), Wants())
        if not wants.python.contains(environment["python_full_version"]):
            found.append(f"{line.name} {line.version} is not for this Python")
        for extra in ("", *sorted(line.extras)):
            asked = {**environment, "extra": extra}
            found += _unmet(line.name, wants.requires, by_name, asked)
    return list(dict.fromkeys(found))


def _unmet(
    who: str,
    requires: Iterable[Requirement],
    by_name: Mapping[str, Locked],
    environment: Environment,
) -> list[str]:
    return [
        f"{who} asks for {wanted}"
        for wanted in requires
        if wanted.marker is None or wanted.marker.evaluate(dict(environment))
        if not (line := by_name.get(canonicalize_name(wanted.name)))
        or not line.meets(wanted)
    ]
