"""What is kept of the day: who was on duty, and why a shift went without a woman."""

from __future__ import annotations

from transit_desk.services.daily.records.shifts import OnShift, WithoutWoman

__all__ = ["OnShift", "WithoutWoman"]
