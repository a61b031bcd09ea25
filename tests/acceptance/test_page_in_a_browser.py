"""The page as people meet it: in Chromium, wide, on a phone, on paper, without script."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from mersey.charts.signal_examples import improving, places
from mersey.charts.signal_examples import run as steady
from mersey.report import page
from mersey.report.signals_page import places_page, signals_page
from tests.unit.report import made_up
from tests.unit.report.evidence_pages import sealed_html, verdict_html
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_forecast import forecast

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SIZES = [pytest.param(1280, id="wide"), pytest.param(390, id="phone")]


@dataclass
class Seen:
    """A page that was opened, and all that the browser said of it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed: `make test` says how to get it")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def _nothing_stays_open(browser: Browser) -> Iterator[None]:
    yield
    for context in browser.contexts:
        context.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    log = made_up.log(loading={"keeps_ids": True})
    html = page(
        answered(log, made_up.summary(), forecast()),
        title="Planning applications",
        synthetic=True,
    )
    path.write_text(html, encoding="utf-8")
    return path


def opened(browser: Browser, file: Path, width: int, *, script: str = "on") -> Seen:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script == "on"
    )
    seen = Seen(page=context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("console", lambda message: seen.said.append(message.text))
    seen.page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.page.goto(file.as_uri())
    return seen


@pytest.mark.parametrize("width", SIZES)
def test_page_has_no_axe_violation_when_all_is_unfolded(
    browser: Browser, file: Path, width: int
) -> None:
    seen = opened(browser, file, width)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    result = Axe().run(seen.page)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", ["places", "series", "verdict", "sealed"])
def test_answer_has_no_axe_violation_and_fits_when_all_is_unfolded(
    browser: Browser, tmp_path: Path, name: str, width: int
) -> None:
    teams = [replace(improving(), name="North"), replace(steady(), name="South")]
    html = {
        "places": lambda: places_page(places(), measure="In time", title="Wards"),
        "series": lambda: signals_page(teams, measure="Days", title="Teams"),
        "verdict": verdict_html,
        "sealed": sealed_html,
    }
    path = tmp_path / f"{name}.html"
    path.write_text(html[name](), encoding="utf-8")
    seen = opened(browser, path, width)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    result = Axe().run(seen.page)
    assert result.violations_count == 0, result.generate_report()
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    assert seen.said == []


@pytest.mark.parametrize("width", SIZES)
def test_page_never_scrolls_sideways(browser: Browser, file: Path, width: int) -> None:
    seen = opened(browser, file, width)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width


def test_page_asks_for_nothing_and_breaks_no_policy(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280)
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.requests == [file.as_uri()]
    assert seen.said == []


def test_page_tells_all_when_script_is_off(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 1280, script="off")
    table = seen.page.locator("#lead-time table")
    assert not table.is_visible()
    seen.page.locator("#lead-time summary", has_text="table").click()
    assert table.is_visible()
    assert seen.page.locator("svg[role=img]:visible").count() == 8  # the map: a click


def test_page_shows_one_drawing_of_each_chart_to_a_screen_reader(
    browser: Browser, file: Path
) -> None:
    wide = opened(browser, file, 1280).page
    phone = opened(browser, file, 390).page
    assert wide.locator("figure .wide svg:visible").count() == 9
    assert wide.locator("figure .narrow svg:visible").count() == 0
    assert phone.locator("figure .narrow svg:visible").count() == 8  # the map: a click
    assert phone.locator("figure .wide svg:visible").count() == 0


@pytest.mark.parametrize("width", SIZES)
def test_page_has_no_text_under_twelve_pixels(
    browser: Browser, file: Path, width: int
) -> None:
    seen = opened(browser, file, width)
    smallest = seen.page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('svg text')]
            .filter(text => text.getClientRects().length)
            .map(text => parseFloat(getComputedStyle(text).fontSize)
                * text.getCTM().a))"""
    )
    assert smallest >= 11.99


def test_page_has_one_h1_and_headings_in_order(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 1280)
    levels = seen.page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])"
    )
    steps = [after - before for before, after in itertools.pairwise(levels)]
    assert levels.count(1) == 1
    assert max(steps) <= 1


def test_page_prints_the_charts_and_not_the_tables(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280)
    seen.page.emulate_media(media="print")
    assert seen.page.locator("figure svg:visible").count() == 9
    assert seen.page.locator("table:visible").count() == 0
    assert not seen.page.locator("nav").is_visible()


def test_page_prints_a_table_when_a_reader_opened_it(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280, script="off")
    seen.page.locator("#lead-time summary", has_text="table").click()
    seen.page.locator("#reading > details > summary").click()
    seen.page.emulate_media(media="print")
    assert seen.page.locator("#lead-time table").is_visible()
    assert seen.page.locator("#reading .reading").is_visible()
    assert not seen.page.locator("#method .terms").is_visible()


def test_page_prints_every_table_when_asked_to(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 1280)
    seen.page.evaluate("window.print = () => {}")
    seen.page.locator("button[data-paper=whole]").click()
    seen.page.emulate_media(media="print")
    hidden = (
        seen.page.locator("table").count() - seen.page.locator("table:visible").count()
    )
    assert hidden == 0
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("#lead-time table").is_hidden()


def test_page_takes_at_most_four_sheets_of_paper(browser: Browser, file: Path) -> None:
    paper = opened(browser, file, 1280).page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 4
    assert len(paper) < 1_500_000


def test_short_form_takes_at_most_two_sheets_of_paper(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "brief.html"
    found = answered(made_up.log(), made_up.summary(), forecast())
    path.write_text(page(found, title="Planning", is_brief=True), encoding="utf-8")
    seen = opened(browser, path, 1280).page
    paper = seen.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2
    assert Axe().run(seen).violations_count == 0


def test_page_is_at_most_nine_thousand_pixels_long_on_a_phone(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 390)
    assert seen.page.evaluate("document.documentElement.scrollHeight") <= 9_000


def test_page_says_where_a_table_goes_on_sideways(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 390)
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
    seen.page.wait_for_selector(".sheet.more")
    wrong = seen.page.evaluate(
        """() => [...document.querySelectorAll('.sheet')].filter(sheet => {
            const table = sheet.querySelector('.scroll');
            const goes_on = table.scrollWidth > table.clientWidth + 2;
            return goes_on != (sheet.querySelector('.cue').offsetHeight > 0);
        }).length"""
    )
    assert wrong == 0


def test_page_opens_the_part_that_a_link_leads_to(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 390)
    assert not seen.page.locator("#reading .reading").is_visible()
    seen.page.locator("a[href='#reading']").first.click()
    seen.page.wait_for_selector("#reading .reading", state="visible")


def test_page_draws_words_in_the_colours_that_a_reader_forces(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280)
    seen.page.emulate_media(forced_colors="active", color_scheme="dark")
    fills = seen.page.evaluate(
        """() => [...new Set([...document.querySelectorAll('svg text')]
            .map(text => getComputedStyle(text).fill))]"""
    )
    for fill in fills:
        red, green, blue = map(int, re.findall(r"\d+", fill)[:3])
        assert max(red, green, blue) > 120 or fill == "rgb(0, 0, 0)", fill
    ink = seen.page.locator("#lead-time .wide svg text").first
    assert ink.evaluate("text => getComputedStyle(text).fill") == "rgb(255, 255, 255)"


def test_page_skip_link_is_the_first_stop_of_the_keyboard(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.textContent") == (
        "Skip to main content"
    )


def test_page_first_screen_answers_the_first_questions(
    browser: Browser, file: Path
) -> None:
    seen = opened(browser, file, 1280)
    strip = seen.page.locator("#stage-strip svg").first.bounding_box()
    assert strip is not None
    assert strip["y"] < 900
    assert strip["y"] + strip["height"] < 1170


def test_page_gives_its_numbers_as_csv_when_asked(browser: Browser, file: Path) -> None:
    seen = opened(browser, file, 1280)
    seen.page.locator("#stage-strip summary", has_text="table").click()
    with seen.page.expect_download() as download:
        seen.page.locator("#stage-strip a[download]").click()
    assert download.value.suggested_filename == "stage-strip.csv"
    assert seen.said == []
