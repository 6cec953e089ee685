"""What can be asked of the day."""

from __future__ import annotations

from transit_desk.services.daily.queries.day import day, staff

__all__ = ["day", "staff"]
