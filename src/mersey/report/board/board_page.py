"""A board as HTML: the part that a web page sets, and a page that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from mersey.report.board.board_views import Slots
from mersey.report.self_contained import asset, environment, policy

if TYPE_CHECKING:
    from mersey.report.board.board_views import BoardView

NO_SLOTS = Slots()


def board_html(
    view: BoardView, slots: Slots = NO_SLOTS, *, with_title: bool = True
) -> str:
    """The board, without `<html>` around it; safe to be set in a page.

    Args:
        view: The board in words.
        slots: Forms and links of the page around it, as safe HTML.
        with_title: Begin with the heading of level 1.
    """
    template = environment().get_template("board_part.html.j2")
    return Markup(  # noqa: S704  (the template escapes every word)
        template.render(view=view, slots=_safe(slots), with_title=with_title)
    )


def board_css() -> str:
    """The style sheet of a board; it touches nothing but what `board-` begins."""
    return asset("board.css")


def board_page(
    view: BoardView,
    slots: Slots = NO_SLOTS,
    *,
    wall: bool = False,
    synthetic: bool = False,
) -> str:
    """A page that needs no other file.

    Args:
        view: The board in words.
        slots: As for `board_html`.
        wall: For a screen on the wall: large, in two columns, without forms and tables.
        synthetic: The data are made up; a banner says so.
    """
    style = asset("page.css") + board_css() + asset("board_page.css")
    template = environment().get_template("board.html.j2")
    return template.render(
        view=view,
        part=board_html(view, NO_SLOTS if wall else slots),
        is_wall=wall,
        is_synthetic=synthetic,
        style=style,
        script="",
        policy=policy(style, ""),
    )


def _safe(slots: Slots) -> dict[str, object]:
    """The slots as markup, those without one empty."""
    return {
        name: {key: Markup(html) for key, html in value.items()}  # noqa: S704
        if isinstance(value, dict)
        else Markup(value)  # noqa: S704
        for name, value in vars(slots).items()
    }
