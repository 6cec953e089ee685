"""Who is away for a while and who is late back, for whom a bed waits, who stays longer, who leaves soon."""

from __future__ import annotations

from functools import partial
from typing import Final

from transit_desk.demo import residents
from transit_desk.demo.children import Child, Crowd
from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain import instants
from transit_desk.domain.fields import Said

AWAY: Final = "resident 14"  # at his aunt's, back tomorrow
LATE: Final = "resident 9"  # should have been back yesterday before the night
LONGEST: Final = "resident 13"  # came before everybody else; past the ninetieth day
LEAVING: Final = "resident 16"
ON_A_MATTRESS: Final = "resident 19"
_REVIEWED: Final = (
    *(f"resident {number}" for number in (1, 2, 3, 4, 5, 7, 8, 10, 13, 14, 15, 16, 17)),
    *(child.key for child in (residents.MOTHER, residents.MOTHER_BABY, residents.YOUNG_MOTHER)),
)
_STILL_DUE: Final = 2  # days ago: who came to a review since then waits for it


def scenes(crowd: Crowd) -> list[Scene]:
    """The last two weeks."""
    back = crowd.child("back from a family", "m", 11, 12)
    return [
        Scene(20, 11, "s.pascal", partial(_in_a_family, child=back)),
        Scene(6, 9, "d.furaha", _stays_longer),
        Scene(_STILL_DUE, 9, "s.pascal", _look_at_the_stays),
        Scene(_STILL_DUE, 11, "s.pascal", _leaves_soon),
        Scene(1, 9, "s.pascal", partial(_comes_back, key=back.key)),
        Scene(1, 13, "e.musa", _go_away),
    ]


def _look_at_the_stays(stage: Stage) -> None:
    """The reviews of the month, one after the other; those of the newest are still to come."""
    for place, key in enumerate(_REVIEWED):
        stage.do(
            "leaving.review", file_id=stage.files[key],
            values={"on_day": stage.day(_STILL_DUE), "outcome": "leaving_prepared" if key == LEAVING else "goes_on",
                    "child_view": Said("Veut d’abord finir son cours." if place % 2 else "Attend des nouvelles."),
                    "words": "La recherche de la famille continue."},
        )  # fmt: skip


def _stays_longer(stage: Stage) -> None:
    file_id = stage.files[LONGEST]
    begun = stage.desk.ask("leaving.extension_values", file_id=file_id)
    stage.do(
        "leaving.extend", file_id=file_id,
        values={**begun, "reason": "no_family_traced", "to_day": stage.day(-20),
                "child_view": Said("D’accord, s’il peut continuer la menuiserie."),
                "alternatives": "Deux familles d’accueil vues : trop loin de l’atelier."},
    )  # fmt: skip


def _leaves_soon(stage: Stage) -> None:
    """His uncle comes for him in six days; his bed is kept from then on for a boy who lies on a mattress."""
    stage.do(
        "leaving.plan", file_id=stage.files[LEAVING],
        values={"planned_for": stage.day(-6), "track": "reunified", "with_whom": "son oncle (fictif)"},
    )  # fmt: skip
    board = stage.desk.ask("interim_care.board")
    bed = next(bed for room in board.rooms for bed in room.beds if bed.file_id == stage.files[LEAVING])
    stage.do("interim_care.reserve_bed", file_id=stage.files[ON_A_MATTRESS], bed_id=bed.id, from_day=stage.day(-6))


def _in_a_family(stage: Stage, *, child: Child) -> None:
    stage.files[child.key] = stage.do(
        "case_file.open_case", sex=child.sex, care_track="fat", name=child.name, age=child.age, village=child.village,
        languages=Said(list(child.languages)), arrival_type="brought_by_community",
        worker_id=stage.workers["c.esther"],
    )  # fmt: skip


def _comes_back(stage: Stage, *, key: str) -> None:
    """The family cannot keep him: the bed that is free waits for him from tonight on."""
    stage.do("interim_care.reserve_bed", file_id=stage.files[key], bed_id=stage.beds["A8"],
             from_day=stage.day(0), why="La mère d’accueil est à l’hôpital")  # fmt: skip


def _go_away(stage: Stage) -> None:
    hour = stage.desk.now() - 2 * instants.HOUR
    for key, due, whom in ((AWAY, 54, "sa tante (fictive)"), (LATE, 5, "son grand frère (fictif)")):
        back = hour + due * instants.HOUR
        stage.do("interim_care.go_away", file_id=stage.files[key], kind="leave", left_at=hour, due_back=back,
                 with_whom=whom)  # fmt: skip
