from __future__ import annotations

import pytest

from mersey.charts import palette, svg
from mersey.charts.palette import DARK_BLUE, ORANGE, WHITE
from tests.unit.charts.contrast import contrast
from tests.unit.charts.results import parse


def test_words_are_escaped():
    assert svg.words("<b> & </b>") == "&lt;b&gt; &amp; &lt;/b&gt;"


def test_words_lose_what_xml_forbids_or_turns_around():
    assert svg.words("a\x00b\x1bc\ud800d\u202ee") == "abcde"


def test_attribute_is_escaped():
    assert svg.tag("a", data_x='"<&') == '<a data-x="&quot;&lt;&amp;"/>'


def test_an_attribute_loses_what_xml_forbids():
    assert svg.tag("a", data_x="a\x00b\x1bc\u202e") == '<a data-x="abc"/>'


@pytest.mark.parametrize("name", ["style", "onclick", "onload"])
def test_tag_refuses_inline_style_and_script(name):
    with pytest.raises(ValueError, match="presentation attribute"):
        svg.tag("rect", **{name: "x"})


@pytest.mark.parametrize(
    ("value", "said"), [(1.0, "1"), (1.26, "1.3"), (-0.04, "0"), (12345.67, "12345.7")]
)
def test_number_has_one_decimal_at_most(value, said):
    assert svg.number(value) == said


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_number_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        svg.number(value)


def test_attribute_that_is_none_is_left_out():
    assert svg.tag("g", fill=None, stroke_width=2) == '<g stroke-width="2"/>'


def test_nothing_says_why():
    drawn = svg.nothing("No case is open", name=("c", 340), about=("T", "D"))
    assert "No case is open" in "".join(parse(drawn).itertext())


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("colour", [palette.INK, palette.SECONDARY, palette.PLUM])
@pytest.mark.parametrize("ground", [palette.WHITE, palette.PALE_BLUE])
def test_text_colours_reach_4_5_to_1(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("colour", [palette.DARK_BLUE, palette.PLUM])
def test_white_words_can_be_read_on_chevrons(colour):
    assert contrast(WHITE, colour) >= 4.5


@pytest.mark.parametrize(
    "colour", [DARK_BLUE, palette.PLUM, ORANGE, palette.DARK_GREY, palette.MUTED]
)
def test_marks_reach_3_to_1_on_white(colour):
    assert contrast(colour, WHITE) >= 3


def test_the_pair_can_be_told_apart_without_hue():
    assert contrast(DARK_BLUE, ORANGE) >= 3
