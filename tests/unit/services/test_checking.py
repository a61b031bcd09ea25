from __future__ import annotations

import pytest

from mersey.services import load_packs, problems_of, read_pack
from tests.unit.services.packs_for_tests import BODY, HEAD, write_pack

LOG = '\n[[changelog]]\nversion = "2026"\non = 2026-11-22\ntext = "First."\n'


def problems(folder, text):
    return problems_of(read_pack(write_pack(folder, text)))


def test_a_pack_has_no_problems_when_all_its_names_mean_something(tmp_path):
    assert problems(tmp_path, HEAD + BODY + LOG) == ()


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('events = ["let"]', 'events = ["gone"]', 'the pack has no event "gone"'),
        ('stage = "ask"', 'stage = "end"', 'there is no stage "end"'),
        ('aliases = ["Let"]', 'aliases = ["asked_for"]', "is an alias of"),
        ('id = "let"', 'id = "asked"', '"asked" is there 2 times'),
        ('version = "2026"\non', 'version = "2025"\non', "does not name the version"),
    ],
)
def test_a_problem_is_told_when_a_name_means_nothing(tmp_path, was, now, told):
    found = problems(tmp_path, (HEAD + BODY + LOG).replace(was, now))
    assert told in "\n".join(found)


def test_every_problem_is_told_when_a_pack_has_several(tmp_path):
    text = HEAD + BODY.replace('"let"', '"gone"', 1).replace(
        'stage = "ask"', 'stage = "x"'
    )
    assert len(problems(tmp_path, text)) == 4


def test_versions_of_a_clock_are_told_when_they_overlap(tmp_path):
    clock = BODY[BODY.index("[[clocks]]") :]
    later = clock.replace("title", "valid_from = 2026-01-01\ntitle", 1)
    found = problems(tmp_path, HEAD + BODY + later + LOG)
    assert len(found) == 1
    assert "clocks[allotments.let_30d]: two versions cover the same dates" in found[0]


QUOTED = (
    'source = { instrument = "An Act", provision = "s.1", words = "%s", '
    'words_kind = "%s", checked_on = 2026-11-30 }'
)
OWN_RULE = 'source = { instrument = "The council\'s own rule" }'
AFTER = "within 30 days of receipt"
DAY_ONE = "30 days beginning with the day of receipt"


def quoting(folder, words, kind, count_from="day_after"):
    counted = f'count_from = "{count_from}"\n' + QUOTED % (words, kind)
    return problems(folder, HEAD + BODY.replace(OWN_RULE, counted) + LOG)


@pytest.mark.parametrize(
    ("words", "kind", "count_from"),
    [
        (AFTER, "within_of", "day_after"),
        (DAY_ONE, "beginning_with", "same_day"),
        ("before the sixth school day of the exclusion", "nth_day_of", "same_day"),
        ("beginning with the day after the day of receipt", "following", "day_after"),
        ("starting on the day immediately following it", "following", "day_after"),
        ("one month beginning with the relevant time", "from_moment", "day_after"),
        ("eight weeks starting from the date of notice", "within_of", "day_after"),
    ],
)
def test_words_are_accepted_when_the_clock_counts_as_they_say(
    tmp_path, words, kind, count_from
):
    assert quoting(tmp_path, words, kind, count_from) == ()


@pytest.mark.parametrize(
    ("words", "kind", "count_from", "told"),
    [
        (DAY_ONE, "beginning_with", "day_after", 'needs count_from = "same_day"'),
        (AFTER, "within_of", "same_day", 'needs count_from = "day_after"'),
        (DAY_ONE, "within_of", "day_after", "the day of the event is day 1"),
        (AFTER, "beginning_with", "same_day", "the day of the event is not day 1"),
        (AFTER, "fixed_date", "day_after", "fixed_date is for a clock with due_field"),
        ("within " * 40, "within_of", "day_after", "280 characters"),
        ("", "within_of", "day_after", "quote its counting words"),
    ],
)
def test_words_are_a_problem_when_the_clock_counts_otherwise(
    tmp_path, words, kind, count_from, told
):
    assert told in "\n".join(quoting(tmp_path, words, kind, count_from))


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ('provision = "s.1", ', "say in provision where"),
        ('words_kind = "within_of", ', "say in words_kind which"),
    ],
)
def test_words_are_a_problem_when_nothing_says_where_or_of_what_kind(
    tmp_path, gone, told
):
    source = (QUOTED % (AFTER, "within_of")).replace(gone, "")
    found = problems(tmp_path, HEAD + BODY.replace(OWN_RULE, source) + LOG)
    assert told in "\n".join(found)


@pytest.mark.parametrize("name", sorted(load_packs()))
def test_a_pack_of_mersey_has_no_problems(name):
    assert problems_of(load_packs()[name]) == ()
