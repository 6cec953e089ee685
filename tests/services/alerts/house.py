"""A fictional house with somebody of each role that has to do with alerts, and the words of an alert."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any, ClassVar, Final

from tests.services.arrivals import house
from transit_desk.clock import to_micros

NOON: Final = datetime.datetime(2026, 9, 14, 10, 0, tzinfo=datetime.UTC)
TODAY: Final = datetime.date(2026, 9, 14)
PLACE: Final = "Lwashi-Haut, derrière le marché (fictif)"
CONTACT: Final = "par le fils du maître (fictif)"
_STAFF: Final = {
    "supervisor": ("p.murhula", "Pascal Murhula", "m"),
    "caseworker": ("n.nabintu", "Neema Nabintu", "f"),
    "caseworker_2": ("c.esther", "Esther Ntakwinja", "f"),
    "tracing_officer": ("t.faida", "Faida Rubambiza", "f"),
    "psychologist": ("p.neema", "Neema Bashizi", "f"),
    "receptionist": ("r.bashizi", "Riziki Bashizi", "f"),
    "storekeeper": ("m.bahati", "Bahati Mugisho", "m"),
    "administrator": ("a.safari", "Safari Mushagalusha", "m"),
}


class House(house.House):
    """The house, its clock, and whoever sits at the desk."""

    STAFF: ClassVar = _STAFF
    BEGAN: ClassVar = NOON

    def __init__(self, folder: pathlib.Path) -> None:
        super().__init__(folder, *_STAFF)

    def note(self, **other: Any) -> str:
        """An alert of twelve, two of them girls, given by a network."""
        said = {"children": 12, "girls": 2, "urgency": "days", "place": PLACE, "source": "community_network",
                "contact": CONTACT}  # fmt: skip
        return str(self.desk.do("alerts.note", **{**said, **other}))

    def step(self, name: str, alert_id: str, **values: Any) -> str:
        """One step of it."""
        return str(self.desk.do(f"alerts.{name}", alert_id=alert_id, values=values))

    def plan(self, alert_id: str, **other: Any) -> str:
        """A mission of three with one woman, for tomorrow."""
        values = {"on_day": TODAY + datetime.timedelta(days=1), "going": 3, "women": 1, **other}
        return self.step("plan", alert_id, **values)

    def now(self) -> int:
        """This instant."""
        return to_micros(self.clock.now())
