"""What every kind of chart must meet, by its own worked example."""

from __future__ import annotations

import json
import re

import pytest

from mersey.charts import KINDS, NARROW, WIDE
from tests.unit.charts.results import parse

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
BOTH_WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
SVG = "{http://www.w3.org/2000/svg}"


@EVERY_KIND
def test_title_is_a_finding_of_at_most_ten_words(kind):
    title = kind.example().title
    assert len(title.split()) <= 10
    assert re.search(r"\d", title)
    assert "because" not in title.lower()


@EVERY_KIND
def test_words_around_it_are_there(kind):
    chart = kind.example()
    assert kind.question.endswith("?")
    assert kind.how_to_read.endswith(".")
    assert chart.subtitle.endswith(".")
    assert len(chart.description) > 80
    assert re.search(r"\d", chart.description)


@EVERY_KIND
@BOTH_WIDTHS
def test_drawing_is_named_and_described_for_screen_readers(kind, width):
    chart = kind.example()
    root = parse(chart.svg(width))
    named = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.get("role") == "img"
    assert [named[i] for i in root.get("aria-labelledby").split()] == [
        chart.title,
        chart.description,
    ]


@EVERY_KIND
@BOTH_WIDTHS
def test_drawing_states_its_size(kind, width):
    root = parse(kind.example().svg(width))
    assert root.get("width") == str(width)
    assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"


@EVERY_KIND
@BOTH_WIDTHS
def test_drawing_is_clean_under_a_strict_content_policy(kind, width):
    svg = kind.example().svg(width)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:|href=", svg)
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "context-stroke" not in svg


@EVERY_KIND
@BOTH_WIDTHS
def test_no_text_is_smaller_than_12_px(kind, width):
    sizes = re.findall(r'font-size="([\d.]+)"', kind.example().svg(width))
    assert min(float(size) for size in sizes) >= 12
    assert "scale(" not in kind.example().svg(width)


@EVERY_KIND
@BOTH_WIDTHS
def test_drawing_weighs_at_most_20_kb(kind, width):
    assert len(kind.example().svg(width).encode()) <= 20_000


@EVERY_KIND
@BOTH_WIDTHS
def test_same_input_gives_the_same_bytes(kind, width):
    assert kind.example().svg(width) == kind.example().svg(width)


@EVERY_KIND
def test_ids_do_not_meet_when_both_drawings_share_a_page(kind):
    chart = kind.example()
    ids = re.findall(r' id="([^"]+)"', chart.svg(WIDE) + chart.svg(NARROW))
    assert len(ids) == len(set(ids))
    assert all(one.startswith(chart.kind) for one in ids)


@EVERY_KIND
def test_ids_start_with_the_name_when_one_is_given(kind):
    ids = re.findall(r' id="([^"]+)"', kind.example().svg(WIDE, name="second"))
    assert ids
    assert all(one.startswith("second-680") for one in ids)


@EVERY_KIND
@BOTH_WIDTHS
def test_every_reference_finds_its_marker(kind, width):
    svg = kind.example().svg(width)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(
        re.findall(r'<marker id="([^"]+)"', svg)
    )


@EVERY_KIND
@BOTH_WIDTHS
def test_nothing_lies_outside_the_drawing(kind, width):
    root = parse(kind.example().svg(width))
    height = float(root.get("height"))
    spots = [
        (float(one.get("x")), float(one.get("y"))) for one in root.iter(f"{SVG}text")
    ]
    assert all(-1 <= x <= width + 1 and 0 < y <= height for x, y in spots)


@EVERY_KIND
def test_table_holds_numbers_with_units_and_csv_is_unrounded(kind):
    chart = kind.example()
    table = chart.table
    assert len(table.rows) == len(table.raw) > 0
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert chart.csv().count("\r\n") == len(table.raw) + 1


@EVERY_KIND
def test_vega_lite_holds_the_table_and_only_its_columns(kind):
    chart = kind.example()
    spec = chart.to_vegalite()
    fields = set(re.findall(r'"field": "([^"]+)"', json.dumps(spec)))
    assert len(spec["data"]["values"]) == len(chart.table.raw)
    assert fields - {"series", "value"} <= set(chart.table.columns)
