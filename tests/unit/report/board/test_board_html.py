"""The board as HTML: what is set where, and what may not be on it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from mersey.answer.board import Typed, board
from mersey.report.board import (
    CaseCalling,
    Slots,
    board_css,
    board_html,
    board_page,
    board_view,
)
from mersey.services.service import CaseReference
from tests.unit.report.made_up_board import CASES, TYPED, blocker, facts

KEY = CASES[0].key
REFERENCES = {one.key: f"TB/26/{n}" for n, one in enumerate(CASES)}
EVERY_SLOT = Slots(
    tools="<b>tools</b>",
    changes="<b>changes</b>",
    limits="<b>limits</b>",
    card={KEY: "<b>card</b>"},
    note_blocker="<b>note</b>",
    blocker={"b1": "<b>row</b>"},
    new_experiment="<b>experiment</b>",
    promise={"p1": "<b>promise</b>"},
    next_step="<b>next</b>",
    foot="<b>foot</b>",
)


def html(slots: Slots = EVERY_SLOT, names: CaseCalling | None = None) -> str:
    return board_html(board_view(board(facts(), TYPED), names), slots)


class Ids(HTMLParser):
    """The ids of a page, and the anchors that it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if str(said.get("href", "")).startswith("#"):
            self.links.append(str(said["href"])[1:])


def test_every_slot_is_set_once() -> None:
    found = html()
    words = re.findall(r"<b>(\w+)</b>", found)
    assert sorted(words) == sorted(
        [
            "tools",
            "changes",
            "limits",
            "card",
            "note",
            "row",
            "experiment",
            "promise",
            "next",
            "foot",
        ]
    )


def test_without_slots_there_is_no_form_and_no_empty_link() -> None:
    found = html(Slots())
    assert "<form" not in found
    assert 'href=""' not in found
    assert "<li>We will</li>" not in found  # this week's promise is made


@pytest.mark.parametrize("slots", [EVERY_SLOT, Slots()], ids=["slots", "none"])
def test_ids_are_unique_and_links_lead_somewhere(slots) -> None:
    read = Ids()
    read.feed(html(slots))
    assert len(read.ids) == len(set(read.ids))
    assert set(read.links) <= set(read.ids)


def test_pages_keep_a_strict_policy() -> None:
    page = board_page(board_view(board(facts(), TYPED)), wall=True)
    assert "style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert "url(" not in board_css()
    assert "@import" not in board_css()


def test_words_that_people_typed_are_escaped() -> None:
    typed = Typed(blockers=(blocker("b", "slow", words="<script>x</script> & co"),))
    found = board_html(board_view(board(facts(), typed)))
    assert "<script>" not in found
    assert "&lt;script&gt;x&lt;/script&gt; &amp; co" in found


@pytest.mark.parametrize(
    ("policy", "in_team", "is_shown"),
    [
        (CaseReference.PUBLIC, False, True),
        (CaseReference.TEAM, True, True),
        (CaseReference.TEAM, False, False),
        (CaseReference.HIDDEN, True, False),
    ],
)
def test_references_are_shown_by_the_policy_alone(policy, in_team, is_shown) -> None:
    names = CaseCalling(
        policy=policy,
        references=REFERENCES,
        in_team=in_team,
        url="https://x.example/{reference}",
    )
    found = html(names=names)
    assert ("TB/26/0" in found) is is_shown
    assert ("x.example" in found) is is_shown
    assert ("mersey whois" in found) is not is_shown
    assert KEY not in found


def test_a_link_by_key_needs_no_reference() -> None:
    called = CaseCalling(url="/cases/{key}/").called("ab/c" + "z" * 22)
    assert called.url == "/cases/ab%2Fc" + "z" * 22 + "/"
    assert called.id == "case-ab-czzzz"


def test_a_wall_has_no_form_though_slots_are_given() -> None:
    page = board_page(board_view(board(facts(), TYPED)), EVERY_SLOT, wall=True)
    assert "<b>" not in page


def test_a_board_without_open_cases_has_neither_cards_nor_counts_of_any() -> None:
    closed = facts(
        knows_open_cases=False,
        cases=(),
        columns=(),
        n_open=0,
        n_past=None,
        n_soon=None,
        soon_until=None,
        changes=replace(facts().changes, open_now=None, misses=None),
    )
    view = board_view(board(closed))
    assert [tile.title for tile in view.tiles] == ["Came in", "Finished"]
    assert view.columns == ()
    assert "cannot be told" in view.warnings[0]


def test_neighbours_without_cards_stand_one_below_the_other() -> None:
    view = board_view(board(facts(), TYPED))
    with_cards = next(one for one in view.columns if one.cards)
    quiet = replace(with_cards, cards=())
    lanes = replace(view, columns=(quiet, quiet, with_cards, with_cards, quiet)).lanes
    assert [len(lane) for lane in lanes] == [2, 1, 1, 1]


@pytest.mark.parametrize(
    ("slots", "is_on_paper_alone"), [(EVERY_SLOT, True), (Slots(), False)]
)
def test_a_week_without_a_promise_says_so_and_has_lines_to_write_on(
    slots, is_on_paper_alone
) -> None:
    found = board_html(board_view(board(facts())), slots)
    assert "Nothing is promised yet" in found
    assert "<li>We will</li>" in found
    assert ("board-on-paper" in found) is is_on_paper_alone
