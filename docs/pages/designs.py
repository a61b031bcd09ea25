"""The study designs: what each finds, needs and may say, and its worked example."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.evidence.registered import DESIGNS

if TYPE_CHECKING:
    from mersey.evidence.design import Design

__all__ = ["page"]


def page() -> str:
    """A table of all designs, the strongest first, and a section for each."""
    designs = sorted(DESIGNS.values(), key=lambda design: design.rank)
    rows = (
        (f"[{d.name}](#{d.name})", d.title, f'"{d.claim}"', d.needs.replace("_", " "))
        for d in designs
    )
    return document(
        "Study designs",
        "Ways of finding out whether a change worked, the strongest first; `mersey evidence "
        "new` proposes the strongest that a log can carry. Only designs by lot or by "
        'permutation may say "because". How often each finds a change where there is none is '
        "in [evidence accuracy](evidence-accuracy.md).",
        table(("name", "title", "may say", "looks at"), rows),
        *(_section(design) for design in designs),
    )


def _section(design: Design) -> str:
    example = design.example
    expected = (
        (name, f"{value:.{min(example.digits, 4)}f}")
        for name, value in example.expected.items()
    )
    parts = [
        f"## {design.name}",
        f"**{design.title}.** {design.description}",
        f"Source: {design.source}",
        "### Worked example",
        inspect.getdoc(example.observed) or "",
        table(("what", "value"), expected),
        example.note,
    ]
    return "\n\n".join(part for part in parts if part)
