from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mersey.evidence.canonical import canonical, fingerprint
from mersey.evidence.frozen import Sealing, as_data, freeze
from mersey.evidence.published import SCHEMAS, schema_texts
from tests.unit.evidence.plans import experiment

TYPES = {
    "string": str,
    "number": int | float,
    "integer": int,
    "null": type(None),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def _fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """The part of JSON Schema that our schemas use."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _fits(value, root["$defs"][name], root)
    if "anyOf" in schema:
        return any(_fits(value, one, root) for one in schema["anyOf"])
    if "oneOf" in schema:
        return sum(_fits(value, one, root) for one in schema["oneOf"]) == 1
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, TYPES[kind]) for kind in kinds):
        return False
    return _parts_fit(value, schema, root)


def _parts_fit(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    if isinstance(value, dict):
        known, rest = schema.get("properties", {}), schema.get("additionalProperties")
        return set(schema.get("required", [])) <= set(value) and all(
            _fits(inner, known[key], root)
            if key in known
            else isinstance(rest, dict) and _fits(inner, rest, root)
            for key, inner in value.items()
        )
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        items = [*first, *[schema.get("items") or {}] * (len(value) - len(first))]
        return all(_fits(v, s, root) for v, s in zip(value, items, strict=False))
    return True


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    return found


@pytest.mark.parametrize("name", ["plan", "frozen", "verdict"])
def test_schema_has_a_version_and_its_own_hash(name: str) -> None:
    schema = _schema(name)
    assert schema["x-version"] == 1
    said = schema.pop("x-sha256")
    assert said == fingerprint(schema)


def test_schemas_are_those_that_the_code_makes() -> None:
    kept = {path.name: path.read_text("utf-8") for path in SCHEMAS.glob("*.json")}
    assert kept == dict(schema_texts())


def test_sample_plan_fits_its_schema() -> None:
    plan = experiment().model_dump(mode="json", by_alias=True)
    schema = _schema("plan")
    assert _fits(plan, schema, schema)
    assert not _fits(plan | {"worth_having": "5"}, schema, schema)
    assert not _fits(plan | {"more": 1}, schema, schema)
    assert not _fits({k: v for k, v in plan.items() if k != "start"}, schema, schema)


def test_frozen_plan_fits_its_schema() -> None:
    at = datetime(2025, 9, 22, tzinfo=UTC)
    data = json.loads(json.dumps(as_data(freeze(experiment(), Sealing(at=at, by="A")))))
    schema = _schema("frozen")
    plan = _schema("plan")
    assert _fits(data.pop("plan"), plan, plan)
    assert _fits(data | {"plan": 1}, schema | {"properties": schema["properties"] | {"plan": {}}}, schema)  # fmt: skip
    assert not _fits(data, schema, schema)


def test_every_form_of_a_verdict_is_told_from_the_other() -> None:
    schema = _schema("verdict")
    look, sealed = (schema["$defs"][name] for name in ("Look", "Sealed"))
    assert set(look["required"]) & set(sealed["required"]) >= {"verdict", "plan"}
    assert set(look["required"]) - set(sealed["required"]) >= {"effect", "gain"}
    assert "effect" not in sealed["properties"]


_WORDS = st.text(list('aZ1é€😀דּ"\\/\n\t\x00\x1f\x7f\x80\u2028 '), max_size=6)
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _WORDS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_JSON)
def test_canonical_form_is_that_of_another_writer(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
