"""The JSON Schema of a verdict, as `mersey evidence verdict --json` prints it.

Two forms: what a look found, or, before the first planned look, what may be seen of an
experiment whose comparison is sealed. Ends of intervals are null where nothing bounds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.effect import AssumptionName, Claim, Standing
from mersey.evidence.guardrails import GuardStanding
from mersey.evidence.verdict import AsPredicted, LookTime, Stop, VerdictKind
from mersey.vocabulary import Better, Dimension, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

Schema = dict[str, Any]

NUMBER: Final[Schema] = {"type": "number"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
WORDS: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
TRUTH: Final[Schema] = {"type": "boolean"}
HASH: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ANYTHING: Final[Schema] = {}


def verdict_schema() -> Schema:
    """The schema; the hash and the version are put on by `published`."""
    return {
        "title": "Verdict",
        "description": "What one look at an experiment found, or that it is too early.",
        "oneOf": [_ref("Look"), _ref("Sealed")],
        "$defs": {
            "Look": _object({**_head(VerdictKind), **_look()}),
            "Sealed": _object({**_head(VerdictKind.TOO_EARLY), **_sealed()}),
            "Effect": _effect(),
            "Fidelity": _fidelity(),
            "Interval": _object(
                {"low": _or_none(NUMBER), "high": _or_none(NUMBER), "level": NUMBER}
            ),
            "Plan": _object(
                {
                    "version": {"type": "integer", "minimum": 1},
                    "sha256": HASH,
                    "frozen_late": TRUTH,
                    "deviations": _list(
                        _object({"field": WORDS, "before": ANYTHING, "after": ANYTHING})
                    ),
                }
            ),
        },
    }


def _head(verdict: type[StrEnum] | StrEnum) -> Schema:
    kind = _one_of(verdict) if isinstance(verdict, type) else {"const": verdict.value}
    return {
        "schema": {"const": "mersey.evidence.verdict/1"},
        **dict.fromkeys(("experiment", "service", "title", "log_version"), WORDS),
        "plan": _ref("Plan"),
        "verdict": kind,
    }


def _look() -> Schema:
    window = _object({"first": DAY, "last": DAY})
    return {
        "look": _object(
            {
                "on": DAY,
                "kind": _one_of(LookTime),
                "looks_ahead": WHOLE,
                "horizon_days": NUMBER,
                "before": window,
                "since": window,
            }
        ),
        "gain": NUMBER,
        "interval": _ref("Interval"),
        "worth_having": NUMBER,
        "prediction": _object(
            {"low": NUMBER, "high": NUMBER, "stands": _one_of(AsPredicted)}
        ),
        "stops": _list(_one_of(Stop)),
        "failed": _list(_one_of(AssumptionName)),
        "effect": _ref("Effect"),
        "measured": WORDS,
        "fidelity": _or_none(_ref("Fidelity")),
        "steps": _list(_step()),
        "guardrails": _list(_guardrail()),
        "secondary": _list(_secondary()),
    }


def _sealed() -> Schema:
    counts = ("came", "came_expected", "ended", "needed_at_look")
    stop = {"text": WORDS, "value": _or_none(NUMBER), "limit": NUMBER, "reached": TRUTH}
    return {
        "as_at": DAY,
        "first_look": DAY,
        "weeks_gone": NUMBER,
        "weeks_to_look": NUMBER,
        **dict.fromkeys(counts, NUMBER),
        "fidelity": _or_none(_ref("Fidelity")),
        "stop_rule": _or_none(_object(stop)),
    }


def _effect() -> Schema:
    relative = _object({"estimate": NUMBER, "interval": _ref("Interval")})
    figure = {"anyOf": [NUMBER, WORDS, {"type": "null"}]}
    assumption = {
        "name": _one_of(AssumptionName),
        "standing": _one_of(Standing),
        "figures": {"type": "object", "additionalProperties": figure},
    }
    return _object(
        {
            "measure": WORDS,
            "measure_hash": WORDS,
            "unit": _one_of(Unit),
            "better": _one_of(Better),
            "design": WORDS,
            "claim": _one_of(Claim),
            **dict.fromkeys(("before", "since", "estimate", "taken_off"), NUMBER),
            **dict.fromkeys(("n_before", "n_since"), WHOLE),
            **dict.fromkeys(
                ("standard_error", "p_value", "horizon_days"), _or_none(NUMBER)
            ),
            "interval": _ref("Interval"),
            "anytime": _or_none(_ref("Interval")),
            "relative": _or_none(relative),
            "assumptions": _list(_object(assumption)),
        }
    )


def _fidelity() -> Schema:
    return _object(
        {
            **dict.fromkeys(("due", "done", "begun", "done_so_far"), WHOLE),
            **dict.fromkeys(("share", "median_days"), _or_none(NUMBER)),
            **dict.fromkeys(("aim", "within_days"), NUMBER),
        }
    )


def _step() -> Schema:
    numbers = dict.fromkeys(("before", "since", "estimate"), NUMBER)
    return _object(
        {
            "from_step": WORDS,
            "to_step": WORDS,
            "role": WORDS,
            **numbers,
            "interval": _or_none(_ref("Interval")),
            **dict.fromkeys(("n_before", "n_since"), WHOLE),
        }
    )


def _guardrail() -> Schema:
    return _object(
        {
            "name": WORDS,
            "dimension": _one_of(Dimension),
            "margin": _or_none(NUMBER),
            "standing": _one_of(GuardStanding),
            "worst": _or_none(NUMBER),
            "why_not": WORDS,
            "effect": _or_none(_ref("Effect")),
        }
    )


def _secondary() -> Schema:
    return _object(
        {
            "name": WORDS,
            "effect": _or_none(_ref("Effect")),
            "adjusted_p": _or_none(NUMBER),
            "moved": TRUTH,
            "why_not": WORDS,
        }
    )


def _object(properties: Mapping[str, Any]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(names: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [member.value for member in names]}
