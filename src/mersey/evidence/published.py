"""The JSON Schemas of a plan, a frozen plan and a verdict, as others may rely on them.

They are made from the code and kept in `schemas/`; each has a version and the SHA-256 of
its own canonical form, so that whoever shares a plan can say which schema it follows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.canonical import fingerprint
from mersey.evidence.experiment import Experiment
from mersey.evidence.verdict_schema import verdict_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMAS: Final = Path(__file__).parent / "schemas"

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
VERSION: Final = 1

WHEN: Final = {"type": "string", "format": "date-time"}
WORDS: Final = {"type": "string"}
HASH: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schema_texts() -> Mapping[str, str]:
    """File name → the text of the schema, the same bytes every time."""
    made = {
        "plan": _plan_schema(),
        "frozen": _frozen_schema(),
        "verdict": verdict_schema(),
    }
    return {
        f"{name}.schema.json": schema_text(name, schema)
        for name, schema in made.items()
    }


def schema_text(name: str, schema: Mapping[str, Any]) -> str:
    """The schema with its version and its own hash, as its file holds it."""
    whole = {
        "$schema": DRAFT,
        "$id": f"urn:mersey:evidence:{name}:{VERSION}",
        **schema,
        "x-version": VERSION,
    }
    whole["x-sha256"] = fingerprint(whole)
    return json.dumps(whole, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _plan_schema() -> dict[str, Any]:
    return Experiment.model_json_schema(by_alias=True, mode="serialization")


def _frozen_schema() -> dict[str, Any]:
    """Of `<id>.v1.json`, whose fingerprint is of the plan in it."""
    difference = _object({"field": WORDS, "before": {}, "after": {}})
    names = ("by", "read_by", "late_because", "because")
    return {
        "title": "Frozen",
        "description": "One version of a frozen plan.",
        **_object(
            {
                "schema": {"const": "mersey.frozen/1"},
                "version": {"type": "integer", "minimum": 1},
                "sha256": HASH,
                "replaces": {"anyOf": [HASH, {"const": ""}]},
                "changed": {"type": "array", "items": difference},
                "frozen": _object({"at": WHEN, **dict.fromkeys(names, WORDS)}),
                "plan": {"$ref": f"urn:mersey:evidence:plan:{VERSION}"},
            }
        ),
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
