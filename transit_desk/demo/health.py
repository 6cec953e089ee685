"""What the nurse of the demonstration wrote: measures, what to mind, a fever with its sachet, and what is closed."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from transit_desk.demo import release
from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain import hours, instants

_NURSE: Final = "n.innocent"
_SPAT: Final = 2  # the sachet whose dose was spat out
_WEIGHED: Final = (
    ("story 1", ("46,5", "48", "49,5")), ("story 4, the younger", ("38", "38,5", "39,5")),
    ("story 9", ("52", "51,2", "50,6")),
)  # fmt: skip
_SEEN_ALONE: Final = "Vue seule, avec son accord. Examens proposés, résultat dans trois semaines."
_SPAT_OUT: Final = "l’a recraché"
_BOTH: Final = "celle du matin a été donnée à son heure, notée ce soir"
_CLINIC: Final = "Centre de santé (fictif)"


def scenes() -> list[Scene]:
    """The first days, a measure each month, and the sachets of this week, given each morning and evening."""
    found = [
        Scene(release.AGO - 1, 10, _NURSE, _looked_at),
        Scene(release.AGO - 2, 11, _NURSE, _what_to_mind),
        *(Scene(ago, 9, _NURSE, partial(_weighed, place=place)) for place, ago in enumerate((65, 36, 6))),
        Scene(24, 10, _NURSE, _closed),
        Scene(23, 10, "p.neema", _opened),
        Scene(3, 6, _NURSE, _fever),
    ]
    rounds = ((3, 20, "e.noella"), (2, 8, "e.sifa"), (2, 20, "e.byadunia"), (1, 8, "e.musa"), (1, 20, "e.esperance"))
    return found + [Scene(ago, hour, login, _round) for ago, hour, login in rounds]


def _visit(stage: Stage, key: str, complaint: str, finding: str, treatment: str, **more: Any) -> None:
    values = {"on_day": stage.desk.day(stage.desk.now()), "complaint": complaint, "finding": finding,
              "treatment": treatment, **more}  # fmt: skip
    stage.do("health.add_visit", file_id=stage.files[key], values=values)


def _looked_at(stage: Stage) -> None:
    """Everybody is looked at within a day of the arrival."""
    for key, finding, treatment in (
        ("story 1", "éraflure au genou, sinon bien", "nettoyage, pansement"),
        ("story 4, the younger", "amaigri", "ration renforcée, à peser chaque mois"),
        ("story 9", "entend mal de l’oreille gauche", "lui parler de face ; avis demandé"),
        ("story 8", "bien", "rien"),
    ):
        _visit(stage, key, "visite d’arrivée", finding, treatment)


def _need(stage: Stage, key: str, kind: str, words: str, to_do: str | None = None, *, severe: bool = False) -> None:
    values = {"kind": kind, "words": words, "severe": severe, "what_to_do": to_do, "said_by": "child"}
    stage.do("health.add_need", file_id=stage.files[key], values=values)


def _what_to_mind(stage: Stage) -> None:
    _need(stage, "story 8", "allergy", "arachides", "l’infirmier tout de suite, ne pas laisser seul", severe=True)
    _need(stage, "story 9", "aid", "entend mal à gauche : lui parler de face")
    _need(stage, "story 4, the younger", "diet", "ration renforcée, un goûter à 16 h")
    stage.do(
        "health.add_condition", file_id=stage.files["story 9"],
        values={"kind": "disability", "words": "audition faible à gauche", "known_by": _CLINIC,
                "adapted": "assis devant à l’atelier, on lui parle de face"},
    )  # fmt: skip


def _weighed(stage: Stage, *, place: int) -> None:
    for key, weights in _WEIGHED:
        stage.do(
            "health.add_measure", file_id=stage.files[key], on_day=stage.desk.day(stage.desk.now()),
            weight=weights[place],
        )  # fmt: skip


def _medicine(stage: Stage, key: str, dose: str, hours: str, days: int | None, **named: str) -> None:
    """A sachet with the next number, from today on."""
    begins = stage.desk.ask("health.medicine_values", file_id=stage.files[key])
    last = None if days is None else stage.desk.day(stage.desk.now() + days * instants.DAY)
    stage.do("health.add_medicine", file_id=stage.files[key], dose=dose, hours=hours, to_day=last, **begins, **named)


def _closed(stage: Stage) -> None:
    """What she confided is followed by a treatment; whoever gives it knows the number of a sachet."""
    stage.do(
        "health.add_closed", file_id=stage.files["story 6"], on_day=stage.desk.day(stage.desk.now()),
        words=_SEEN_ALONE,
    )  # fmt: skip
    _medicine(stage, "story 6", "1", "7 19", 40, closed_name="traitement du cas 6 (fictif)")


def _opened(stage: Stage) -> None:
    nurse = next(each for each in stage.desk.ask("health.may_hold") if each.name == "Innocent Kulimushi")
    stage.do("health.open_to", file_id=stage.files["story 6"], worker_id=nurse.id,
             why="il accompagne les examens, elle le veut bien")  # fmt: skip


def _fever(stage: Stage) -> None:
    seen_again = stage.day(-1)
    _visit(stage, "story 4, the younger", "fièvre depuis hier", "paludisme simple, test positif",
           "trois jours de traitement", follow_up_on=seen_again)  # fmt: skip
    _medicine(stage, "story 4, the younger", "1", "7 19", 3, name="Artéméther-luméfantrine 20/120 mg")
    _medicine(stage, "story 1", "1/2", "19", None, name="Fer et acide folique")


def _round(stage: Stage) -> None:
    """Every dose whose hour has come, in the order of the round; one child spits it out once."""
    given: set[str] = set()
    for hour in stage.desk.ask("health.round_now").hours:
        for line in hour.lines:
            if line.mark or not line.may_mark:
                continue
            refused = line.sachet == _SPAT and line.day == stage.day(2) and line.minute > hours.NOON
            stage.do(
                "health.mark_dose", medicine_id=line.medicine_id, on_day=line.day, minute=line.minute,
                mark="refused" if refused else "given",
                words=_SPAT_OUT if refused else _BOTH if line.medicine_id in given else None,
            )  # fmt: skip
            given.add(line.medicine_id)
