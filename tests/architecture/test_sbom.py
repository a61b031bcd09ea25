"""The bill of materials holds every part, its licence and its hashes; and no more."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name

from tests.architecture import tree
from tools import sbom
from tools.closure import read_lock
from tools.licences import READ_BY_HAND, licence_of

LINES = read_lock(sbom.LOCK.read_text("utf-8"))
CHECKER = tree.ROOT / ".venv-sbom" / "bin" / "python"
COPYLEFT = ("AGPL", "GPL-2", "GPL-3", "SSPL")


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return sbom.bill()


def test_every_line_of_the_lock_is_a_part(made: dict[str, Any]) -> None:
    named = {(one["name"], one["version"]) for one in made["components"]}
    ours = {("govuk-frontend", "6.3.0")}
    assert named == {(one.name, str(one.version)) for one in LINES} | ours


def test_every_part_has_a_licence_and_none_binds_who_runs_it(
    made: dict[str, Any],
) -> None:
    said = [one["licenses"][0] for one in made["components"]]
    names = [one.get("expression") or one["license"]["id"] for one in said]
    assert all(names)
    assert [name for name in names if name.startswith(COPYLEFT)] == []


def test_every_locked_part_has_the_hashes_of_the_lock(made: dict[str, Any]) -> None:
    held = {
        (one["name"], one["version"]): {h["content"] for h in one["hashes"]}
        for one in made["components"]
        if "hashes" in one
    }
    assert held == {(o.name, str(o.version)): set(o.hashes) for o in LINES}


def test_who_asks_for_whom_leads_to_every_part(made: dict[str, Any]) -> None:
    asks = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    reached, to_do = set[str](), [made["metadata"]["component"]["bom-ref"]]
    while to_do:
        ref = to_do.pop()
        to_do += [one for one in asks[ref] if one not in reached]
        reached |= set(asks[ref])
    assert reached == {one["bom-ref"] for one in made["components"]}


def test_bill_is_the_same_when_it_is_made_again(made: dict[str, Any]) -> None:
    assert sbom.written(sbom.bill()) == sbom.written(made)
    assert json.loads(sbom.written(made)) == made


def test_licence_is_read_by_hand_only_where_metadata_give_none() -> None:
    said = {
        canonicalize_name(one.metadata["Name"]): one.metadata["License-Expression"]
        for one in distributions()
    }
    assert [name for name in READ_BY_HAND if said.get(name)] == []


def test_part_whose_licence_nobody_read_is_refused() -> None:
    with pytest.raises(LookupError, match=r"tools/licences\.py"):
        licence_of("no-such-package", None)


def test_bill_holds_no_address_of_this_machine(made: dict[str, Any]) -> None:
    text = sbom.written(made)
    assert str(tree.ROOT) not in text
    assert str(Path.home()) not in text
    assert tree.PACKAGE_HOSTS.search(text) is None


@pytest.mark.skipif(not CHECKER.exists(), reason="`make sbom` brings the schema")
@pytest.mark.parametrize(("spoilt", "code"), [({}, 0), ({"bomFormat": "Other"}, 1)])
def test_bill_is_held_to_the_published_schema(
    made: dict[str, Any], tmp_path: Path, spoilt: dict[str, str], code: int
) -> None:
    place = tmp_path / "bill.json"
    place.write_text(sbom.written({**made, **spoilt}), encoding="utf-8")
    check = tree.ROOT / "tools" / "sbom_check" / "check.py"
    done = subprocess.run([CHECKER, check, place], check=False, capture_output=True)
    assert done.returncode == code, done.stderr
