from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.flow.clock_results import Demand
from mersey.flow.demand import demand
from mersey.flow.demand_in_steps import demand_in_steps
from mersey.services.demand_codes import shared_demand_codes
from mersey.services.service import DemandCode, FieldKind, ServiceField
from mersey.services.service_use import ServiceUse
from tests.unit.flow.clock_logs import log_of, use_of

CASES = {
    "a": {"received": "01-05"},
    "b": {"received": "01-09"},
    "c": {"received": "02-01"},
    "d": {"received": "02-02"},
    "e": {"received": "03-03"},
}

FIRST = {"a": "VD_new_need", "b": "fd1 - chasing", "c": "Chasing progress", "d": "Odd"}

OWN = DemandCode(code="FD_odd", title="Odd one", value=False, aliases=("odd",))


def use_with(*columns: str, codes: tuple[DemandCode, ...] = ()) -> ServiceUse:
    """The test pack with demand fields of those names, all of which the file has."""
    use = use_of()
    fields = [
        ServiceField(id=name, title=name, kind=FieldKind.DEMAND) for name in columns
    ]
    service = use.service.model_copy(
        update={"fields": tuple(fields), "demand_codes": codes}
    )
    return replace(use, service=service, fields={name: name for name in columns})


def found(*, codes: tuple[DemandCode, ...] = (), **codings: dict) -> Demand | None:
    log = log_of(CASES, attributes=codings)
    return demand(log, use_with(*codings, codes=codes))


def test_demand_is_counted_by_kind_and_by_code() -> None:
    told = found(reason=FIRST)
    assert told is not None
    assert (told.n_value, told.n_failure, told.n_unknown, told.n_without) == (
        1,
        2,
        1,
        1,
    )
    assert told.failure_share == pytest.approx(2 / 3)
    assert [(code.code, code.n) for code in told.codes] == [
        ("FD1", 2),
        ("VD_new_need", 1),
    ]


def test_demand_reads_the_packs_own_codes_too() -> None:
    told = found(reason=FIRST, codes=(OWN,))
    assert told is not None
    assert (told.n_failure, told.n_unknown) == (3, 0)


def test_demand_is_told_by_month() -> None:
    told = found(reason=FIRST)
    assert told is not None
    assert [(month.start, month.n, month.n_failure) for month in told.months] == [
        (date(2024, 1, 1), 2, 1),
        (date(2024, 2, 1), 1, 1),
    ]


def test_second_coding_gives_an_agreement() -> None:
    second = {"a": "New need", "b": "FD2", "c": "FD1", "d": "odd"}
    told = found(reason=FIRST, second=second)
    assert told is not None
    assert told.agreement is not None
    # Coded by both: a, b, c, d. They agree on a, c and on the words of d.
    assert (told.agreement.n, told.agreement.observed) == (4, 0.75)


def test_demand_is_none_when_no_code_is_known() -> None:
    assert found(reason={"a": "ward 3", "b": "ward 4"}) is None


def test_demand_is_none_when_the_file_has_no_such_column() -> None:
    assert demand(log_of(CASES), use_of()) is None


def test_shared_codes_hold_failure_and_value() -> None:
    codes = {code.code: code.value for code in shared_demand_codes()}
    assert {f"FD{n}" for n in range(1, 13)} <= set(codes)
    assert codes["VD_renewal"]
    assert not codes["FD10"]


def test_demand_is_told_by_steps_when_contacts_are_steps() -> None:
    cases = {
        "a": {"received": "01-05", "Chased progress": "01-07"},
        "b": {"received": "01-09"},
        "c": {"received": "02-01", "Any update?": "03-02"},
    }
    log = log_of(cases)
    steps = sorted({step for steps in cases.values() for step in steps})
    told = demand_in_steps(log, use_of(), activities=steps)
    assert told is not None
    assert (told.n_value, told.n_failure, told.failure_share) == (3, 2, 0.4)
    assert [(c.code, c.n) for c in told.codes] == [("first_contact", 3), ("FD1", 2)]
    assert [(m.start.month, m.n, m.n_failure) for m in told.months] == [
        (1, 3, 1),
        (2, 1, 0),
        (3, 1, 1),
    ]


def test_demand_is_not_told_by_steps_when_none_is_a_contact() -> None:
    log = log_of(CASES)
    assert demand_in_steps(log, use_of(), activities=["received"]) is None
