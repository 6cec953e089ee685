"""The demonstration centre: fictional, repeatable, and made by acting through the desk like anyone."""

from __future__ import annotations

from transit_desk.demo.building import CENTRE, build
from transit_desk.demo.staff import LOGIN, PASSPHRASE
from transit_desk.demo.volume import volume

__all__ = ["CENTRE", "LOGIN", "PASSPHRASE", "build", "volume"]
