"""`python -m mersey`: the same program as `mersey`."""

from __future__ import annotations

from mersey.cli import main

if __name__ == "__main__":
    main()
