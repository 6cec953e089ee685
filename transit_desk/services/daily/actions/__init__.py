"""What can be done with the day."""

from __future__ import annotations

from transit_desk.services.daily.actions.shifts import answer_without_woman, put_on_shift, take_off_shift

__all__ = ["answer_without_woman", "put_on_shift", "take_off_shift"]
