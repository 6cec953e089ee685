"""The program without a window: `transit-desk-cli`, or `python -m transit_desk`."""

from __future__ import annotations

import sys


def main() -> int:
    """Say how it went: 0 done, 2 refused in words, 3 the machine or the file is at fault."""
    from transit_desk import cli

    sys.excepthook = cli.say_bug
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
