"""Who came to the gate of the demonstration, and what stands in its incident book."""

from __future__ import annotations

import datetime
from typing import Any, Final

from transit_desk.demo.stage import Scene, Stage
from transit_desk.domain import instants

_HUSBAND: Final = {"asker": "claimant", "name": "Bahizi (fictif)", "contact": "0990 000 014 (fictif)"}


def scenes() -> list[Scene]:
    """The army's list, the man who says he is the husband, twice; two entries of the book; a complaint (story 19)."""
    return [
        Scene(22, 10, "r.zawadi", _a_list_is_asked_for),
        Scene(22, 12, "d.furaha", _no_list),
        Scene(20, 16, "e.musa", _broken_into),
        Scene(19, 9, "s.pascal", _mended),
        Scene(11, 15, "e.byadunia", _complaint),
        Scene(8, 11, "r.zawadi", _the_husband),
        Scene(8, 14, "d.furaha", _she_says_no),
        Scene(2, 19, "e.sifa", _a_quarrel),
        Scene(1, 17, "e.baraka", _again),
    ]


def _asks(stage: Stage, said: str, **asked: Any) -> str:
    return str(stage.do("gate.log", values={**asked, "words": said}))


def _write(stage: Stage, **told: Any) -> str:
    values = {"happened_at": stage.clock.micros() - instants.HOUR, "accused": "nobody", **told}
    return str(stage.do("incidents.write", values=values))


def _add(stage: Stage, kind: str, said: str) -> None:
    stage.do("incidents.add", record_id=stage.files["broken into"], kind=kind, words=said)


def _end(stage: Stage, request: str, said: str) -> None:
    stage.do("gate.tell_outcome", record_id=request, outcome="went_away", at=stage.clock.micros(), words=said)


def _a_list_is_asked_for(stage: Stage) -> None:
    stage.files["a list is asked for"] = _asks(
        stage, asker="army", name="Un lieutenant (fictif)", task="service de renseignement (fictif)", wish="list",
        asked_for="la liste des garçons arrivés ce mois", said="Deux hommes, armés, restés dehors. Polis.",
    )  # fmt: skip


def _no_list(stage: Stage) -> None:
    request = stage.files["a list is asked for"]
    stage.do(
        "gate.decide", record_id=request,
        values={"decision": "refused", "why": "Aucune liste ne sort d'ici.", "child_answer": "not_asked"},
    )  # fmt: skip
    _end(stage, request, "Sans menace.")


def _broken_into(stage: Stage) -> None:
    stage.files["broken into"] = _write(
        stage, kind="theft", place="Magasin", what="Le cadenas du magasin est forcé ; deux couvertures manquent.",
        action="Magasin refermé, rien d'autre touché.", notified="superviseur, à 16 h",
    )  # fmt: skip


def _mended(stage: Stage) -> None:
    _add(stage, "correction", "Trois couvertures, et non deux.")
    _add(stage, "notified", "Le chef de quartier, à 9 h.")
    _add(stage, "closed", "Un nouveau cadenas est posé.")


def _complaint(stage: Stage) -> None:
    """Story 19: only the focal point for safeguarding reads it, and the girl keeps its reference."""
    _write(
        stage, kind="bullying", children=[stage.files["story 19"]], accused="staff", about="humiliation",
        accused_who="la cheffe de centre", what="Elle dit qu'on l'a fait attendre dehors, devant tous, pour la punir.",
    )  # fmt: skip


def _the_husband(stage: Stage) -> None:
    """Story 14."""
    stage.files["the husband"] = _asks(
        stage, **_HUSBAND, wish="take", asked_for="sa femme et son bébé", said="Il dit être le mari. Seul, sans arme.",
        paper="aucun",
    )  # fmt: skip


def _she_says_no(stage: Stage) -> None:
    request = stage.files["the husband"]
    stage.do(
        "gate.decide", record_id=request,
        values={
            "decision": "refused", "why": "Elle ne veut pas, et aucun acte légal n'est montré.",
            "file_id": stage.files["story 14"], "child_answer": "no", "asked_by": stage.workers["p.neema"],
            "child_words": "Non. Ne lui dites pas que je suis ici.",
        },
    )  # fmt: skip
    _end(stage, request, "Il reviendra, dit-il.")


def _a_quarrel(stage: Stage) -> None:
    _write(
        stage, kind="fight", children=[stage.files["story 4, the older"], stage.files["story 9"]], place="Cour",
        what="Une dispute pour le ballon ; ils sont tombés. Séparés, puis réconciliés.", medical="une éraflure lavée",
        staff="deux éducatrices", follow_up="En reparler avec les deux",
        follow_up_on=stage.desk.day(stage.clock.micros()) + datetime.timedelta(days=3),
    )  # fmt: skip


def _again(stage: Stage) -> None:
    """He comes back; nobody decided yet."""
    _asks(stage, **_HUSBAND, wish="see", asked_for="la mère du bébé", said="Il a attendu une heure devant le portail.")
