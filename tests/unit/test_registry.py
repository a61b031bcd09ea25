"""Members are found by name, one module at a time, and a wrong declaration is refused."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from mersey.errors import RegistryError
from mersey.registry import collect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Collect = Callable[[dict[str, str]], Mapping[str, "Member"]]


@dataclass(frozen=True, kw_only=True)
class Member:
    name: str


_DECLARED = "from {here} import Member\n\nMEMBER = Member(name={name!r})\n"


def declared(name: str) -> str:
    return _DECLARED.format(here=__name__, name=name)


@pytest.fixture
def members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Collect:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    folder = tmp_path / f"members_{tmp_path.name}"

    def made(modules: dict[str, str]) -> Mapping[str, Member]:
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for name, text in modules.items():
            (folder / f"{name}.py").write_text(text)
        return collect(folder.name, "MEMBER", Member)

    return made


def test_collect_imports_one_module_when_asked_for_its_name(members: Collect) -> None:
    found = members({"near": declared("near"), "broken": "MEMBER = 1\n"})
    assert found["near"].name == "near"


def test_collect_goes_in_file_order_when_members_are_listed(members: Collect) -> None:
    found = members({"b": declared("first"), "a": declared("second")})
    assert list(found) == ["second", "first"]


def test_collect_finds_a_member_when_its_module_has_another_name(
    members: Collect,
) -> None:
    found = members({"json_records": declared("json"), "json_table": declared("x")})
    assert found["json"].name == "json"


def test_collect_lacks_a_name_when_nothing_declares_it(members: Collect) -> None:
    assert "far" not in members({"near": declared("near")})


def test_collect_refuses_when_a_module_declares_nothing(members: Collect) -> None:
    with pytest.raises(RegistryError, match="must declare MEMBER as a Member"):
        list(members({"near": ""}))


def test_collect_refuses_when_two_declare_one_name(members: Collect) -> None:
    with pytest.raises(RegistryError, match='"near", which exists already'):
        list(members({"near": declared("near"), "nearer": declared("near")}))
