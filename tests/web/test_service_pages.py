"""Pages about services: the same numbers as the command line, in three forms."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Visit = Callable[[str], Any]

PARTS = [
    f"/services/planning/{part}/"
    for part in ("deadlines", "flow", "map", "data", "next")
]
PAGES = ["/", "/services/", "/services/planning/", *PARTS]
FIRST_SCREENS = ["/", "/services/planning/", "/services/planning/board/"]


def _names_of_cases(site: Any) -> set[str]:
    from mersey.eventlog import Workspace, close_log
    from mersey.report.case_names import case_name

    log = Workspace(site.workspace).open_current("planning")
    every = log.arrays.names(range(log.facts.n_cases))
    names = {case_name(one, log) for one in every.values()}
    close_log(log)
    return names


def test_json_is_that_of_the_command_line(visit: Visit, site: Any) -> None:
    told = subprocess.run(
        [
            *(sys.executable, "-m", "mersey", "look", "--service", "planning"),
            *("--json", "--workspace", str(site.workspace)),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    printed = json.loads(told.stdout.decode().replace("--", ""))
    shown = json.loads(
        visit("amina").get("/services/planning.json").content.decode().replace("--", "")
    )
    assert shown["flow"] == printed["flow"]
    assert shown["signals"] == printed["signals"]
    assert shown["forecast"] == printed["forecast"]
    assert shown["clocks"] == printed["clocks"]
    assert shown["log"] == printed["log"]


def test_page_says_the_numbers_of_its_json(visit: Visit) -> None:
    client = visit("amina")
    look = client.get("/services/planning.json").json()
    page = client.get("/services/planning/").content.decode()
    assert f"<strong>{look['flow']['cases_open']}</strong> applications" in page
    assert look["log"]["log_version"] in page


def test_every_page_has_the_numbers_of_the_look(visit: Visit) -> None:
    client = visit("amina")
    look = client.get("/services/planning.json").json()
    told = {part: client.get(f"{part.removesuffix('/')}.json").json() for part in PARTS}
    deadlines, flow, map_, data, next_ = told.values()
    board = client.get("/services/planning/board.json").json()
    cases = client.get("/services/planning/cases.json").json()["cases"]
    assert deadlines["clocks"] == look["clocks"]
    assert flow["flow.lead_time_days"] == look["flow"]["lead_time_days"]
    assert flow["signals"] == look["signals"]
    assert next_["forecast"] == look["forecast"]
    assert map_["flow.map"] == look["flow"]["map"]
    assert data["loading"] == look["loading"]
    assert board["cases_open"] == len(cases) == look["flow"]["cases_open"]
    assert board["cases_past_limit"] == look["past_any_limit"]["overdue"]


def test_csv_holds_every_number_of_the_json(visit: Visit) -> None:
    client = visit("amina")
    look = client.get("/services/planning.json").json()
    text = client.get("/services/planning.csv").content.decode()
    rows = dict(list(csv.reader(io.StringIO(text)))[1:])
    assert (
        float(rows["flow.lead_time_days.p85"]) == look["flow"]["lead_time_days"]["p85"]
    )
    assert (
        float(rows["flow.arrivals_per_week.0.value"])
        == (look["flow"]["arrivals_per_week"][0]["value"])
    )


def test_every_chart_has_its_numbers_at_an_address(visit: Visit) -> None:
    client = visit("amina")
    pages = ["/services/planning/", *PARTS, "/services/planning/cases/"]
    texts = [client.get(page).content.decode() for page in pages]
    links = {
        part.split('"')[0]
        for text in texts
        for part in text.split('href="')[1:]
        if "/charts/" in part[:60]
    }
    figures = {
        part.split('"')[0]
        for text in texts
        for part in text.split('<div class="chart" id="')[1:]
    }
    assert len(links) == len(figures) > 5
    assert {client.get(link).status_code for link in links} == {200}


def test_every_section_of_the_report_has_a_page(visit: Visit) -> None:
    from django.conf import settings

    view = settings.SITE_ANSWERS.of("planning", title="").view
    client = visit("amina")
    pages = [*PARTS, "/services/planning/cases/"]
    text = "".join(client.get(page).content.decode() for page in pages)
    missing = [
        one.id for one in view.sections if text.count(f'<section id="{one.id}"') != 1
    ]
    assert missing == []


def test_viewer_meets_no_case_anywhere(visit: Visit, site: Any) -> None:
    names = _names_of_cases(site)
    client = visit("tom")
    for page in PAGES:
        for form in (
            page,
            page.removesuffix("/") + ".json",
            page.removesuffix("/") + ".csv",
        ):
            address = form.replace("/.", "/home.") if form.startswith("/.") else form
            text = client.get(address).content.decode()
            assert [name for name in names if name in text] == [], address


def test_viewer_may_not_take_the_numbers_of_a_chart_of_cases(visit: Visit) -> None:
    address = "/services/planning/charts/ageing-wip.csv"
    assert visit("amina").get(address).status_code == 200
    assert visit("tom").get(address).status_code == 404


def test_member_meets_the_oldest_cases(visit: Visit, site: Any) -> None:
    page = visit("amina").get("/services/planning/cases/").content.decode()
    assert any(name in page for name in _names_of_cases(site))


def test_list_tells_what_is_not_loaded_yet(visit: Visit) -> None:
    listed = visit("amina").get("/services.json").json()["services"]
    by_name = {one["service"]: one for one in listed}
    assert by_name["planning"]["flow"]["cases_open"] > 0
    assert by_name["foi"]["flow"] is None
    assert visit("amina").get("/services/foi/").status_code == 404


def test_list_has_the_marks_that_the_rules_give(visit: Visit) -> None:
    client = visit("tom")
    look = client.get("/services/planning.json").json()
    listed = client.get("/services.json").json()["services"]
    marks = next(one for one in listed if one["service"] == "planning")["marks"]
    said = {one["of"]: one["state"] for one in marks if one["kind"] == "variation"}
    assert said == {one["measure"]: one["variation"] for one in look["signals"]}
    page = client.get("/services/").content.decode()
    assert all(
        f"<strong>{one['title']}:</strong> {one['words']}" in page for one in marks
    )
    assert page.count("<svg") - 1 == len(marks) > 2


def test_first_page_of_a_person_has_their_own_services(visit: Visit) -> None:
    listed = visit("amina").get("/home.json").json()["services"]
    assert [one["service"] for one in listed] == ["planning"]


def test_page_has_no_field_in_the_words_of_a_prompt(visit: Visit) -> None:
    for page in PAGES:
        text = visit("amina").get(page).content.decode()
        assert "⟦" not in text
        assert "mersey look" not in text


@pytest.mark.parametrize("page", PAGES[2:])
def test_page_is_not_sent_again_when_nothing_changed(visit: Visit, page: str) -> None:
    client = visit("amina")
    first = client.get(page)
    again = client.get(page, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    other = visit("dana").get(page, headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("page", [*PAGES, *FIRST_SCREENS[2:]])
def test_page_is_small(visit: Visit, page: str) -> None:
    client = visit("amina")
    sent = client.get(page, headers={"accept-encoding": "gzip"})
    assert sent["Content-Encoding"] == "gzip"
    assert len(sent.content) <= (30_000 if page in FIRST_SCREENS else 60_000)
