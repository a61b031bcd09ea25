"""The way to a plan: what was typed is kept, wrong answers are told, a file is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.experiment_walk import (
    ANSWERS,
    HERE,
    ID,
    PLANNING,
    Visit,
    at,
    begun,
    defaults,
    files,
    planned,
    walk,
)

__all__ = ["at", "files"]

pytestmark = pytest.mark.usefixtures("files")


def test_plan_is_a_file_that_the_command_line_reads(
    visit: Visit, at: Any, files: Path
) -> None:
    from mersey.evidence.folder import read_plan

    planned(visit, at)
    plan = read_plan(files / f"{ID}.toml")
    assert (plan.prediction.low, plan.prediction.high) == (10, 14)
    assert plan.baseline.to_day.isoformat() == "2025-08-31"
    assert plan.steps is not None
    assert plan.steps.must_move == ("consultation-end", "officer-allocated")
    assert [one.margin for one in plan.guardrails if one.used][:1] != [None]


def test_check_page_draws_power_beside_the_prediction(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    text = client.get(walk(client, begun(client))).content.decode()
    assert (
        "If the prediction is right (10 to 14 days), the last look will show it" in text
    )
    assert "<svg" in text


def test_wrong_answer_is_told_and_what_was_typed_stays(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    draft = begun(client)
    client.post(f"{draft}outcome/", ANSWERS["outcome"])
    client.post(f"{draft}measure/", ANSWERS["measure"])
    said = {"expects_low": "14", "expects_high": "ten", "worth_having": "5"}
    shown = client.post(f"{draft}prediction/", said)
    text = shown.content.decode()
    assert shown.status_code == 422
    assert 'href="#expects_high"' in text
    assert 'value="ten"' in text


def test_draft_survives_signing_out(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    draft = begun(client)
    client.post(f"{draft}change/", ANSWERS["change"] | {"revision": "0"})
    client.logout()
    assert "Name the officer early" in visit("amina").get(HERE + "/").content.decode()
    again = visit("amina").get(f"{draft}change/").content.decode()
    assert "Name an officer on day 14" in again


def test_draft_is_its_authors_alone(visit: Visit, at: Any) -> None:
    at(PLANNING)
    draft = begun(visit("amina"))
    assert visit("dana").get(f"{draft}outcome/").status_code == 404
    assert visit("dana").get(f"{draft}check/").status_code == 404
    assert visit("dana").post(f"{draft}drop").status_code == 404
    assert visit("amina").post(f"{draft}drop").status_code == 302


def test_two_windows_are_told_of_each_other(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    draft = begun(client)
    client.post(f"{draft}change/", ANSWERS["change"] | {"revision": "0"})
    other = {"title": "Another title", "change": "Another change", "revision": "0"}
    shown = client.post(f"{draft}change/", other)
    text = shown.content.decode()
    assert shown.status_code == 409
    assert "Another change" in text
    assert "Name an officer on day 14" in text
    boxes = defaults(text) | {"change": "Another change"}
    assert client.post(f"{draft}change/", boxes).status_code == 302


def test_idea_is_planned_in_its_own_file(visit: Visit, at: Any, files: Path) -> None:
    from mersey.evidence.folder import read_plan

    at(PLANNING)
    client = visit("amina")
    first = client.post(f"{HERE}/begin", {"idea": "report-in-one-sitting"})
    draft = first.url.removesuffix("outcome/")
    boxes = defaults(client.get(f"{draft}change/").content.decode())
    assert boxes["title"] == "Write the report in one sitting"
    client.post(walk(client, draft, keep=("outcome", "change", "why")))
    plan = read_plan(files / "report-in-one-sitting.toml")
    assert plan.why.startswith("A report is opened five times")
    assert not (files / "write-the-report-in-one-sitting.toml").exists()


def test_plan_is_not_begun_from_an_idea_that_is_none(visit: Visit) -> None:
    for name in ("early-officer", "no-such", "decision-in-8-weeks"):
        assert visit("amina").post(f"{HERE}/begin", {"idea": name}).status_code == 404


def test_answers_change_a_plan_until_it_is_frozen(
    visit: Visit, at: Any, files: Path
) -> None:
    from mersey.web.models import ExperimentDraft

    planned(visit, at)
    draft = f"{HERE}/drafts/{ExperimentDraft.objects.get().pk}/"
    client = visit("amina")
    address = f"{draft}prediction/?to=check"
    boxes = defaults(client.get(address).content.decode())
    assert client.post(address, boxes | {"expects_high": "20"}).url == f"{draft}check/"
    client.post(f"{draft}check/")
    path = files / f"{ID}.toml"
    assert "high = 20" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8") + "\n# mine\n", "utf-8")
    assert client.post(f"{draft}check/").status_code == 409
    assert "# mine" in path.read_text("utf-8")


def test_new_outcome_is_written_with_its_plan(
    visit: Visit, at: Any, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mersey.evidence.folder import read_folder

    outcome = {
        "outcome-title": "Nobody waits twelve weeks",
        "for-whom": "Applicants",
        "dimension": "sooner",
        "within": "84",
        "outcome-worth": "10",
    }
    monkeypatch.setitem(ANSWERS, "outcome", {"outcome": "+new"})
    monkeypatch.setitem(ANSWERS, "new-outcome", outcome)
    planned(visit, at)
    found = read_folder(files)
    assert found.experiments[ID].outcome == "nobody-waits-twelve-weeks"
    assert found.outcomes["nobody-waits-twelve-weeks"].worth_having == 0.1
