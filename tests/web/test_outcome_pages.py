"""Outcomes, what drives them, and the programme of all services that somebody sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

Visit = Callable[[str], Any]

PAGE = "/services/planning/outcomes/"


def test_outcome_shows_its_drivers_and_links_to_its_experiments(visit: Visit) -> None:
    page = visit("tom").get(PAGE).content.decode()
    told = visit("tom").get("/services/planning/outcomes.json").json()["outcomes"]
    assert told
    assert all(one["title"] in page for one in told)
    assert told[0]["drivers"][0]["title"] in page
    assert 'href="/services/planning/experiments/early-officer/"' in page
    assert "early-officer" in {name for one in told for name in one["experiments"]}


def test_outcomes_as_csv_have_a_row_for_each_change(visit: Visit) -> None:
    client = visit("tom")
    told = client.get("/services/planning/outcomes.json").json()["outcomes"]
    text = client.get("/services/planning/outcomes.csv").content.decode()
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert len(rows) == sum(len(one["ideas"]) for one in told) > 0


def test_programme_is_that_of_the_command_line(visit: Visit) -> None:
    from mersey.evidence.folder import read_folder
    from mersey.evidence.kept import read_kept
    from mersey.evidence.learning import learning_of, programme
    from mersey.report.programme_words import programme_json, programme_lines
    from mersey.web.experiments.place import folder_of, known_log
    from mersey.web.models import CouncilService

    service = CouncilService.objects.get(slug="planning")
    found, as_at = read_folder(folder_of(service)), known_log(service).as_at
    learned = [
        learning_of(plan, read_kept(found.paths[name]), as_at=as_at)
        for name, plan in found.experiments.items()
    ]
    printed = programme(learned, as_at=as_at)
    told = visit("tom").get("/programme.json").json()
    for name, value in programme_json(printed).items():
        if name != "experiments":
            assert told[name] == value, name
    page = visit("tom").get("/programme/").content.decode()
    first = next(line for line in programme_lines(printed) if "started" in line)
    assert first.strip() in page


def test_programme_tells_nothing_of_services_that_are_not_seen(visit: Visit) -> None:
    from mersey.web.models import CouncilService

    CouncilService.objects.filter(slug="planning").update(is_need_to_know=True)
    told = visit("tom").get("/programme.json").json()
    assert (told["experiments"], told["n_started"]) == ([], 0)
    assert "planning" not in told["services"]
    assert "early-officer" not in visit("tom").get("/programme/").content.decode()


def test_programme_says_of_which_service_a_file_cannot_be_read(
    visit: Visit, site: Any
) -> None:
    broken = site.workspace / "experiments" / "planning" / "broken.toml"
    broken.write_text("not = [toml")
    try:
        page = visit("tom").get("/programme/").content.decode()
    finally:
        broken.unlink()
    assert "A file of the experiments of Planning applications cannot be read" in page
