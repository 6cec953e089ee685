"""Three alerts: one led to the release, of one the children were gone before anybody came, one waits too long."""

from __future__ import annotations

import datetime
from typing import Final

from transit_desk.demo import release
from transit_desk.demo.stage import Scene, Stage

_GONE: Final = 40
_OPEN: Final = 3


def scenes() -> list[Scene]:
    """Each word, and what became of it, on its day."""
    return [
        Scene(release.AGO + 2, 10, "t.faida", _heard_of_the_release),
        Scene(release.AGO + 2, 15, "s.pascal", _mission_to_the_release),
        Scene(release.AGO, 20, "s.pascal", _led_to_the_release),
        Scene(release.AGO - 2, 9, "t.faida", _thanked),
        Scene(_GONE, 11, "r.zawadi", _heard_by_telephone),
        Scene(_GONE - 1, 8, "s.pascal", _mission_in_vain),
        Scene(_GONE - 3, 17, "s.pascal", _gone),
        Scene(_GONE - 6, 9, "t.olivier", _told_what_became_of_it),
        Scene(_OPEN, 9, "t.olivier", _still_waiting),
    ]


def _then(stage: Stage, name: str, alert: str, values: dict[str, object]) -> None:
    stage.do(f"alerts.{name}", alert_id=stage.files[alert], values=values)


def _today(stage: Stage) -> datetime.date:
    return stage.desk.day(stage.desk.now())


def _heard_of_the_release(stage: Stage) -> None:
    stage.files["alert of the release"] = stage.do(
        "alerts.note", children=release.ANNOUNCED, girls=0, girls_asked="not_asked", urgency="days",
        place="Une école, territoire de Kalehe", source="community_committee",
        contact="Le comité villageois de paix (fictif), par radio",
    )  # fmt: skip


def _mission_to_the_release(stage: Stage) -> None:
    alert = "alert of the release"
    _then(
        stage,
        "ask_girls",
        alert,
        {
            "girls": 5,
            "girls_asked": "asked_hidden",
            "words": "Une association de mamans (fictive) en connaît cinq qui ne sont pas sur la liste.",
        },
    )
    _then(
        stage,
        "plan",
        alert,
        {
            "on_day": stage.day(release.AGO),
            "going": 5,
            "women": 2,
            "team": "Aline Nakalonge, Faida Rubambiza, une ONG et la mission de l’ONU",
            "words": "Entendre les filles à part ; le comité attend à l’école.",
        },
    )


def _led_to_the_release(stage: Stage) -> None:
    _then(stage, "link", "alert of the release", {"event_id": stage.files["event"]})


def _thanked(stage: Stage) -> None:
    _then(
        stage,
        "answer",
        "alert of the release",
        {
            "way": "radio",
            "on_day": _today(stage),
            "words": "L’équipe est venue ; merci au comité. Chacun a été entendu.",
        },
    )


def _heard_by_telephone(stage: Stage) -> None:
    stage.files["alert in vain"] = stage.do(
        "alerts.note", children=7, girls_asked="not_asked", urgency="now", place="Un marché, territoire de Mwenga",
        source="faith_leader", contact="La paroisse (fictive)",
    )  # fmt: skip


def _mission_in_vain(stage: Stage) -> None:
    _then(
        stage,
        "plan",
        "alert in vain",
        {
            "on_day": stage.day(_GONE - 3),
            "going": 3,
            "women": 1,
            "words": "Route coupée par la pluie : pas avant deux jours.",
        },
    )


def _gone(stage: Stage) -> None:
    _then(
        stage,
        "lost",
        "alert in vain",
        {"on_day": _today(stage), "children": 7, "words": "Déplacés dans la nuit, avant que l’équipe arrive."},
    )


def _told_what_became_of_it(stage: Stage) -> None:
    _then(
        stage,
        "answer",
        "alert in vain",
        {
            "way": "through_somebody",
            "on_day": _today(stage),
            "words": "Nous sommes venus trop tard ; prévenez-nous encore, nous partirons plus vite.",
        },
    )


def _still_waiting(stage: Stage) -> None:
    stage.files["alert that waits"] = stage.do(
        "alerts.note", children=9, girls=0, girls_asked="asked_no_answer", urgency="days",
        place="Un village au bord de la rivière, territoire de Walungu", source="community_network",
        contact="Un relais du réseau (fictif), au marché du samedi",
    )  # fmt: skip
