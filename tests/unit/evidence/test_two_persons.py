"""One person alone neither freezes a plan nor decides."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mersey.errors import EvidenceError
from mersey.evidence.entries import Deciding, note
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import read_kept
from mersey.evidence.trail import EntryKind
from mersey.evidence.two_persons import (
    Signatory,
    confirm_decision,
    freeze_read,
    proposal,
    propose_decision,
)
from tests.unit.evidence.plans import PLAN, outcome

AT = datetime(2025, 9, 22, 13, 5, tzinfo=UTC)
LATER = datetime(2026, 9, 29, 9, 0, tzinfo=UTC)
AMINA = Signatory(name="Amina R", known_as="amina")
SUNITA = Signatory(name="Sunita P", known_as="sunita")
ADOPT = Deciding(decision="adopt", learned="Only with a list of free officers")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "early-officer.toml"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture
def frozen(plan: Path) -> Path:
    _freeze(plan, reader=SUNITA)
    return plan


def _freeze(plan: Path, *, reader: Signatory) -> None:
    sealing = Sealing(at=AT, by="")
    freeze_read(plan, sealing, writer=AMINA, reader=reader, outcome=outcome())


def test_plan_is_frozen_by_who_read_it_and_names_who_wrote_it(frozen: Path) -> None:
    sealing = read_kept(frozen).versions[0].sealing
    assert (sealing.by, sealing.read_by) == ("Amina R", "Sunita P")


@pytest.mark.parametrize(
    "reader",
    [AMINA, Signatory(name=" amina r "), Signatory(name="A. R", known_as="amina")],
)
def test_plan_is_not_frozen_by_its_writer_by_any_name(
    plan: Path, reader: Signatory
) -> None:
    with pytest.raises(EvidenceError, match="does not freeze it"):
        _freeze(plan, reader=reader)
    assert read_kept(plan).versions == ()


def test_plan_is_not_frozen_when_something_stands_against_it(plan: Path) -> None:
    plan.write_text(PLAN.replace("to = 2025-08-31", "to = 2025-10-31"), "utf-8")
    with pytest.raises(EvidenceError, match="cannot be frozen as it is"):
        _freeze(plan, reader=SUNITA)


def test_proposer_never_confirms(frozen: Path) -> None:
    made = propose_decision(frozen, ADOPT, at=LATER, by=AMINA)
    with pytest.raises(EvidenceError, match="does not confirm"):
        confirm_decision(frozen, seq=made.seq, at=LATER, by=AMINA)
    assert read_kept(frozen).trail.decided is None


def test_somebody_else_confirms_what_was_proposed(frozen: Path) -> None:
    made = propose_decision(frozen, ADOPT, at=LATER, by=AMINA)
    confirm_decision(frozen, seq=made.seq, at=LATER, by=SUNITA)
    trail = read_kept(frozen).trail
    assert trail.decided is not None
    assert trail.decided.by == "Sunita P"
    assert trail.decided.data["proposed_by"] == "Amina R"
    assert trail.decided.data["decision"] == "adopt"
    assert proposal(trail) is None


def test_confirming_what_was_proposed_anew_meanwhile_is_refused(frozen: Path) -> None:
    made = propose_decision(frozen, ADOPT, at=LATER, by=AMINA)
    stop = Deciding(decision="abandon", learned="It did not help")
    propose_decision(frozen, stop, at=LATER, by=AMINA)
    with pytest.raises(EvidenceError, match="not what is proposed now"):
        confirm_decision(frozen, seq=made.seq, at=LATER, by=SUNITA)


def test_nothing_is_proposed_after_a_decision(frozen: Path) -> None:
    made = propose_decision(frozen, ADOPT, at=LATER, by=AMINA)
    confirm_decision(frozen, seq=made.seq, at=LATER, by=SUNITA)
    with pytest.raises(EvidenceError, match="decided already"):
        propose_decision(frozen, ADOPT, at=LATER, by=AMINA)


@pytest.mark.parametrize(
    "said",
    [Deciding(decision="adopt", learned=" "), Deciding(decision="", learned="x")],
)
def test_empty_proposal_is_refused(frozen: Path, said: Deciding) -> None:
    with pytest.raises(EvidenceError):
        propose_decision(frozen, said, at=LATER, by=AMINA)


def test_note_is_kept_for_the_verdict(frozen: Path) -> None:
    note(frozen, " A new officer began ", on=date(2025, 11, 3), at=LATER, by="Imran")
    (kept,) = read_kept(frozen).trail.of(EntryKind.NOTE)
    assert dict(kept.data) == {"text": "A new officer began", "on": "2025-11-03"}


def test_plan_that_is_not_frozen_has_no_trail(plan: Path) -> None:
    with pytest.raises(EvidenceError, match="not frozen"):
        note(plan, "x", on=date(2025, 11, 3), at=LATER, by="Imran")
