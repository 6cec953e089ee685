"""The house of the demonstration: its rooms, beds and places, and how a child at the door is received."""

from __future__ import annotations

from typing import Final

from transit_desk.demo.children import Child
from transit_desk.demo.stage import Stage
from transit_desk.domain.fields import Said

ROOMS: Final = (
    ("Bloc Filles", "girls", "F", 10),
    ("Bloc Mères-bébés", "girls_with_children", "M", 8),
    ("Bloc Garçons A", "boys_10_13", "A", 8),
    ("Bloc Garçons B", "boys_14_17", "B", 16),
    ("Infirmerie", "infirmary", "I", 2),
)
_COTS: Final = 4  # of the mothers' room, half of the places are cots


def furnish(stage: Stage) -> None:
    """Write down every room and bed; the code is what stands on the bed."""
    for name, block, letter, beds in ROOMS:
        room = stage.do("interim_care.make_room", name=name, block=block, capacity=beds)
        stage.beds[f"room {letter}"] = room
        for number in range(1, beds + 1):
            code = f"{letter}{number}"
            if letter == "M" and number > _COTS:
                code = f"L{number - _COTS}"
            stage.beds[code] = stage.do("interim_care.make_bed", room_id=room, code=code)


def know_the_places(stage: Stage) -> None:
    """A village that no list has, under the name it had before and the one it has now; both are invented."""
    today = stage.desk.day(stage.desk.now())
    key = stage.do("places.add", name="Kalole (fictif)", kind="village", parent="kalehe_buhavu")
    stage.do("places.rename", place_key=key, name="Mapendo (fictif)", since=today)
    stage.do("places.add_name", place_key=key, name="Mapendo-Centre (fictif)")


def break_a_bed(stage: Stage) -> None:
    """One bed of the girls' block waits for the carpenter."""
    stage.do(
        "interim_care.block_bed", bed_id=stage.beds["F10"], kind="repair",
        why="Latte cassée, le menuisier passe cette semaine",
    )  # fmt: skip


def receive(stage: Stage, child: Child, *, arrival_type: str) -> str:
    """Somebody stands at the door tonight."""
    file_id = str(
        stage.do(
            "case_file.receive", name=child.name, sex=child.sex, age=child.age, village=child.village,
            languages=Said(list(child.languages)), needs_now=Said(list(child.needs)) if child.needs else None,
            arrival_type=arrival_type,
        )
    )  # fmt: skip
    stage.files[child.key] = file_id
    return file_id


def give_bed(stage: Stage, key: str, letter: str, why: str | None = None) -> None:
    """The first bed of a room that is free; a mattress where there is none."""
    file_id = stage.files[key]
    free = stage.desk.ask("interim_care.free_beds", file_id=file_id)
    wanted = sorted(
        (_number(bed.code), bed.bed_id) for bed in free if bed.code[0] == letter and bed.answer != "not_now"
    )
    bed_id = wanted[0][1] if wanted else stage.do("interim_care.lay_mattress", room_id=stage.beds[f"room {letter}"])
    stage.do("interim_care.give_bed", file_id=file_id, bed_id=bed_id, why=why)


def _number(code: str) -> int:
    return int(code[1:].strip("+"))
