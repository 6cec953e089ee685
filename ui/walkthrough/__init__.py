"""The main job walked through the real widgets, without a display: what it makes is left where one can look at it."""

from __future__ import annotations
