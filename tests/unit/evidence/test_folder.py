from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mersey.errors import EvidenceError, NotVerified
from mersey.evidence.drivers import driver_tree
from mersey.evidence.folder import read_experiment, read_folder
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import add, keep_frozen, read_kept, trail_path, version_path
from mersey.evidence.trail import EntryKind
from tests.unit.evidence.plans import FILES, OUTCOME, PLAN, experiment

AT = datetime(2025, 9, 22, 13, 5, tzinfo=UTC)
SEALING = Sealing(at=AT, by="Amina R", read_by="Tom B")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def plan(folder: Path) -> Path:
    return folder / "early-officer.toml"


def _refused(folder: Path) -> list[str]:
    with pytest.raises(EvidenceError) as refused:
        read_folder(folder)
    return refused.value.problem.splitlines()


def test_folder_holds_what_its_files_say(folder: Path) -> None:
    found = read_folder(folder)
    assert list(found.outcomes) == ["decision-in-8-weeks"]
    assert found.experiments == {"early-officer": experiment()}


def test_every_problem_of_every_file_is_told_at_once(folder: Path, plan: Path) -> None:
    plan.write_text(PLAN.replace("low = 10", "").replace("margin = 3", "margn = 3"))
    (folder / "decision-in-8-weeks.toml").write_text(
        OUTCOME.replace('dimension = "sooner"', 'dimension = "faster"')
    )
    (folder / "sub").mkdir()
    (folder / "sub" / "bytes.toml").write_bytes(b"\xff")
    told = _refused(folder)
    assert told[0] == "4 things are wrong:"
    assert told[1].startswith("  decision-in-8-weeks.toml: dimension: expected")
    assert told[2].startswith("  early-officer.toml: prediction.low")
    assert told[4] == ("  sub/bytes.toml: it is not text in UTF-8; save it as UTF-8")


def test_names_that_lead_nowhere_are_told_with_the_nearest(
    folder: Path, plan: Path
) -> None:
    plan.write_text(PLAN.replace('"decision-in-8-weeks"', '"decision-in-9-weeks"'))
    aim = OUTCOME.replace(
        'driver = "complete-when-it-comes"', 'driver = "complete-when-it-came"'
    ).replace('experiment = "early-officer"', 'experiment = "earlier-officer"')
    (folder / "decision-in-8-weeks.toml").write_text(aim)
    told = _refused(folder)
    assert told[0] == "3 things are wrong:"
    assert told[1].endswith('; did you mean "early-officer"?')
    assert told[2].endswith('; did you mean "complete-when-it-comes"?')
    assert told[3].endswith('; did you mean "decision-in-8-weeks"?')


def test_id_is_the_name_of_the_file_and_names_one_thing(
    folder: Path, plan: Path
) -> None:
    (folder / "another.toml").write_text(PLAN)
    (folder / "b").mkdir()
    (folder / "b" / plan.name).write_text(PLAN)
    told = _refused(folder)
    assert told[1] == '  another.toml: id: expected the file\'s name, "another"'
    assert "is the id of b/" in told[2] or "is the id of name-" in told[2]


def test_driver_that_lies_under_itself_is_told(folder: Path) -> None:
    text = OUTCOME.replace(
        'title = "No application', 'under = "time-with-an-officer"\ntitle = "No app'
    ).replace('title = "An officer', 'under = "no-waiting-between-hands"\ntitle = "An')
    (folder / "decision-in-8-weeks.toml").write_text(text)
    told = _refused(folder)
    assert told[0] == "2 things are wrong:"
    assert "lies under itself" in told[1]


def test_tree_holds_every_driver_and_idea(folder: Path) -> None:
    tree = driver_tree(read_folder(folder).outcomes["decision-in-8-weeks"])
    ids = [node.driver.id for node in tree.under if node.driver]
    assert ids == [
        *("complete-when-it-comes", "no-waiting-between-hands", "time-with-an-officer"),
    ]
    assert [len(node.ideas) for node in tree.under] == [1, 1, 0]


def test_folder_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="no folder"):
        read_folder(tmp_path)
    with pytest.raises(EvidenceError, match="cannot be read"):
        read_experiment(tmp_path / "x.toml")


def test_outcome_is_no_experiment(folder: Path) -> None:
    with pytest.raises(EvidenceError, match="holds an outcome"):
        read_experiment(folder / "decision-in-8-weeks.toml")


def test_frozen_plan_and_trail_lie_beside_the_file(plan: Path) -> None:
    frozen = keep_frozen(experiment(), SEALING, beside=plan)
    add(plan, EntryKind.NOTE, at=AT, by="Imran", data={"text": "A new officer"})
    kept = read_kept(plan)
    assert kept.frozen == frozen
    assert [e.kind for e in kept.trail.entries] == [EntryKind.FROZEN, EntryKind.NOTE]
    assert version_path(plan, 1).name == "early-officer.v1.json"


def test_second_version_is_a_deviation_in_the_trail(plan: Path) -> None:
    keep_frozen(experiment(), SEALING, beside=plan)
    changed = experiment(PLAN.replace("worth_having = 5", "worth_having = 4"))
    again = Sealing(at=AT, by="Amina R", because="a new contract")
    keep_frozen(changed, again, beside=plan)
    kept = read_kept(plan)
    assert [version.version for version in kept.versions] == [1, 2]
    (told,) = kept.trail.of(EntryKind.DEVIATION)
    assert told.data["fields"] == ["worth_having"]
    assert told.data["because"] == "a new contract"


def test_nothing_is_kept_when_the_freeze_is_refused(plan: Path) -> None:
    late = Sealing(at=datetime(2026, 1, 1, tzinfo=UTC), by="Amina R")
    with pytest.raises(EvidenceError):
        keep_frozen(experiment(), late, beside=plan)
    assert not version_path(plan, 1).exists()
    assert not trail_path(plan).exists()


def _rewrite(plan: Path, what: str, instead: str) -> None:
    path = version_path(plan, 1)
    path.write_text(path.read_text("utf-8").replace(what, instead), "utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        lambda plan: _rewrite(plan, '"worth_having": 5.0', '"worth_having": 4.0'),
        lambda plan: _rewrite(plan, "Tom B", "Tom C"),
        lambda plan: _rewrite(plan, "Amina R", "Amina S"),
        lambda plan: _rewrite(plan, "13:05:00Z", "13:04:00Z"),
        lambda plan: version_path(plan, 1).write_text("{"),
        lambda plan: version_path(plan, 1).unlink(),
        lambda plan: version_path(plan, 1).rename(version_path(plan, 2)),
        lambda plan: trail_path(plan).unlink(),
        lambda plan: trail_path(plan).write_bytes(b"\xff\n"),
        lambda plan: trail_path(plan).write_text(""),
    ],
)
def test_damage_to_what_is_kept_is_not_verified(plan: Path, damage: object) -> None:
    keep_frozen(experiment(), SEALING, beside=plan)
    damage(plan)  # type: ignore[operator]
    with pytest.raises(NotVerified):
        read_kept(plan)
    with pytest.raises(NotVerified):
        keep_frozen(experiment(), SEALING, beside=plan)


def test_damaged_trail_takes_no_more_entries(plan: Path) -> None:
    keep_frozen(experiment(), SEALING, beside=plan)
    before = trail_path(plan).read_bytes()[:-1]
    trail_path(plan).write_bytes(before)
    with pytest.raises(NotVerified):
        add(plan, EntryKind.NOTE, at=AT, data={"text": "x"})
    assert trail_path(plan).read_bytes() == before


def test_versions_of_another_experiment_are_left_alone(plan: Path) -> None:
    other = plan.with_name(f"{plan.stem}.v.json")
    other.write_text("{}")
    keep_frozen(experiment(), SEALING, beside=plan)
    assert len(read_kept(plan).versions) == 1
    assert json.loads(version_path(plan, 1).read_text("utf-8"))["version"] == 1


def test_freeze_that_was_stopped_half_way_can_be_done_again(plan: Path) -> None:
    keep_frozen(experiment(), SEALING, beside=plan)
    trail_path(plan).unlink()  # as where the run was killed before it wrote the trail
    with pytest.raises(NotVerified) as stopped:
        keep_frozen(experiment(), SEALING, beside=plan)
    assert "Remove early-officer.v1.json" in stopped.value.next_step
    version_path(plan, 1).unlink()
    assert keep_frozen(experiment(), SEALING, beside=plan).version == 1


def test_two_who_add_at_once_wait_for_each_other(plan: Path) -> None:
    keep_frozen(experiment(), SEALING, beside=plan)
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(add, plan, EntryKind.NOTE, at=AT, data={"text": str(n)})
            for n in range(24)
        ]
        assert len({job.result().seq for job in jobs}) == 24
    assert len(read_kept(plan).trail.notes) == 24
