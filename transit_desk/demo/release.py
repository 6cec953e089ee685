"""The release of sixty-eight days ago: 35 announced = 33 seen + 2 not shown; 33 = 22 back in the family + 11 here."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Final

from transit_desk import clock
from transit_desk.demo.children import Child, Crowd
from transit_desk.demo.stage import REFUSED, UNKNOWN, Stage
from transit_desk.domain.fields import Said

AGO: Final = 68
ANNOUNCED, NOT_SHOWN, SEEN, RETURNED = 35, 2, 33, 22
VISITOR: Final = "ONG partenaire (fictive)"

# The eleven who came by helicopter; each begins one of the stories.
CENTRE: Final = (
    (Child("story 1", "Baraka Cirhakarhula", "m", "15", "Ishenyo", ("shr", "swc")), "family_not_traced"),
    (Child("story 2", "Neema Wilondja", "f", "17", "Fizi, Mtambwele", ("bmb", "swc"), ("illness",)),
     "family_not_local"),
    (Child("story 3", "Plamedi Kashindi", "m", "14", "Kalehe, Nyalubindi", ("hav", "swc")), "family_not_traced"),
    (Child("story 4, the older", "Safari Mwilarhe", "m", "16", "Shabunda, Kisimbilo", ("lea", "swc")),
     "family_not_local"),
    (Child("story 4, the younger", "Bahati Mwilarhe", "m", "14", "Shabunda, Kisimbilo", ("lea", "swc"), ("distress",)),
     "family_not_local"),
    (Child("story 5", "Héritier Ebuela", "m", "17", "Fizi, Lweba-Milimani", ("bmb", "swc", "fra")),
     "family_not_traced"),
    (Child("story 6", "Sifa Bashizi", "f", "14", "Mwenga, Lubalama", ("lea", "swc")), "family_not_traced"),
    (Child("story 7", "Amani Kulimushi", "m", "15", "Kabare, Nakashuku", ("shr", "swc")), "family_not_traced"),
    (Child("story 8", "Innocent Mihigo", "m", "15", "", ("kin", "swc")), "family_not_local"),
    (Child("story 9", "Musa Kabungulu", "m", "environ 16", "Mwenga, Itulandambo", ("lea", "swc"),
           ("disability", "substances")), "family_not_traced"),
    (Child("story 10", "Olivier Balola", "m", "15", "Uvira, Kagogwe-Bas", ("flr", "swc"), ("threats",)),
     "family_not_local"),
)  # fmt: skip

# Three of the twenty-two who went home from the place of the release.
HOME: Final = (
    Child("story 11", "Dieumerci Kasongo-wa-Mwinda", "m", "16", "Mwenga, Lubalama", ("lea", "swc")),
    Child("story 12", "Zawadi Nabintu", "f", "15", "Kalehe, Mushirwe-Haut", ("hav", "swc")),
    Child("story 13", "Esther Murhula", "f", "16", "Kabare, Cibuluzi", ("shr", "swc", "fra"), ("baby",)),
)

PARTNERS: Final = (
    ("community_committee", "Comité villageois de paix (fictif)", "Le président du comité"),
    ("women_association", "Association de mamans (fictive)", "La présidente"),
    ("ngo", VISITOR, "La cheffe de mission"),
    ("un_mission", "Mission des Nations unies", "L’officier de protection de l’enfance"),
    ("centre_representative", "Maison Amahoro-Nuru (fictive)", "Aline Nakalonge"),
)


@dataclasses.dataclass(frozen=True)
class Line:
    """One row of the grid with where the child goes."""

    child: Child
    disposition: str
    reason: str | None = None


def lines(crowd: Crowd) -> list[Line]:
    """The thirty-three, in the order in which they stood: nobody sorts children by where they will go."""
    home = [*HOME, *(crowd.child(f"home {number}", "m", 14, 17) for number in range(4, RETURNED + 1))]
    centre = [Line(child, "to_centre", reason) for child, reason in CENTRE]
    every = [Line(child, "returned_on_site") for child in home]
    for place, line in zip(range(1, SEEN, 3), centre, strict=True):
        every.insert(place, line)
    return every


def hold(stage: Stage, *, seen: list[Line]) -> None:
    """The day itself, from the first row to the closing, at the desk of the caseworker who was there."""
    day = stage.day(AGO)
    event_id = str(
        stage.do("arrivals.start_event", day=day, place="Une école, territoire de Kalehe", group="Groupe A (fictif)",
                 announced=ANNOUNCED, not_shown=NOT_SHOWN, woman_on_team="yes")
    )  # fmt: skip
    stage.files["event"] = event_id
    for login in ("c.esther", "c.amani", "t.faida", "t.olivier"):
        stage.do("arrivals.add_member", event_id=event_id, worker_id=stage.workers[login])
    for role, organisation, person in PARTNERS:
        stage.do("arrivals.add_partner", event_id=event_id, role=role, organisation=organisation, person=person)
    written = [(line, _write(stage, event_id, line)) for line in seen]
    baby = Child("story 13, the baby", "Grâce Murhula", "f", "9 mois", "", ())
    mother = next(row_id for line, row_id in written if line.child.key == "story 13")
    _write(stage, event_id, Line(baby, "returned_on_site"), accompanies=mother)
    for place, (line, row_id) in enumerate(written):
        if line.disposition == "returned_on_site":
            stage.do("arrivals.answer_return", row_id=row_id, values=_answers(line.child, place, day))
    _fly(stage, event_id)
    stage.do("arrivals.arrive", event_id=event_id)
    beds = stage.desk.ask("interim_care.beds_for", file_ids=[stage.files[child.key] for child, _why in CENTRE])
    stage.do("interim_care.give_beds", assignments=[(bed.file_id, bed.bed_id) for bed in beds])
    stage.do("arrivals.close_event", event_id=event_id)


def _write(stage: Stage, event_id: str, line: Line, accompanies: str | None = None) -> str:
    child = line.child
    values = {
        "name_typed": child.name, "sex": child.sex, "age_typed": child.age,
        "village_typed": child.village or UNKNOWN, "language": child.languages[0] if child.languages else None,
        "needs": list(child.needs) if child.needs else None, "reason": line.reason,
    }  # fmt: skip
    if accompanies is None:
        values["disposition"] = line.disposition
    else:
        values["village_typed"] = None
    kept = stage.do("arrivals.write_row", event_id=event_id, values=values, accompanies=accompanies)
    stage.files[child.key] = kept.file_id
    return str(kept.row_id)


def _answers(child: Child, place: int, day: datetime.date) -> dict[str, object]:
    """What was answered before a child went home; a wish not told and a danger not known are answers too."""
    relations = ("mother", "father", "uncle", "grandmother", "aunt", "brother")
    family = child.name.split()[-1]
    adults = ("Mama", "Papa", "Oncle", "Koko", "Tante", "Grand frère")
    turn = place % len(relations)
    return {
        "adult": f"{adults[turn]} {family}",
        "relation": relations[turn],
        "link_checks": ["child_recognised", "community_witness"] if place % 2 else ["heard_apart", "local_authority"],
        "link_words": "Les deux récits se ressemblent ; le chef de localité connaît la famille.",
        "heard_apart": "yes",
        "wish": REFUSED if place == 9 else Said("Rentrer à la maison, reprendre l’école ou apprendre un métier."),  # noqa: PLR2004
        "recruiter_near": "yes" if place in (4, 20) else UNKNOWN if place % 7 == 0 else "no",
        "armed_near": UNKNOWN if place % 5 == 0 else "no",
        "decided_by": "caseworker_and_supervisor",
        "visit_who": "partner" if place % 2 else "caseworker",
        "visit_name": VISITOR if place % 2 else "Esther Ntakwinja",
        "visit_by": day + datetime.timedelta(days=14),
    }


def _fly(stage: Stage, event_id: str) -> None:
    """The eleven leave in the afternoon and are here before evening, with a woman beside them."""
    stage.at(AGO, 13, 10)
    departed = clock.to_micros(stage.clock.now())
    stage.at(AGO, 14, 25)
    stage.do(
        "arrivals.add_leg",
        event_id=event_id,
        values={
            "mode": "helicopter", "operator": "Mission des Nations unies", "from_place": "Le terrain de l’école",
            "to_place": "Bukavu, Kavumu", "departed_at": departed, "arrived_at": clock.to_micros(stage.clock.now()),
            "escort": "Aline Nakalonge", "escort_role": "centre_worker", "escort_woman": "yes",
        },
    )  # fmt: skip
    house_van = clock.to_micros(stage.clock.now())
    stage.at(AGO, 15, 40)
    stage.do(
        "arrivals.add_leg",
        event_id=event_id,
        values={
            "mode": "car", "operator": "Maison Amahoro-Nuru (fictive)", "from_place": "Kavumu",
            "to_place": "Bukavu, Ibanda", "departed_at": house_van, "arrived_at": clock.to_micros(stage.clock.now()),
            "escort": "Aline Nakalonge", "escort_role": "centre_worker", "escort_woman": "yes",
        },
    )  # fmt: skip
