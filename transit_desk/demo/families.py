"""Families of some of them: relatives as they were told of, own children, brothers and sisters, whom not to contact."""

from __future__ import annotations

from transit_desk.demo.stage import UNKNOWN, Scene, Stage
from transit_desk.domain.fields import Said


def scenes() -> list[Scene]:
    """What was told of the families, in the weeks since they came."""
    return [
        Scene(40, 10, "s.pascal", _relatives),
        Scene(39, 15, "s.pascal", _whom_not_to_contact),
        Scene(8, 10, "s.pascal", _mother_and_child),
        Scene(7, 11, "s.pascal", _brother_and_sister),
        Scene(6, 16, "s.pascal", _kept_apart),
        Scene(5, 9, "s.pascal", _talked),
    ]


def _relative(stage: Stage, key: str, relation: str, name: Said | None, said_by: str = "child", **told: object) -> None:
    values: dict[str, object] = {"relation": relation, "name": name, "said_by": said_by, **told}
    values["said_on"] = stage.desk.day(stage.desk.now())
    stage.do("family.add_relative", file_id=stage.files[key], values=values)


def _relatives(stage: Stage) -> None:
    _relative(stage, "story 1", "mother", Said("M’Nshombo"), other_names="Mwa Chombo ; Nshombho Faida",
              alive=UNKNOWN, last_place=Said("Ishenyo, près du marché du jeudi"), caregiver=Said("yes"),
              wish=Said("live_with"), safe=UNKNOWN)  # fmt: skip
    _relative(stage, "story 1", "uncle", Said("Cirhakarhula Dieudonné"), "community", alive=Said("yes"),
              last_place=Said("Walungu"), phone=Said("0990 000 017"), wish=Said("contact"),
              safe=Said("yes"))  # fmt: skip
    _relative(stage, "story 6", "grandmother", Said("Nyakasane"), alive=Said("yes"), last_place=Said("Lubalama"),
              caregiver=Said("yes"), wish=Said("live_with"), safe=Said("yes"))  # fmt: skip


def _whom_not_to_contact(stage: Stage) -> None:
    """Story 10: those who threaten him know the family; story 6: a man says that he is the husband."""
    stage.do("family.forbid_contact", file_id=stage.files["story 10"], values={
        "said_by": "child", "who": "Son oncle maternel (fictif)", "why": "Il a transmis des menaces.",
        "since": stage.desk.day(stage.desk.now()),
    })  # fmt: skip
    _relative(stage, "story 6", "claims_husband", UNKNOWN, wish=Said("avoid"), safe=Said("no"))


def _mother_and_child(stage: Stage) -> None:
    stage.do("family.complete_own_child", record_id=stage.files["story 14, the baby"], present=Said("yes"),
             registration=Said("needed_court"))  # fmt: skip
    _relative(stage, "story 14", "mother", Said("Ntakwinja Béatrice"), alive=Said("yes"),
              last_place=Said("Nyalubindi, à côté de l’église"), wish=Said("contact"), safe=Said("yes"))  # fmt: skip


def _brother_and_sister(stage: Stage) -> None:
    values = {"other_id": stage.files["story 16, the brother"], "what": "sibling", "said_by": "child"}
    stage.do("family.add_bond", file_id=stage.files["story 16, the sister"], values=values)


def _kept_apart(stage: Stage) -> None:
    values = {
        "other_id": stage.files["story 19"],
        "what": "conflict",
        "said_by": "worker",
        "words": "Une dispute qui a fait peur aux deux.",
    }
    stage.do("family.keep_apart", file_id=stage.files["story 14"], values=values)


def _talked(stage: Stage) -> None:
    """Story 14: a woman led the first talk; at the second only men were in the house, and the reason says so."""
    women = {worker.login: worker.id for worker in stage.desk.ask("office.colleagues")}
    file_id, day = stage.files["story 14"], stage.desk.day(stage.desk.now())
    for values in (
        {"led_by": women["c.aline"], "language": "swc", "women": 1, "men": 0, "asked_preference": "yes"},
        {"led_by": women["s.pascal"], "language": "swc", "women": 0, "men": 1,
         "reason": "Aucune collègue dans la maison ce matin-là."},
    ):  # fmt: skip
        stage.do("identity.add_interview", file_id=file_id, values={"on_day": day, "private": "yes", **values})
    stage.do("identity.add_place", file_id=file_id, values={
        "what": "last_home", "place": "kalehe", "words": Said("Nyalubindi"), "landmark": "à côté de l’église",
        "said_by": "child", "said_on": day,
    })  # fmt: skip
    stage.do(
        "identity.add_number",
        file_id=file_id,
        values={"said_by": "other_agency", "agency": "icrc", "number": "BUK-0014 (fictif)"},
    )
