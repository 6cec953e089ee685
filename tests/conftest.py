"""What every test stands on: no display, and generated inputs at a steady pace."""

from __future__ import annotations

import os

import hypothesis

# Before Qt is imported: a window of a test never opens on somebody's screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ["QT_QPA_PLATFORM"] == "offscreen":
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(display, None)

# Machines are shared and slow: a time limit for one example would make honest tests fail by chance.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))
