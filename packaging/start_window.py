"""Where the frozen program with a window begins."""

from __future__ import annotations

import sys


def main() -> int:
    """Begin; or be one of the bounded processes that read strangers' files, which are this program again."""
    if sys.argv[1:] == ["--opener"]:
        from transit_desk.export import opener

        return opener.main()
    if sys.argv[1:] == ["--redrawn"]:
        from transit_desk.export import redrawn

        return redrawn.main()
    from ui.start import main as begin

    return begin()


if __name__ == "__main__":
    sys.exit(main())
