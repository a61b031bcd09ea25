"""The service packs: what each knows, from its own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.evidence.measured import read_measure
from mersey.report.evidence_plan_words import amount
from mersey.services import load_packs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.services import Service
    from mersey.services.service import PackGuardrail

__all__ = ["page"]


def page() -> str:
    """A table of all packs, and a section for each."""
    packs = load_packs().values()
    rows = (
        (f"[{p.id}](#{p.id})", p.name, p.version, ", ".join(p.nations)) for p in packs
    )
    return document(
        "Service packs",
        "What a kind of service is, as data: its steps, how files write them, its clocks "
        "and codes. Two councils that use one pack measure the same thing. `mersey look` "
        "finds the pack that fits; `--service` names it. A pack of your own: "
        "[make a pack](../how-to/make-a-pack.md). The clocks: [clocks](clocks.md).",
        table(("pack", "service", "version", "nations"), rows),
        *(part for pack in packs for part in _section(pack)),
    )


def _section(pack: Service) -> Iterator[str]:
    yield f"## {pack.id}"
    checked = (
        f"Last checked as a whole on {pack.checked_on}."
        if pack.checked_on
        else "Not yet checked as a whole."
    )
    yield f"**{pack.name}.** {pack.summary} {checked}"
    stages = {stage.id: stage.title for stage in pack.stages}
    yield table(
        ("step", "stage", "ends a case", "is also written"),
        (
            (
                f"{event.title} (`{event.id}`)",
                stages[event.stage],
                "yes" if event.ends else "",
                _aliases(event.aliases),
            )
            for event in pack.events
        ),
    )
    if pack.guardrails:
        yield (
            "What must not get worse while something else is made better; the margins "
            "are to start from:"
        )
        yield table(
            ("guardrail", "of", "margin", "why"),
            (
                (
                    f"{guard.title} (`{guard.id}`)",
                    guard.dimension,
                    _margin(guard),
                    guard.note,
                )
                for guard in pack.guardrails
            ),
        )
    if pack.importers:
        yield "Files it knows by their headings, and reads with no mapping by hand:"
        yield table(
            ("file", "from", "known by"),
            ((i.title, i.supplier, _aliases(i.columns)) for i in pack.importers),
        )
    if pack.gotchas:
        yield "Names that mislead:"
        yield "\n".join(f"- {gotcha.text}" for gotcha in pack.gotchas)


def _margin(guard: PackGuardrail) -> str:
    unit = read_measure(guard.measure).unit
    return amount(guard.margin, unit)


def _aliases(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
