"""Under which licence each part of mersey is, as an SPDX expression.

A package's own metadata say it (PEP 639). Where they are older than that, it stands here,
read from the licence file in the package. Source: SPDX License List 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.metadata import PackageMetadata

__all__ = ["READ_BY_HAND", "licence_of"]

READ_BY_HAND: Final[Mapping[str, str]] = {
    "asgiref": "BSD-3-Clause",
    "certifi": "MPL-2.0",
    "charset-normalizer": "MIT",
    "colorama": "BSD-3-Clause",
    "django-csp": "BSD-3-Clause",
    "django-ninja": "MIT",
    "duckdb": "MIT",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "oauthlib": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "rich": "MIT",
    "shellingham": "ISC",
    "sqlparse": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "waitress": "ZPL-2.1",
}
"""Package → its licence, where its metadata give no expression."""


def licence_of(name: str, metadata: PackageMetadata | None) -> str:
    """The SPDX expression of a package; `metadata` is None where it is not installed.

    Raises:
        LookupError: Neither its metadata nor this file say it.
    """
    said = (metadata or {}).get("License-Expression")
    if said:
        return str(said)
    if name not in READ_BY_HAND:
        msg = (
            f"Nobody has read the licence of {name}: look into its licence file and"
            " write it into tools/licences.py."
        )
        raise LookupError(msg)
    return READ_BY_HAND[name]
