from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from mersey.evidence.measured import (
    Definition,
    Measured,
    measure_hash,
    read_measure,
)
from mersey.services import load_packs
from mersey.vocabulary import Unit

_READ: TypeAdapter[Definition] = TypeAdapter(Measured)


def _hash(said: dict[str, object]) -> str:
    return measure_hash(_READ.validate_python(said))


def test_hash_is_the_same_when_a_default_is_written_out() -> None:
    said = {"kind": "time_to_end", "ends": ["withdrawn", "decided"]}
    full = {"kind": "time_to_end", "ends": ["decided", "withdrawn"], "better": "lower"}
    assert _hash(said) == _hash(full)


def test_hash_stays_from_one_version_to_the_next() -> None:
    # printf '{"kind":"time_to_end","schema":"mersey.measured/1"}' | sha256sum
    assert _hash({"kind": "time_to_end"}) == (
        "2d1ef49f72a45098c1ad03204f9ae5032218e76bea1cc1045728f6c15d615e30"
    )


def test_hash_differs_when_a_parameter_does() -> None:
    kinds = [
        {"kind": "time_to_end"},
        {"kind": "time_to_end", "ends": ["decided"]},
        {"kind": "time_to_end", "better": "higher"},
        {"kind": "share_by", "within_days": 56},
        {"kind": "share_by", "within_days": 55},
        {"kind": "share_by", "clock": "planning.minor"},
        {"kind": "step_days", "to_step": "decided"},
        {"kind": "gap_days", "attribute": "ward", "group": ["a"]},
        {"kind": "count", "measure": "arrivals", "better": "lower"},
    ]
    assert len({_hash(dict(said)) for said in kinds}) == len(kinds)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "share_by"},
        {"kind": "share_by", "within_days": 5, "clock": "planning.minor"},
        {"kind": "step_days", "from_step": "a", "to_step": "a"},
        {"kind": "incidence", "of": []},
        {"kind": "count", "measure": "arrivals"},
    ],
)
def test_measure_that_says_too_little_or_too_much_is_refused(
    said: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        _READ.validate_python(said)


def test_unit_is_that_of_what_is_counted() -> None:
    units = {
        "time_to_end": Unit.DAYS,
        "share_by": Unit.SHARE,
    }
    found = {
        "time_to_end": _READ.validate_python({"kind": "time_to_end"}).unit,
        "share_by": _READ.validate_python({"kind": "share_by", "within_days": 1}).unit,
    }
    assert found == units
    counted = {"kind": "count", "measure": "wip", "better": "lower"}
    assert _READ.validate_python(counted).unit is Unit.CASES


@pytest.mark.parametrize("pack", load_packs())
def test_guardrails_of_a_pack_can_be_measured(pack: str) -> None:
    service = load_packs()[pack]
    events, ends = service.event_ids(), {"Refused"}
    for guard in service.guardrails:
        found = read_measure(guard.measure)
        of = set(getattr(found, "of", ()))
        assert of <= {*events, *ends}, guard.id
        assert found.better != "neither"
    assert {guard.dimension for guard in service.guardrails} >= {"better", "safer"}
