"""The case file: one for each child, for ever."""

from __future__ import annotations

from transit_desk.domain.text import N_
from transit_desk.module import Module

MODULE = Module("case_file", N_("Children"), 100, ())
