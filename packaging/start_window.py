"""Where the frozen program with a window begins."""

from __future__ import annotations

import sys


def main() -> int:
    """Begin; or be the bounded process that opens packages, which is this program again."""
    if sys.argv[1:] == ["--opener"]:
        from transit_desk.export import opener

        return opener.main()
    from ui.app import main as begin

    return begin()


if __name__ == "__main__":
    sys.exit(main())
