"""Collect the one object that each file of a folder declares.

To add a measure, a chart or a file format is to add one file; nothing else is edited.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from mersey.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Named", "collect"]


class Named(Protocol):
    """Anything with a name of its own."""

    @property
    def name(self) -> str:
        """The name under which it is found."""
        ...


MemberT = TypeVar("MemberT", bound=Named)


def collect(
    package: str, attribute: str, member: type[MemberT]
) -> Mapping[str, MemberT]:
    """The members that the modules of `package` declare, by name, in file order.

    Args:
        package: Dotted name of the folder, such as `mersey.flow.measures`.
        attribute: The constant each module must hold, such as `MEASURE`.
        member: The type the constant must have.

    Raises:
        RegistryError: A module lacks the constant, or a name is declared twice.
    """
    found: dict[str, MemberT] = {}
    folder = importlib.import_module(package)
    for info in sorted(pkgutil.iter_modules(folder.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"{package}.{info.name}")
        declared = getattr(module, attribute, None)
        if not isinstance(declared, member):
            msg = f"{module.__name__} must declare {attribute} as a {member.__name__}."
            raise RegistryError(msg)
        if declared.name in found:
            msg = f'{module.__name__} declares "{declared.name}", which exists already.'
            raise RegistryError(msg)
        found[declared.name] = declared
    return MappingProxyType(found)
