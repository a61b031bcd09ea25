from __future__ import annotations

import copy
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from mersey.errors import EvidenceError, NotVerified
from mersey.evidence.canonical import canonical
from mersey.evidence.frozen import Frozen, Sealing, as_data, freeze, from_data
from tests.unit.evidence.plans import PLAN, experiment

AT = datetime(2025, 9, 22, 13, 5, 7, 123, tzinfo=UTC)
SEALING = Sealing(at=AT, by="Amina R", read_by="Tom B")
LATER = Sealing(at=AT, by="Amina R", because="the leaflet came late")


def _frozen() -> Frozen:
    return freeze(experiment(), SEALING)


def _changed(line: str, instead: str) -> Frozen:
    assert line in PLAN
    return freeze(experiment(PLAN.replace(line, instead)), LATER, before=_frozen())


def test_fingerprint_is_that_of_the_plan_in_canonical_json() -> None:
    data = as_data(_frozen())
    written = json.loads(json.dumps(data["plan"]))
    assert data["sha256"] == hashlib.sha256(canonical(written)).hexdigest()
    assert data["frozen"]["at"] == "2025-09-22T13:05:07Z"


def test_version_is_the_same_when_written_and_read() -> None:
    frozen = _changed("margin = 3\n", "margin = 4\n")
    data = json.loads(json.dumps(as_data(frozen)))
    assert from_data(data, file="x.v2.json") == frozen


def test_fingerprint_stays_when_the_file_is_laid_out_anew() -> None:
    text = "# a remark\n" + PLAN.replace("worth_having = 5", "worth_having = 5.0")
    assert freeze(experiment(text), SEALING).sha256 == _frozen().sha256


@pytest.mark.parametrize(
    ("line", "instead", "fields"),
    [
        ("worth_having = 5", "worth_having = 4", ["worth_having"]),
        ("low = 10", "low = 9", ["prediction.low"]),
        ("margin = 3\n", "margin = 4\n", ["guardrails[Days with an officer, mean].margin"]),
        ("horizon_days = 84", "horizon_days = 70", ["looks[2025-12-29].horizon_days"]),
        ("on = 2025-12-29", "on = 2025-12-30", ["looks[2025-12-29]", "looks[2025-12-30]"]),
        ('"withdrawn"]\n\n[design]', '"returned"]\n\n[design]', ["measure.ends"]),
        ('name = "Refused"', 'name = "Refusals"', ["guardrails[Refused]", "guardrails[Refusals]"]),
    ],
)  # fmt: skip
def test_change_after_freezing_is_a_version_that_says_what_differs(
    line: str, instead: str, fields: list[str]
) -> None:
    frozen = _changed(line, instead)
    assert frozen.version == 2
    assert frozen.replaces == _frozen().sha256
    assert sorted(change.field for change in frozen.changed) == sorted(fields)


def test_difference_holds_both_values() -> None:
    (change,) = _changed("worth_having = 5", "worth_having = 4").changed
    assert (change.before, change.after) == (5.0, 4.0)


def test_change_without_a_reason_is_refused_with_its_fields() -> None:
    plan = experiment(PLAN.replace("worth_having = 5", "worth_having = 4"))
    with pytest.raises(EvidenceError, match="worth_having") as refused:
        freeze(plan, SEALING, before=_frozen())
    assert "⟦because⟧" in refused.value.next_step


def test_freezing_the_same_again_is_refused() -> None:
    with pytest.raises(EvidenceError, match="Nothing has changed"):
        freeze(experiment(), LATER, before=_frozen())


def test_start_before_the_freeze_is_refused_unless_a_reason_is_given() -> None:
    late = datetime(2025, 9, 30, tzinfo=UTC)
    with pytest.raises(EvidenceError, match="result in sight") as refused:
        freeze(experiment(), Sealing(at=late, by="Amina R"))
    assert "⟦late⟧" in refused.value.next_step
    said = Sealing(at=late, by="Amina R", late_because="we forgot")
    assert freeze(experiment(), said).is_late
    on_the_day = datetime(2025, 9, 29, 8, tzinfo=UTC)
    assert not freeze(experiment(), Sealing(at=on_the_day, by="A")).is_late


def test_plan_that_nobody_freezes_is_refused() -> None:
    with pytest.raises(EvidenceError, match="Nobody"):
        freeze(experiment(), Sealing(at=AT, by=" "))


def _set(data: dict[str, Any], path: str, value: object) -> None:
    *parts, last = path.split(".")
    for part in parts:
        data = data[part]
    data[last] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("plan.worth_having", 4.0),
        ("plan.prediction.low", 9.0),
        ("plan.title", "Another"),
        ("plan.guardrails", []),
        ("sha256", "0" * 64),
        ("plan.start", None),
        ("frozen.at", "yesterday"),
        ("frozen", {}),
        ("changed", [{"field": "x"}]),
    ],
)
def test_frozen_file_that_was_changed_is_not_verified(path: str, value: object) -> None:
    data = copy.deepcopy(as_data(_frozen()))
    _set(data, path, value)
    with pytest.raises(NotVerified):
        from_data(data, file="x.v1.json")
