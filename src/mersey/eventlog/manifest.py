"""manifest.json: everything known of a prepared log beside its tables."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import DataError
from mersey.eventlog.eventlog import EndRule, LoadingReport, LogFacts
from mersey.eventlog.kept_spans import KeptSpans
from mersey.load.mapping_data import mapping_as_data, mapping_of
from mersey.vocabulary import AsAtReason, Extract, Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST: Final = "manifest.json"

SCHEMA: Final = "mersey.manifest/1"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the manifest holds: all of an EventLog but its tables."""

    facts: LogFacts
    end_rule: EndRule
    loading: LoadingReport
    findings: tuple[Finding, ...]
    spans: KeptSpans | None = None


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write it as JSON with sorted keys; the same log, the same bytes."""
    loading = manifest.loading
    told = {
        "schema": SCHEMA,
        "facts": dataclasses.asdict(manifest.facts),
        "end_rule": dataclasses.asdict(manifest.end_rule),
        "loading": vars(loading) | {"mapping": mapping_as_data(loading.mapping)},
        "findings": [dataclasses.asdict(one) for one in manifest.findings],
        "spans": manifest.spans and dataclasses.asdict(manifest.spans),
    }
    text = json.dumps(
        told, sort_keys=True, ensure_ascii=False, indent=1, default=_as_text
    )
    path.write_text(text + "\n", encoding="utf-8")


def read_manifest(path: Path) -> Manifest:
    """The manifest at `path`.

    Raises:
        DataError: It is missing, broken, or of another version of mersey.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["schema"] != SCHEMA:
            raise _unusable(path)
        return Manifest(
            facts=_facts(told["facts"]),
            end_rule=_end_rule(told["end_rule"]),
            loading=_loading(told["loading"]),
            findings=tuple(_finding(one) for one in told["findings"]),
            spans=_spans(told.get("spans")),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unusable(path) from error


def _as_text(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    msg = f"{type(value).__name__} has no place in a manifest"
    raise TypeError(msg)


def _facts(told: dict[str, Any]) -> LogFacts:
    moments = ("first_event", "last_event", "as_at")
    dates = ("plausible_from", "as_at_date")
    read: dict[str, Any] = {
        name: datetime.fromisoformat(told[name]) for name in moments
    }
    read |= {name: date.fromisoformat(told[name]) for name in dates}
    migrated = told["migration_day"]
    read["migration_day"] = date.fromisoformat(migrated) if migrated else None
    read["as_at_reason"] = AsAtReason(told["as_at_reason"])
    read["extract"] = Extract(told["extract"])
    return LogFacts(**(told | read))


def _end_rule(told: dict[str, Any]) -> EndRule:
    lists = {
        name: tuple(told[name])
        for name in ("activities", "aftercare", "waiting", "over_values")
    }
    at = tuple((str(step), float(days)) for step, days in told["silent_after_at"])
    return EndRule(**(told | lists | {"silent_after_at": at}))


def _loading(told: dict[str, Any]) -> LoadingReport:
    read = {"columns": tuple(told["columns"]), "mapping": mapping_of(told["mapping"])}
    return LoadingReport(**(told | read))


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(**(told | {"severity": Severity(told["severity"])}))


def _spans(told: dict[str, Any] | None) -> KeptSpans | None:
    """None for a store that was written before spans were kept."""
    if told is None:
        return None
    return KeptSpans(n=int(told["n"]), outcomes=tuple(told["outcomes"]))


def _unusable(path: Path) -> DataError:
    return DataError(
        f"{path.parent} does not hold a prepared log that this version can read.",
        next_step="Load the file again.",
    )
