"""What became of the twenty-two after they went home: visits done, visits late, and what was found there."""

from __future__ import annotations

from functools import partial
from typing import Final

from transit_desk.demo import release
from transit_desk.demo.stage import Scene, Stage

LATE: Final = ("home 9", "home 15", "home 21")
"""Three first visits were promised and not made."""

_FIRST: Final = (
    "Vu à la maison. Il dort bien, mange avec la famille, aide aux champs.",
    "Vu avec sa mère. L’école accepte de le reprendre au prochain trimestre.",
    "Accueilli par les oncles ; la famille demande une houe et des semences.",
    "Content d’être rentré. Quelques cauchemars ; le comité du village passe le voir.",
)
_SECOND: Final = (
    "Un mois après : toujours dans la famille, pas de menace signalée.",
    "Un mois après : il va à l’école, il lui manque des cahiers.",
    "Un mois après : il apprend la maçonnerie chez un voisin.",
)
_OWN: Final = {
    ("story 11", 1): "Vu chez sa tante. Il parle d’aller creuser avec des amis.",
    ("story 11", 2): "Vu, pressé. Deux garçons de son âge sont repartis ; il dit qu’il reste.",
    ("story 12", 1): "Vue à la maison. Son kit a été pris sur la route du nord ; à remplacer.",
    ("story 12", 2): "Elle attend toujours un nouveau kit. La famille va bien.",
    ("story 13", 1): "Vue avec son bébé chez sa mère. On lui avait promis l’école : pas encore inscrite.",
    ("story 13", 2): "Toujours hors de l’école ; les frais ne sont pas payés. À suivre avec le directeur.",
}
VISIT: Final = "case_file.follow_up"


def scenes() -> list[Scene]:
    """Every visit of the first two months, at the desk of whoever made it."""
    found = [Scene(release.AGO - 1, 8, "s.pascal", _assign)]
    keys = [child.key for child in release.HOME] + [f"home {number}" for number in range(4, release.RETURNED + 1)]
    for place, key in enumerate(keys):
        if key in LATE:
            continue
        found.append(Scene(release.AGO - 5 - place % 9, 10, "s.pascal", partial(_visited, key=key, turn=place)))
        found.append(Scene(release.AGO - 27 - place % 7, 11, "s.pascal", partial(_seen_again, key=key, turn=place)))
        found.append(Scene(12, 9, "s.pascal", partial(_third, key=key, turn=place)))
    found.append(Scene(6, 16, "s.pascal", _gone_to_the_mine))
    return found


def _assign(stage: Stage) -> None:
    """Each of the thirty-three gets one person to turn to."""
    keys = [child.key for child, _why in release.CENTRE] + [child.key for child in release.HOME]
    keys += [f"home {number}" for number in range(4, release.RETURNED + 1)]
    for place, key in enumerate(keys):
        login = ("c.aline", "c.esther", "c.amani")[place % 3]
        stage.do(
            "case_file.assign", file_id=stage.files[key], worker_id=stage.workers[login], why="Pas de collègue libre."
        )


def _note(stage: Stage, key: str, words: str, closed: str | None = None) -> str:
    return str(stage.do("case_file.write_note", file_id=stage.files[key], care_words=words, closed_words=closed))


def _finish(stage: Stage, key: str, what: str, note_id: str, ago: int) -> None:
    due = next(each for each in stage.desk.ask("case_file.dues", file_id=stage.files[key]) if each.what == what)
    stage.do("case_file.finish_due", due_id=due.id, on_day=stage.day(ago), done_table="note", done_id=note_id)


def _visited(stage: Stage, *, key: str, turn: int) -> None:
    ago = release.AGO - 5 - turn % 9
    words = _OWN.get((key, 1)) or _FIRST[turn % len(_FIRST)]
    _finish(stage, key, "first_visit", _note(stage, key, words), ago)
    _promise(stage, key, turn, f"{VISIT}.1m", (release.AGO - 25, release.AGO - 35))


def _seen_again(stage: Stage, *, key: str, turn: int) -> None:
    words = _OWN.get((key, 2)) or _SECOND[turn % len(_SECOND)]
    _finish(stage, key, "follow_up_visit", _note(stage, key, words), release.AGO - 27 - turn % 7)


def _third(stage: Stage, *, key: str, turn: int) -> None:
    """The visit after two months: promised for the days that now come; one was missed."""
    _promise(stage, key, turn, f"{VISIT}.2m", (10, 2 if key == "story 11" else -1 - turn % 9))


def _promise(stage: Stage, key: str, turn: int, rule: str, window: tuple[int, int]) -> None:
    stage.do(
        "case_file.plan_due", file_id=stage.files[key], rule=rule, what="follow_up_visit",
        from_day=stage.day(window[0]), to_day=stage.day(window[1]),
        who=release.VISITOR if turn % 2 else "Esther Ntakwinja",
    )  # fmt: skip


def _gone_to_the_mine(stage: Stage) -> None:
    _note(
        stage, "story 11", "Pas vu à la troisième visite : sa tante dit qu’il est parti à la mine.",
        "Deux garçons du même âge ont été repris par le groupe ; le comité du village s’inquiète pour lui.",
    )  # fmt: skip
