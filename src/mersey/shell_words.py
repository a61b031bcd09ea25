"""Arguments as a person types them, so that what is offered can be pasted."""

from __future__ import annotations

import shlex


def as_argument(text: str) -> str:
    """A file or a word, so that it can be pasted into a shell: quoted only if it must."""
    return shlex.quote(text)
