"""All that is declared, gone through for the documentation and for tests."""

from __future__ import annotations

import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mersey.errors import RegistryError
from mersey.findings.kind import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ABOUT: Final = MappingProxyType(
    {
        "About the file": "mersey.findings.about_the_file",
        "About the log": "mersey.findings.about_the_log",
    }
)
"""Part of the documentation → the folder that declares what stands in it."""


def declared(package: str) -> Mapping[str, FindingKind]:
    """Id → what the modules of a folder declare, by id; of several wordings the first.

    Args:
        package: Dotted name of the folder, such as `mersey.findings.about_the_log`.

    Raises:
        RegistryError: Two declarations share an id and are not of one meaning.
    """
    found: dict[str, FindingKind] = {}
    for kind in _kinds(package):
        first = found.setdefault(kind.id, kind)
        if first.meaning != kind.meaning:
            msg = f'"{kind.id}" is declared twice in {package}, with two meanings.'
            raise RegistryError(msg)
    return MappingProxyType(dict(sorted(found.items())))


def _kinds(package: str) -> Iterator[FindingKind]:
    folder = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda one: one.name):
        module = importlib.import_module(f"{package}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, FindingKind):
                yield value
