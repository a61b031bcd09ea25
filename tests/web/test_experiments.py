"""A team's experiment in the web: planned, frozen by a second, sealed, judged, decided."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

Visit = Callable[[str], Any]

HERE = "/services/planning/experiments"
PLANNING = datetime(2025, 9, 15, 9, 0, tzinfo=UTC)
FREEZING = datetime(2025, 9, 19, 9, 0, tzinfo=UTC)
EARLY = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)
FIRST_LOOK = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
LAST_LOOK = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
ID = "name-the-officer-early"

ANSWERS = {
    "outcome": {"outcome": "decision-in-8-weeks"},
    "change": {
        "title": "Name the officer early",
        "change": "Name an officer on day 14",
    },
    "why": {
        "question": "Is a decision sooner?",
        "why": "Files wait three weeks in a tray",
        "owner": "Planning manager",
    },
    "measure": {"measure": "days"},
    "prediction": {"expects_low": "10", "expects_high": "14", "worth_having": "5"},
    "way": {"from_step": "consultation-end", "to_step": "officer-allocated"},
    "dates": {
        "picked_on-day": "1",
        "picked_on-month": "9",
        "picked_on-year": "2025",
        "start-day": "29",
        "start-month": "9",
        "start-year": "2025",
    },
    "guardrails": {},
    "notes": {"equality_note": "Nobody waits longer for it"},
}


@pytest.fixture(autouse=True)
def files(site: Any, tmp_path: Path) -> Iterator[Path]:
    """The folder of planning's experiments; what a test writes there is taken back."""
    folder = site.workspace / "experiments" / "planning"
    shutil.copytree(folder, tmp_path / "kept")
    yield folder
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "kept", folder)


@pytest.fixture
def at(site: Any) -> Iterator[Callable[[datetime], None]]:
    """Moves the clock that pages go by."""
    from django.conf import settings

    before = settings.SITE_CLOCK
    yield lambda now: setattr(settings, "SITE_CLOCK", lambda: now)
    settings.SITE_CLOCK = before


def _begun(client: Any) -> str:
    """The address of a new draft."""
    begun = client.post(f"{HERE}/begin")
    return begun.url.removesuffix("outcome/")


def _defaults(html: str) -> dict[str, str]:
    """What stands in the boxes of a page."""
    from html.parser import HTMLParser

    found: dict[str, str] = {}

    class Boxes(HTMLParser):
        inside = ""

        def handle_data(self, data: str) -> None:
            if self.inside:
                found[self.inside] = found.get(self.inside, "") + data

        def handle_endtag(self, _tag: str) -> None:
            self.inside = ""

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            said = dict(attrs)
            self.inside = said.get("name", "") if tag == "textarea" else ""
            ticks = said.get("type") in ("checkbox", "radio")
            if tag == "input" and (not ticks or "checked" in said):
                found[said.get("name", "")] = said.get("value") or ""

    Boxes().feed(html)
    return {name: value for name, value in found.items() if name}


def _walk(client: Any, draft: str, *, keep: tuple[str, ...] = ()) -> str:
    """Answer every page but those that are kept; the address after the last one."""
    address = f"{draft}outcome/"
    while not address.endswith("/check/"):
        page = address.rstrip("/").rsplit("/", 1)[1]
        boxes = _defaults(client.get(address).content.decode())
        said = {} if page in keep else ANSWERS[page]
        sent = client.post(address, boxes | said)
        assert sent.status_code == 302, (page, sent.content.decode()[-3000:])
        address = sent.url
    return address


def _planned(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    check = _walk(client, _begun(client))
    assert client.post(check).url == f"{HERE}/{ID}/"


def _frozen(visit: Visit, at: Any) -> None:
    _planned(visit, at)
    at(FREEZING)
    assert (
        visit("dana").post(f"{HERE}/{ID}/freeze/", {"read": "yes"}).status_code == 302
    )


def _texts(client: Any) -> list[str]:
    """The experiment in its three forms."""
    forms = (f"{HERE}/{ID}/", f"{HERE}/{ID}.json", f"{HERE}/{ID}.csv")
    return [client.get(form).content.decode() for form in forms]


def test_plan_is_a_file_that_the_command_line_reads(
    visit: Visit, at: Any, files: Path
) -> None:
    from mersey.evidence.folder import read_plan

    _planned(visit, at)
    plan = read_plan(files / f"{ID}.toml")
    assert (plan.prediction.low, plan.prediction.high) == (10, 14)
    assert plan.baseline.to_day.isoformat() == "2025-08-31"
    assert plan.steps is not None
    assert plan.steps.must_move == ("consultation-end", "officer-allocated")
    assert [one.margin for one in plan.guardrails if one.used][:1] != [None]


def test_check_page_draws_power_beside_the_prediction(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    text = client.get(_walk(client, _begun(client))).content.decode()
    assert (
        "If the prediction is right (10 to 14 days), the last look will show it" in text
    )
    assert "<svg" in text


def test_writer_does_not_freeze_and_a_colleague_does(
    visit: Visit, at: Any, files: Path
) -> None:
    _planned(visit, at)
    refused = visit("amina").post(f"{HERE}/{ID}/freeze/", {"read": "yes"})
    assert refused.status_code == 409
    assert not (files / f"{ID}.v1.json").exists()
    at(FREEZING)
    visit("dana").post(f"{HERE}/{ID}/freeze/", {"read": "yes"})
    frozen = json.loads((files / f"{ID}.v1.json").read_text("utf-8"))["frozen"]
    assert (frozen["by"], frozen["read_by"]) == ("Amina R", "Dana K")
    assert frozen["at"] == "2025-09-19T09:00:00Z"


def test_freezing_is_refused_while_nobody_says_that_they_read_it(
    visit: Visit, at: Any, files: Path
) -> None:
    _planned(visit, at)
    shown = visit("dana").post(f"{HERE}/{ID}/freeze/")
    assert shown.status_code == 422
    assert not (files / f"{ID}.v1.json").exists()


def test_nothing_is_compared_before_the_first_look(visit: Visit, at: Any) -> None:
    _frozen(visit, at)
    at(EARLY)
    page, data, table = _texts(visit("amina"))
    assert "Too early to say" in page
    assert json.loads(data)["verdict"] == "too_early"
    for text in (page, data, table):
        for word in ("Likely between", "Cases have taken", "estimate", "anytime"):
            assert word not in text, word
    assert not {"effect", "steps", "guardrails", "secondary"} & json.loads(data).keys()
    assert "effect." not in table


def test_look_ahead_is_asked_for_recorded_and_apart(visit: Visit, at: Any) -> None:
    _frozen(visit, at)
    at(EARLY)
    client = visit("amina")
    assert "1.55 times as wide" in client.get(f"{HERE}/{ID}/ahead/").content.decode()
    assert client.get(f"{HERE}/{ID}/looks/2025-11-24/").status_code == 404
    taken = client.post(f"{HERE}/{ID}/ahead/")
    assert taken.url == f"{HERE}/{ID}/looks/2025-11-24/"
    apart = client.get(taken.url).content.decode()
    assert "Nothing can be concluded" in apart
    page, data, _ = _texts(client)
    assert "Amina R looked" in page
    assert "effect" not in data
    at(LAST_LOOK)
    assert json.loads(_texts(client)[1])["look"]["looks_ahead"] == 1


def test_note_stands_on_the_page_and_in_the_verdict(visit: Visit, at: Any) -> None:
    _frozen(visit, at)
    at(EARLY)
    said = {"text": "A new officer began", "on-day": "3", "on-month": "11"}
    visit("sunita").post(f"{HERE}/{ID}/note/", said | {"on-year": "2025"})
    assert "A new officer began." in _texts(visit("amina"))[0]
    at(LAST_LOOK)
    assert "A new officer began" in _texts(visit("amina"))[0]


def test_verdict_is_that_of_the_command_line(
    visit: Visit, at: Any, files: Path
) -> None:
    from mersey.evidence.kept import read_kept

    _frozen(visit, at)
    at(LAST_LOOK)
    page, data, _ = _texts(visit("tom"))
    told = json.loads(data)
    assert told["verdict"] == "improved"
    assert told["effect"]["interval"]["high"] < -5
    assert "Improved" in page
    assert read_kept(files / f"{ID}.toml").trail.verdict == "improved"


def test_verdict_is_worked_out_once(
    visit: Visit, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mersey.web.experiments import kept_views

    _frozen(visit, at)
    at(LAST_LOOK)
    first = _texts(visit("amina"))
    monkeypatch.setattr(kept_views, "looked_on", None)
    assert _texts(visit("amina"))[1:] == first[1:]


def test_what_one_proposes_another_confirms(visit: Visit, at: Any, files: Path) -> None:
    from mersey.evidence.kept import read_kept

    _frozen(visit, at)
    at(LAST_LOOK)
    amina = visit("amina")
    asked = amina.get(f"{HERE}/{ID}/propose/").content.decode()
    assert "checked" not in asked
    said = {"decision": "adopt", "learned": "Only with a list of free officers"}
    amina.post(f"{HERE}/{ID}/propose/", said)
    assert amina.post(f"{HERE}/{ID}/confirm/", {"seq": "3"}).status_code == 404
    sunita = visit("sunita")
    boxes = _defaults(sunita.get(f"{HERE}/{ID}/confirm/").content.decode())
    assert sunita.post(f"{HERE}/{ID}/confirm/", boxes).status_code == 302
    decided = read_kept(files / f"{ID}.toml").trail.decided
    assert decided is not None
    assert (decided.by, decided.data["proposed_by"]) == ("Sunita P", "Amina R")
    assert "Only with a list of free officers" in _texts(sunita)[0]


def test_everything_that_was_done_is_in_the_trail_of_the_site(
    visit: Visit, at: Any
) -> None:
    from mersey.web.audit_trail import first_broken
    from mersey.web.models import TrailEntry

    _frozen(visit, at)
    at(LAST_LOOK)
    said = {"decision": "adopt", "learned": "It works"}
    visit("amina").post(f"{HERE}/{ID}/propose/", said)
    place = f"services/planning/experiments/{ID}"
    found = TrailEntry.objects.filter(place=place).values_list("action", "person_name")
    assert list(found) == [
        ("planned an experiment", "Amina R"),
        ("froze a plan", "Dana K"),
        ("proposed a decision", "Amina R"),
    ]
    assert first_broken(TrailEntry.objects.all()) is None


def test_wrong_answer_is_told_and_what_was_typed_stays(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    draft = _begun(client)
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
    draft = _begun(client)
    client.post(f"{draft}change/", ANSWERS["change"] | {"revision": "0"})
    client.logout()
    assert "Name the officer early" in visit("amina").get(HERE + "/").content.decode()
    again = visit("amina").get(f"{draft}change/").content.decode()
    assert "Name an officer on day 14" in again


def test_draft_is_its_authors_alone(visit: Visit, at: Any) -> None:
    at(PLANNING)
    draft = _begun(visit("amina"))
    assert visit("dana").get(f"{draft}outcome/").status_code == 404
    assert visit("dana").get(f"{draft}check/").status_code == 404
    assert visit("dana").post(f"{draft}drop").status_code == 404
    assert visit("amina").post(f"{draft}drop").status_code == 302


def test_two_windows_are_told_of_each_other(visit: Visit, at: Any) -> None:
    at(PLANNING)
    client = visit("amina")
    draft = _begun(client)
    client.post(f"{draft}change/", ANSWERS["change"] | {"revision": "0"})
    other = {"title": "Another title", "change": "Another change", "revision": "0"}
    shown = client.post(f"{draft}change/", other)
    text = shown.content.decode()
    assert shown.status_code == 409
    assert "Another change" in text
    assert "Name an officer on day 14" in text
    boxes = _defaults(text) | {"change": "Another change"}
    assert client.post(f"{draft}change/", boxes).status_code == 302


def test_idea_is_planned_in_its_own_file(visit: Visit, at: Any, files: Path) -> None:
    from mersey.evidence.folder import read_plan

    at(PLANNING)
    client = visit("amina")
    begun = client.post(f"{HERE}/begin", {"idea": "report-in-one-sitting"})
    draft = begun.url.removesuffix("outcome/")
    boxes = _defaults(client.get(f"{draft}change/").content.decode())
    assert boxes["title"] == "Write the report in one sitting"
    client.post(_walk(client, draft, keep=("outcome", "change", "why")))
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

    _planned(visit, at)
    draft = f"{HERE}/drafts/{ExperimentDraft.objects.get().pk}/"
    client = visit("amina")
    address = f"{draft}prediction/?to=check"
    boxes = _defaults(client.get(address).content.decode())
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
    _planned(visit, at)
    found = read_folder(files)
    assert found.experiments[ID].outcome == "nobody-waits-twelve-weeks"
    assert found.outcomes["nobody-waits-twelve-weeks"].worth_having == 0.1


def test_list_tells_where_each_stands(visit: Visit) -> None:
    listed = visit("tom").get(f"{HERE}.json").json()
    states = {one["id"]: one["state"] for one in listed["experiments"]}
    assert states == {
        "early-officer": "verdict",
        "one-letter": "too_early",
        "report-in-one-sitting": "idea",
    }
    page = visit("tom").get(f"{HERE}/").content.decode()
    assert "Plan an experiment" not in page
    assert "Say everything that is missing in one letter" in page


def test_file_that_is_broken_is_told_and_breaks_no_page(
    visit: Visit, files: Path
) -> None:
    (files / "one-letter.toml").write_text("schema = 3\n", "utf-8")
    for address in (f"{HERE}/", f"{HERE}/one-letter/"):
        text = visit("amina").get(address).content.decode()
        assert "one-letter.toml: schema" in text
    assert visit("amina").get(f"{HERE}/early-officer/").status_code == 200


def test_plan_that_was_changed_by_hand_after_freezing_is_refused(
    visit: Visit, files: Path
) -> None:
    path = files / "early-officer.v1.json"
    path.write_text(path.read_text("utf-8").replace('"low": 10', '"low": 1'), "utf-8")
    text = visit("amina").get(f"{HERE}/early-officer/").content.decode()
    assert "changed since it was frozen" in text
    assert "days sooner" not in text
