"""Whether a bill of materials is what CycloneDX 1.6 says: run in an environment of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main() -> None:
    """Leave with 1 and the first fault, where there is one."""
    text = Path(sys.argv[1]).read_text("utf-8")
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        sys.exit(f"{sys.argv[1]} is no CycloneDX 1.6: {fault}")


if __name__ == "__main__":
    main()
