"""Everybody else of the house and around it: those who came one by one, foster families, children long at home."""

from __future__ import annotations

from functools import partial
from typing import Final

from transit_desk.demo import house, stories
from transit_desk.demo.children import Child, Crowd
from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain.fields import Said

_WAYS: Final = ("brought_by_partner", "brought_by_community", "alone", "brought_by_authority", "brought_by_family")

# Room, sex, ages, days ago of the arrival. Those who came last found the block full and sleep on a mattress.
_ARRIVALS: Final = (
    ("F", "f", 13, 16, 81), ("F", "f", 14, 17, 74), ("F", "f", 12, 15, 55), ("F", "f", 15, 17, 38),
    ("F", "f", 13, 14, 23), ("F", "f", 16, 17, 9),
    ("A", "m", 11, 12, 79), ("A", "m", 12, 13, 62), ("A", "m", 10, 11, 50),
    ("A", "m", 11, 13, 29), ("A", "m", 10, 12, 14), ("A", "m", 12, 13, 4),
    ("B", "m", 15, 17, 97), ("B", "m", 14, 15, 72), ("B", "m", 16, 17, 59), ("B", "m", 15, 16, 46),
    ("B", "m", 14, 16, 31), ("B", "m", 16, 17, 19), ("B", "m", 15, 17, 7),
)  # fmt: skip

MOTHER: Final = Child("story 14", "Riziki Ntakwinja", "f", "16", "Kalehe, Nyalubindi", ("hav", "swc"), ("baby",))
MOTHER_BABY: Final = Child("story 14, the baby", "Dorcas Ntakwinja", "f", "8 mois", "", ())
YOUNG_MOTHER: Final = Child("mother 2", "Faida Mugisho", "f", "17", "Walungu, Ishenyo", ("shr", "swc"), ("baby",))
YOUNG_MOTHER_BABY: Final = Child("mother 2, the baby", "Espoir Mugisho", "m", "5 mois", "", ())
DETAINED: Final = Child("story 15", "Pascal Rubambiza", "m", "16", "", ("swc", "fra"), ("threats", "see_nurse_today"))
SISTER: Final = Child("story 16, the sister", "Aline Tuliabu", "f", "9", "Uvira, Rurambiro", ("flr", "swc"))
BROTHER: Final = Child("story 16, the brother", "Jean-Bosco Tuliabu", "m", "6", "Uvira, Rurambiro", ("flr", "swc"))
BEFORE: Final = Child("story 17", "Bahati Nshombo", "m", "13", "Kabare, Cibuluzi", ("shr", "swc"))
BACK_AGAIN: Final = Child("story 17, back", "Bahatyi Chombo", "m", "environ 14", "Kabare, Chibuluzi", ("shr", "swc"))
STRANGER: Final = Child("story 18", "Amani Mushagalusha", "m", "15", "Mwenga, Lubalama", ("lea", "swc"))
COMPLAINT: Final = Child("story 19", "Noella Ebuela", "f", "16", "Fizi, Mtambwele", ("bmb", "swc", "fra"))
SICK: Final = Child("sick", "Olivier Cirhakarhula", "m", "14", "Kabare, Nakashuku", ("shr", "swc"), ("illness",))
HOSPITAL: Final = Child("hospital", "Mapendo Wilondja", "f", "15", "Shabunda, Kisimbilo", ("lea", "swc"), ("injury",))
NAMED: Final = (
    MOTHER, MOTHER_BABY, YOUNG_MOTHER, YOUNG_MOTHER_BABY, DETAINED, SISTER, BROTHER, BEFORE, BACK_AGAIN, STRANGER,
    COMPLAINT, SICK, HOSPITAL,
)  # fmt: skip


def scenes(crowd: Crowd) -> list[Scene]:
    """Every arrival of the last months, and what was agreed and noted since."""
    found = [
        Scene(425, 9, "c.aline", _before), Scene(333, 9, "s.pascal", _home_again),
        *_elsewhere(crowd),
        Scene(57, 17, "r.zawadi", partial(_mother, mother=MOTHER, baby=MOTHER_BABY, exception=None)),
        Scene(40, 17, "s.pascal", partial(_mother, mother=YOUNG_MOTHER, baby=YOUNG_MOTHER_BABY,
                                          exception="mother_with_infant")),
        Scene(31, 18, "s.pascal", partial(_comes, child=DETAINED, letter="B", way="brought_by_authority")),
        Scene(17, 16, "r.zawadi", partial(_comes, child=STRANGER, letter="B", way="brought_by_community")),
        Scene(27, 15, "r.zawadi", partial(_comes, child=COMPLAINT, letter="F", way="brought_by_partner")),
        Scene(3, 16, "r.zawadi", partial(_comes, child=SICK, letter="I", way="brought_by_community")),
        Scene(1, 18, "r.zawadi", partial(_comes, child=BACK_AGAIN, letter="A", way="alone")),
        Scene(12, 15, "r.zawadi", _to_hospital),
        Scene(30, 9, "s.pascal", _detained),
        Scene(15, 10, "c.aline", _not_safe),
        Scene(150, 8, "s.pascal", house.break_a_bed),
    ]  # fmt: skip
    for ago, child in ((56, MOTHER), (39, YOUNG_MOTHER), (30, DETAINED), (15, STRANGER), (25, COMPLAINT)):
        found.append(Scene(ago, 10, "s.pascal", partial(_settle, key=child.key, number=3)))
    for number, (letter, sex, low, high, ago) in enumerate(_ARRIVALS, 1):
        child = crowd.child(f"resident {number}", sex, low, high, needs=("no_clothes",) if number % 6 == 0 else ())
        way = _WAYS[number % len(_WAYS)]
        found.append(Scene(ago, 16, "r.zawadi", partial(_comes, child=child, letter=letter, way=way)))
        found.append(Scene(max(1, ago - 2), 9, "s.pascal", partial(_settle, key=child.key, number=number)))
    return found


def _comes(stage: Stage, *, child: Child, letter: str, way: str) -> None:
    house.receive(stage, child, arrival_type=way)
    why = {"I": "Fièvre, sous observation", "A": "Entre deux âges, près des plus jeunes"}.get(letter)
    house.give_bed(stage, child.key, letter, why)


def _settle(stage: Stage, *, key: str, number: int) -> None:
    """Two days later: a person to turn to, the first answers, the registration complete; the newest still wait."""
    login = ("c.aline", "c.esther", "c.amani")[number % 3]
    values = {"worker_id": stage.workers[login], "why": "Pas de collègue libre."}
    stage.do("case_file.assign", file_id=stage.files[key], **values)
    if key == "resident 12":
        return
    stories.agree(stage, key, "services", "yes")
    stories.agree(stage, key, "keep_data", "yes" if number % 5 else "no")
    if number % 2:
        stories.agree(stage, key, "tracing_name", "yes")
    due = next(each for each in stage.desk.ask("case_file.dues", file_id=stage.files[key]))
    stage.do("case_file.finish_due", due_id=due.id, on_day=stage.desk.day(stage.desk.now()))


def _mother(stage: Stage, *, mother: Child, baby: Child, exception: str | None) -> None:
    """She comes with her baby, who is counted beside her and gets a cot."""
    house.receive(stage, mother, arrival_type="health_referral")
    file_id = stage.do(
        "case_file.open_case", sex=baby.sex, care_track="resident", name=baby.name, age=baby.age,
        said_by="family", arrival_type="health_referral", accompanies_id=stage.files[mother.key],
    )  # fmt: skip
    stage.files[baby.key] = file_id
    today = stage.desk.day(stage.desk.now())
    stage.do("case_file.admit", file_id=file_id, began_on=today)
    house.give_bed(stage, mother.key, "M")
    stage.do(
        "interim_care.give_bed", file_id=file_id, bed_id=stage.beds["L1" if exception is None else "L2"],
        exception=exception, why=None if exception is None else "Cinq mois, allaité : il dort auprès de sa mère.",
    )  # fmt: skip


def _to_hospital(stage: Stage) -> None:
    house.receive(stage, HOSPITAL, arrival_type="brought_by_partner")
    stage.do("case_file.move_care", file_id=stage.files["hospital"], track="hospital",
             since=stage.desk.day(stage.desk.now()))  # fmt: skip
    stories.note(stage, "hospital", "Opérée du bras ; Noella reste auprès d’elle jusqu’à demain.")


def _detained(stage: Stage) -> None:
    stage.do(
        "case_file.change_file", file_id=stage.files["story 15"],
        values={"exit_type": Said("released_from_detention"), "category": Said(["ex_detained", "associated"])},
    )  # fmt: skip
    for whom in ("armed_actors", "government"):
        stage.do(
            "case_file.withhold", file_id=stage.files["story 15"],
            values={"topics": ["identity", "family", "care", "safety", "legal"], "from_whom": whom,
                    "reason": "fear_of_harm"},
        )  # fmt: skip
    stories.agree(stage, "story 15", "services", "yes")
    stories.agree(stage, "story 15", "transfer", "no")


def _not_safe(stage: Stage) -> None:
    stories.note(
        stage, "story 14", "La petite mange bien ; il manque encore la layette.",
        "La famille l’accepte, elle, pas l’enfant. Un homme qui se dit son mari est venu au portail.",
    )  # fmt: skip
    stage.do(
        "case_file.withhold", file_id=stage.files["story 14"],
        values={"topics": ["identity", "care", "family"], "from_whom": "family", "reason": "fear_of_harm"},
    )  # fmt: skip


# -- not in the house tonight


def _before(stage: Stage) -> None:
    """Story 17 begins fourteen months ago, under the spelling of that day."""
    house.receive(stage, BEFORE, arrival_type="brought_by_community")


def _home_again(stage: Stage) -> None:
    stage.do("case_file.leave", file_id=stage.files["story 17"], ended_on=stage.desk.day(stage.desk.now()),
             track="reunified")  # fmt: skip
    due = next(each for each in stage.desk.ask("case_file.dues", file_id=stage.files["story 17"]))
    stage.do("case_file.finish_due", due_id=due.id, on_day=stage.desk.day(stage.desk.now()))


def _elsewhere(crowd: Crowd) -> list[Scene]:
    """Foster families, an aunt in another town, a child of whom nobody knows where he is, children long at home."""
    others = [
        (crowd.child("fostered", "f", 11, 12), "fat", 96), (crowd.child("with an aunt", "m", 16, 17), "kin", 160),
        (crowd.child("on his own", "m", 17, 17), "independent", 210),
        (crowd.child("missing", "m", 16, 16), "missing", 118),
        (crowd.child("long home 1", "m", 15, 16), "reunified", 240),
        (crowd.child("long home 2", "f", 14, 15), "reunified", 290),
        (crowd.child("long home 3", "m", 13, 14), "reunified", 196),
        (SISTER, "fat", 88), (BROTHER, "fat", 88),
    ]  # fmt: skip
    return [
        Scene(ago, 11, "s.pascal", partial(_written_down, child=child, track=track)) for child, track, ago in others
    ]


def _written_down(stage: Stage, *, child: Child, track: str) -> None:
    stage.files[child.key] = stage.do(
        "case_file.open_case", sex=child.sex, care_track=track, name=child.name, age=child.age, village=child.village,
        languages=Said(list(child.languages)), arrival_type="brought_by_community",
        worker_id=stage.workers["c.amani"],
    )  # fmt: skip
    stories.agree(stage, child.key, "services", "yes")
