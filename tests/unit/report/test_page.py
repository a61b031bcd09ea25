from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from mersey.report import page
from mersey.vocabulary import Finding
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered


@pytest.fixture(scope="module")
def html() -> str:
    return page(
        answered(made_up.log(), made_up.summary()), title="Planning", synthetic=True
    )


def hashes(html: str, tag: str) -> list[str]:
    inside = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
    digests = [hashlib.sha256(text.encode()).digest() for text in inside]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def test_page_has_the_same_bytes_when_made_twice(html: str) -> None:
    again = page(
        answered(made_up.log(), made_up.summary()), title="Planning", synthetic=True
    )
    assert again == html


def test_short_form_has_the_charts_that_matter_and_no_table_of_its_own() -> None:
    brief = page(
        answered(made_up.log(), made_up.summary()), title="Planning", is_brief=True
    )
    assert re.findall(r'<section[^>]* id="([a-z-]+)"', brief) == ["waiting", "signals"]
    assert "the short form" in brief.lower()
    assert 'href="#reading"' not in brief
    assert "every table" not in brief


def test_page_is_small(html: str) -> None:
    assert len(html.encode()) < 300_000


def test_page_allows_only_its_own_style_and_script(html: str) -> None:
    style, script = hashes(html, "style"), hashes(html, "script")
    assert (len(style), len(script)) == (1, 1)
    assert (
        f"default-src 'none'; style-src {style[0]}; script-src {script[0]}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    ) in html.replace("&#39;", "'")


def test_page_carries_no_address_that_a_browser_would_fetch(html: str) -> None:
    found = re.findall(r'(?:src|href)="([^"#][^"]{0,12})', html)
    assert {address.split(":")[0] for address in found} == {"data"}
    assert set(re.findall(r"url\(.", html)) <= {"url(#"}
    assert "@import" not in html


def test_page_has_no_style_or_handler_on_an_element(html: str) -> None:
    body = html[html.index("<body>") :]
    assert re.findall(r"\s(?:style|on[a-z]+)=", body) == []


def test_page_ids_are_unique_when_each_chart_is_drawn_twice(html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_page_shows_the_honest_figure_beside_the_usual_one(html: str) -> None:
    assert html.count("<td>75 days (71–79)</td>") == 1
    assert html.count("<td>59.5 days</td><td>111 days</td>") == 1


def test_page_shows_eight_characters_of_a_pseudonym(html: str) -> None:
    first = made_up.ageing().cases[0].pseudonym
    assert f">{first[:8]}</th>" in html
    assert first not in html


def test_page_says_loudly_when_identifiers_are_kept() -> None:
    log = made_up.log(loading={"keeps_ids": True})
    html = page(answered(log, made_up.summary()), title="Planning")
    assert "This page holds real case numbers." in html
    assert f">{made_up.ageing().cases[0].pseudonym}</th>" in html
    assert "Pseudonymised, not anonymous" not in html


def test_page_says_made_up_only_when_it_is(html: str) -> None:
    real = page(answered(made_up.log(), made_up.summary()), title="Planning")
    assert "Made-up data." in html
    assert "made-up" not in real.lower().replace(".made-up", "")
    assert "Pseudonymised, not anonymous." in real


def test_page_escapes_what_the_file_says() -> None:
    found = Finding(id="x", message="<script>alert(1)</script>", hint="a & b")
    html = page(
        answered(made_up.log(findings=(found,)), made_up.summary()), title="<b>T</b>"
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<h1>&lt;b&gt;T&lt;/b&gt;</h1>" in html


def test_page_gives_the_reason_when_lead_time_is_refused() -> None:
    reason = "The file holds closed cases only."
    summary = made_up.summary(lead_times=None, lead_times_refused=reason)
    html = page(answered(made_up.log(), summary), title="Planning")
    assert f'<p class="note">{reason}</p>' in html
    assert "lead-time-wide" not in html


def test_page_stands_when_nothing_is_known() -> None:
    html = page(answered(made_up.log(findings=()), made_up.nothing()), title="Planning")
    assert "Nothing wrong was found with the data." in html
    assert "No case is open." in html
    assert "Neither teams nor people are in this file" in html


def test_page_stays_under_a_megabyte_when_the_log_is_absurd() -> None:
    many = tuple(
        Finding(id=f"f{n}", message="m" * 5000, hint="h" * 5000) for n in range(60)
    )
    summary = made_up.summary(process_map=made_up.absurd_map())
    html = page(answered(made_up.log(findings=many), summary), title="P" * 10_000)
    assert len(html.encode()) <= 1_000_000


def test_page_leaves_tables_short_when_it_would_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mersey.report.self_contained.LARGEST", 110_000)
    html = page(answered(made_up.log(), made_up.summary()), title="Planning")
    assert len(html.encode()) <= 110_000
    assert "the page was cut to stay under 1 MB" in html


def test_page_never_shows_which_person_passed_work_to_which() -> None:
    people = replace(made_up.summary().handovers, between="person")
    html = page(
        answered(made_up.log(), made_up.summary(handovers=people)), title="Planning"
    )
    assert "2,410 handovers between people" in html
    assert "no figures of single members of staff" in html
    assert "Most frequent handovers" not in html
