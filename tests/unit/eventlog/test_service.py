from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime

import pytest

from mersey.errors import UnknownName
from mersey.eventlog import prepare, recognise_log, use_pack, with_service_findings
from mersey.services import find_pack
from tests.unit.load.made_logs import loaded

NOW = datetime(2026, 11, 22)  # noqa: DTZ001  (naive means UTC)

WIDE = (
    "PA Ref,received date,valid date,decision_date,appeal_lodged,Decision,app_type\n"
    "1,2026-01-02,2026-01-05,2026-02-20,,Granted,Full\n"
    "2,2026-01-03,2026-01-08,2026-02-25,2026-03-01,Refused,Full\n"
    "3,2026-01-06,2026-01-04,2026-02-27,,Granted,Minor\n"
    "4,2026-01-09,,2026-03-02,,Granted,Minor\n"
)


@contextmanager
def made(csv, tmp_path, **options):
    with loaded(csv, **options) as found:
        yield prepare(found, tmp_path / "store", now=NOW)


def findings(log, use):
    shown = with_service_findings(log, use).findings
    return {finding.id: finding.count for finding in shown}


def test_a_log_is_recognised_when_its_headings_are_a_packs(tmp_path):
    with made(WIDE, tmp_path) as log:
        found = recognise_log(log)
    assert found.service == find_pack("planning")


def test_a_pack_is_applied_to_steps_and_facts_when_it_is_used(tmp_path):
    with made(WIDE, tmp_path) as log:
        use = use_pack(log, find_pack("planning"), why="said")
    assert use.events["decision_date"] == "decision-issued"
    assert use.fields["application_type"] == "app_type"


def test_rules_of_the_pack_are_told_when_cases_break_them(tmp_path):
    with made(WIDE, tmp_path) as log:
        use = use_pack(log, find_pack("planning"), why="said")
        told = with_service_findings(log, use).findings
    broken = [f.message for f in told if f.id == "pack_rule_broken"]
    assert len(broken) == 2
    assert broken[1].startswith("1 case breaks a rule of the service pack: ")
    assert broken[1].endswith("An application is not valid before it is received.")


def test_steps_that_no_pack_knows_are_counted_when_there_are_some(tmp_path):
    csv = WIDE.replace("appeal_lodged", "fence painted")
    with made(csv, tmp_path) as log:
        use = use_pack(log, find_pack("planning"), why="said")
        assert findings(log, use)["steps_outside_pack"] == 1


def test_a_confirmed_step_is_known_when_the_map_says_so(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text(
        'shape = "wide"\n[columns]\ncase = "PA Ref"\n'
        'milestones = ["received date", "fence painted"]\n'
        '[events]\n"fence painted" = "site-visit"\n'
    )
    csv = WIDE.replace("appeal_lodged", "fence painted")
    with made(csv, tmp_path, map_file=path) as log:
        use = use_pack(log, find_pack("planning"), why="said")
    assert use.events["fence painted"] == "site-visit"


def test_a_map_is_refused_when_it_confirms_an_event_the_pack_lacks(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text(
        'shape = "wide"\n[columns]\nmilestones = ["received date"]\n'
        '[events]\n"received date" = "site-visits"\n'
    )
    with (
        made(WIDE, tmp_path, map_file=path) as log,
        pytest.raises(UnknownName, match='event of the pack "planning"'),
    ):
        use_pack(log, find_pack("planning"), why="said")


def test_a_question_is_a_finding_when_two_packs_fit(tmp_path):
    with made(WIDE, tmp_path) as log:
        asked = with_service_findings(log, None, rivals=("planning", "licensing"))
    assert asked.findings[-1].hint == (
        "Say which it is: ⟦service⟧ planning or ⟦service⟧ licensing."
    )


@pytest.mark.shared_data
def test_the_national_timeline_tells_its_two_foreign_codes(shared_data, tmp_path):
    path = shared_data / "planning_england" / "planning-permission-timeline.csv"
    with made(path, tmp_path) as log:
        found = recognise_log(log)
        use = use_pack(log, found.service, why=found.why)
        assert findings(log, use)["steps_outside_pack"] == 2
    assert {*use.suggested, *use.unknown} == {"application-received", "found-valid"}


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("place", "pack"),
    [
        ("planning_iom/applications_wide_2023.csv", "planning"),
        ("planning_iom/appeals_wide.csv", "planning"),
        ("it_incidents/servicenow_high.csv.gz", "it_service"),
        ("helpdesk/helpdesk.xes.gz", "it_service"),
        ("fines/roadtraffic100traces.xes", None),
        ("permits_nl/receipt.xes.gz", None),
        ("simulated/PurchasingExample.csv.gz", None),
        ("simulated/LoanApp_simplified_test.csv.gz", None),
        ("dirty/bpic2019_one_trace_per_variant.xes.gz", None),
    ],
)
def test_real_logs_are_recognised_only_when_a_pack_is_theirs(place, pack, real_log):
    _, log = real_log(place)
    found = recognise_log(log).service
    assert (found and found.id) == pack
