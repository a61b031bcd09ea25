"""Words at a prompt. The library does the work; here it is only asked and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.cli.program import main, put_together

if TYPE_CHECKING:
    import typer

    app: typer.Typer

__all__ = ["app", "main"]


def __getattr__(name: str) -> Any:
    """The program with all of its commands, put together as it is first asked for."""
    if name != "app":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    globals()["app"] = put_together()
    return globals()["app"]
