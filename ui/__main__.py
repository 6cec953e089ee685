"""`python -m ui`: opens the program."""

from __future__ import annotations

import sys

from ui.start import main

if __name__ == "__main__":
    sys.exit(main())
