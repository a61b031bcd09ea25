"""The errors, as the tree at the top of `mersey/errors.py` draws them."""

from __future__ import annotations

import inspect

from docs.pages.markdown import document, table
from mersey import errors

__all__ = ["page"]


def page() -> str:
    """The tree, and a line for each error."""
    tree = "\n".join(
        line for line in (errors.__doc__ or "").splitlines() if line.startswith("    ")
    )
    return document(
        "Errors",
        "A message says what was wrong, where, what was expected, and what to do next. It "
        "never holds a row's values. A person's mistake shows no traceback.",
        f"```text\n{inspect.cleandoc(tree)}\n```",
        table(
            ("error", "exit code", "meaning"),
            map(_row, filter(_is_error, sorted(vars(errors)))),
        ),
        "`ChoiceNeeded` carries the exact options that answer its question, so that a "
        "program can offer them.",
    )


def _is_error(name: str) -> bool:
    one = getattr(errors, name)
    return inspect.isclass(one) and issubclass(one, errors.MerseyError)


def _row(name: str) -> tuple[str, int, str]:
    error = getattr(errors, name)
    return (
        f"`{name}`",
        error.exit_code,
        inspect.cleandoc(error.__doc__).split("\n\n")[0],
    )
