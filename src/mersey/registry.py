"""Collect the one object that each file of a folder declares.

To add a measure, a chart or a file format is to add one file; nothing else is edited.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from mersey.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    A module is imported when its member is first asked for: by its name where the module
    has the same, and with all others where the members are gone through.

    Args:
        package: Dotted name of the folder, such as `mersey.flow.measures`.
        attribute: The constant each module must hold, such as `MEASURE`.
        member: The type the constant must have.

    Raises:
        RegistryError: When asked for a member: a module lacks the constant, or a name is
            declared twice.
    """
    return _Collected(package, attribute, member)


class _Collected(Mapping[str, MemberT]):
    """Members by name; what nobody asks for is not imported."""

    def __init__(self, package: str, attribute: str, member: type[MemberT]) -> None:
        self._package, self._attribute, self._member = package, attribute, member

    def __getitem__(self, name: str) -> MemberT:
        if name in self._modules:
            member = self._declared(name)
            if member.name == name:
                return member
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _modules(self) -> tuple[str, ...]:
        folder = importlib.import_module(self._package)
        return tuple(
            sorted(info.name for info in pkgutil.iter_modules(folder.__path__))
        )

    @cached_property
    def _all(self) -> Mapping[str, MemberT]:
        found: dict[str, MemberT] = {}
        for module in self._modules:
            member = self._declared(module)
            if member.name in found:
                msg = f'{self._package}.{module} declares "{member.name}", which exists already.'
                raise RegistryError(msg)
            found[member.name] = member
        return MappingProxyType(found)

    def _declared(self, module: str) -> MemberT:
        found = importlib.import_module(f"{self._package}.{module}")
        declared = getattr(found, self._attribute, None)
        if not isinstance(declared, self._member):
            msg = f"{found.__name__} must declare {self._attribute} as a {self._member.__name__}."
            raise RegistryError(msg)
        return declared
