"""The parts of mersey, as a bill of materials in CycloneDX 1.6 JSON.

`python -m tools.sbom --out FILE` reads the lock of a server and what the packages that
are installed here say of themselves. Same lock, same packages: same bytes, so there is no
time of making in it. Source: CycloneDX 1.6 (ECMA-424).
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.closure import platforms, read_lock
from tools.licences import licence_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.metadata import PackageMetadata

    from tools.closure import Locked

__all__ = ["bill", "main", "written"]

ROOT: Final = Path(__file__).parent.parent

LOCK: Final = ROOT / "requirements" / "server.txt"
"""All that a server needs; a laptop needs a part of it."""

CORE: Final = ROOT / "requirements" / "run.txt"

STYLES: Final = ROOT / "src" / "mersey" / "web" / "static" / "mersey" / "govuk.css"

EXTRAS: Final = ("web", "postgres")

NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "mersey.bill-of-materials")


def bill(lock: Path = LOCK) -> dict[str, Any]:
    """The bill of materials of a lock.

    Raises:
        LookupError: The licence of a part is not known.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = read_lock(lock.read_text("utf-8"))
    core = {line.name for line in read_lock(CORE.read_text("utf-8"))}
    itself = _itself(project)
    parts = [*(_part(line, is_core=line.name in core) for line in lines), _styles()]
    made: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "pre-build"}],
            "component": itself,
        },
        "components": sorted(parts, key=lambda one: str(one["bom-ref"])),
        "dependencies": _edges(project, lines, str(itself["bom-ref"])),
    }
    content = json.dumps(made, sort_keys=True)
    return {**made, "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, content)}"}


def written(made: Mapping[str, Any]) -> str:
    """The bill as it is written: keys sorted, one line each."""
    return json.dumps(made, sort_keys=True, ensure_ascii=False, indent=1) + "\n"


def _itself(project: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": f"{project['name']}@{project['version']}",
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": _licences(project["license"]),
    }


def _part(line: Locked, *, is_core: bool) -> dict[str, Any]:
    """One line of the lock. Its hashes are of every file that it may be installed from."""
    metadata = _metadata(line.name)
    read_from = str(metadata["Version"]) if metadata else "its project"
    said = [("installed where", str(line.marker))] if line.marker else []
    if read_from != str(line.version):
        said.append(("licence read from", read_from))
    return {
        "type": "library",
        "bom-ref": _purl(line),
        "name": line.name,
        "version": str(line.version),
        "purl": _purl(line),
        "scope": "required" if is_core else "optional",
        "licenses": _licences(licence_of(line.name, metadata)),
        "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(line.hashes)],
        "properties": [
            {"name": f"mersey:{name}", "value": what} for name, what in said
        ],
    }


def _styles() -> dict[str, Any]:
    """The design system, which is compiled into our own styles."""
    version = re.search(r'--govuk-frontend-version: "([\d.]+)"', STYLES.read_text())
    if version is None:
        msg = f"{STYLES.name} does not say its version."
        raise LookupError(msg)
    purl = f"pkg:npm/govuk-frontend@{version[1]}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": "govuk-frontend",
        "version": version[1],
        "purl": purl,
        "scope": "optional",
        "description": "Styles alone, without crown, crest and fonts",
        "licenses": _licences("MIT"),
    }


def _licences(expression: str) -> list[dict[str, Any]]:
    if " " in expression:
        return [{"expression": expression, "acknowledgement": "declared"}]
    return [{"license": {"id": expression, "acknowledgement": "declared"}}]


def _edges(
    project: Mapping[str, Any], lines: Iterable[Locked], itself: str
) -> list[dict[str, Any]]:
    """Who asks for whom, on any machine that mersey is for."""
    by_name: dict[str, list[str]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(_purl(line))
    extras = project["optional-dependencies"]
    own = [*project["dependencies"], *(one for name in EXTRAS for one in extras[name])]
    styles = str(_styles()["bom-ref"])
    asked = {itself: [styles, *_named(own, frozenset(), by_name)], styles: []}
    for line in lines:
        asked[_purl(line)] = _named(_requires(line.name), line.extras, by_name)
    return [
        {"ref": ref, "dependsOn": sorted(set(wanted))}
        for ref, wanted in sorted(asked.items())
    ]


def _named(
    requires: Iterable[str],
    extras: frozenset[str],
    by_name: Mapping[str, list[str]],
) -> list[str]:
    wanted = [Requirement(text) for text in requires]
    names = [canonicalize_name(one.name) for one in wanted if _is_asked(one, extras)]
    return [ref for name in names for ref in by_name.get(name, [])]


def _is_asked(wanted: Requirement, extras: frozenset[str]) -> bool:
    marker = wanted.marker
    return marker is None or any(
        marker.evaluate({**machine, "extra": extra})
        for machine in platforms().values()
        for extra in ("", *extras)
    )


def _requires(name: str) -> list[str]:
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        return []


def _metadata(name: str) -> PackageMetadata | None:
    try:
        return distribution(name).metadata
    except PackageNotFoundError:
        return None


def _purl(line: Locked) -> str:
    return f"pkg:pypi/{line.name}@{line.version}"


def main() -> None:
    """Write the bill to the file that is named."""
    asked = argparse.ArgumentParser(prog="python -m tools.sbom", description=__doc__)
    asked.add_argument("--out", type=Path, required=True)
    place: Path = asked.parse_args().out
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(written(bill()), encoding="utf-8")


if __name__ == "__main__":
    main()
