"""A folder of councils' verdicts, and what is refused in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mersey.errors import EvidenceError
from mersey.evidence.pool_folder import read_pool_folder
from mersey.samples import write_councils

if TYPE_CHECKING:
    from pathlib import Path

EFFECT: dict[str, Any] = {
    "measure": "time_to_end",
    "measure_hash": "ab" * 32,
    "unit": "days",
    "better": "lower",
    "estimate": -12.0,
    "standard_error": 1.5,
    "n_before": 200,
    "n_since": 190,
}


def _write(folder: Path, name: str, **changed: object) -> None:
    data = {
        "schema": "mersey.evidence.verdict/1",
        "verdict": "improved",
        "effect": EFFECT,
        **changed,
    }
    (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")


def test_councils_are_read_by_name_and_by_file(tmp_path: Path) -> None:
    _write(tmp_path, "crosby")
    _write(tmp_path, "a", council="Formby", verdict={"kind": "worse"})
    found = read_pool_folder(tmp_path)
    assert [one.site for one in found.replications] == ["Formby", "crosby"]
    assert [one.verdict for one in found.replications] == ["worse", "improved"]
    assert found.replications[0].n == 390


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "too_early"},
        {"effect": None},
        {"schema": "mersey.evidence.plan/1"},
        {"schema": "mersey.frozen/1"},
    ],
)
def test_council_is_unreported_when_it_has_a_plan_and_no_result(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    _write(tmp_path, "crosby")
    _write(tmp_path, "formby", **changed)
    found = read_pool_folder(tmp_path)
    assert found.unreported == ("formby",)
    assert len(found.replications) == 1


def test_council_is_reported_when_its_plan_lies_beside_its_result(
    tmp_path: Path,
) -> None:
    _write(tmp_path, "crosby", council="Crosby")
    _write(tmp_path, "plan", council="Crosby", schema="mersey.evidence.plan/1")
    assert read_pool_folder(tmp_path).unreported == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"schema": "other/1"}, '"schema" is not'),
        ({"schema": "mersey.evidence.verdict/2"}, "this mersey reads"),
        ({"effect": {**EFFECT, "standard_error": 0}}, '"effect.standard_error"'),
        ({"effect": {**EFFECT, "standard_error": None}}, '"effect.standard_error"'),
        ({"effect": {**EFFECT, "estimate": "12"}}, '"effect.estimate"'),
        ({"effect": {**EFFECT, "estimate": float("nan")}}, '"effect.estimate"'),
        ({"effect": {**EFFECT, "measure_hash": "x"}}, '"effect.measure_hash"'),
        ({"effect": {**EFFECT, "unit": "furlongs"}}, '"effect.unit"'),
    ],
)
def test_file_is_refused_with_its_field_when_it_is_no_verdict(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    _write(tmp_path, "crosby")
    _write(tmp_path, "formby", **changed)
    with pytest.raises(EvidenceError, match=r"formby\.json") as refused:
        read_pool_folder(tmp_path)
    assert said in refused.value.problem
    assert "furlongs" not in refused.value.problem


def test_every_file_is_told_when_several_are_broken(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "b.json").write_text("[]", encoding="utf-8")
    _write(tmp_path, "c", council="Crosby")
    _write(tmp_path, "d", council="Crosby")
    with pytest.raises(EvidenceError) as refused:
        read_pool_folder(tmp_path)
    for said in ("a.json", "b.json", "Crosby has a verdict in another file"):
        assert said in refused.value.problem


def test_copies_of_one_look_are_refused_when_called_otherwise(tmp_path: Path) -> None:
    for name in ("crosby", "formby"):
        _write(tmp_path, name, log_version="3f2a")
    _write(tmp_path, "maghull", log_version="77b0")
    with pytest.raises(EvidenceError) as refused:
        read_pool_folder(tmp_path)
    assert "formby.json: it is of the same log as crosby.json" in refused.value.problem
    assert "maghull" not in refused.value.problem


def test_folder_is_refused_when_nothing_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="no folder with verdicts"):
        read_pool_folder(tmp_path)
    with pytest.raises(EvidenceError, match="no folder with verdicts"):
        read_pool_folder(tmp_path / "none")


def test_sample_councils_are_read(tmp_path: Path) -> None:
    write_councils(tmp_path)
    found = read_pool_folder(tmp_path)
    assert len(found.replications) == 5
    assert found.unreported == ("Waterloo",)
