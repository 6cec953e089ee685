"""Makes the small vault that is kept of a release: one event, a few children, what was told, a day of the house.

`python -m tests.vaults.make 2026-11-case-file` writes `tests/vaults/2026-11-case-file/`. A kept vault is never made
again: it must open for ever, as it was.
"""

from __future__ import annotations

import json
import pathlib
import shutil
import sys

import sqlalchemy

from tests import makers
from transit_desk.clock import FrozenClock
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.storage.records import records, table_of
from transit_desk.storage.sight import lawful

HERE = pathlib.Path(__file__).parent


def _tell(desk: Desk, file_id: str) -> None:
    """Something in each room of the file, open and sealed."""
    told = {"said_by": "child", "said_on": makers.NOON.date()}
    mother = {**told, "relation": "mother", "name": Said("Nzigire (fictive)")}
    photo = {"purpose": "photo", "decision": "yes", "on_day": makers.NOON.date(), "given_by": "child"}
    desk.do("case_file.say", file_id=file_id, what="birth", words="vers 2011, saison sèche", said_by="mother")
    desk.do("case_file.answer_consent", file_id=file_id, values=photo)
    desk.do("family.add_relative", file_id=file_id, values=mother)
    desk.do("identity.add_number", file_id=file_id, values={"agency": "icrc", "number": "F-1", "said_by": "child"})
    desk.do("identity.add_avoided", file_id=file_id, values={**told, "words": "Le marché (fictif)"})
    desk.do(
        "history.add_separation", file_id=file_id, values={"said_by": "child", "place": Said("Nyalubindi (fictif)")}
    )
    desk.do("history.add_association", file_id=file_id, values={"said_by": "child", "roles": Said(["cook"])})
    desk.do("safekeeping.take_in", file_id=file_id, kind="clothes", words="Une veste", how_many="1", condition="worn",
            place="own_box", signed="thumb", on_day=makers.NOON.date())  # fmt: skip


def _live(desk: Desk, file_ids: list[str]) -> None:
    """A day of the house: beds, a roll call with a search, a sheet, the gate, the book, the sachets, a way home."""
    day, now, first = makers.NOON.date(), desk.now(), file_ids[0]
    for file_id, block in zip(file_ids, ("boys_14_17", "girls"), strict=True):
        desk.do("case_file.admit", file_id=file_id, began_on=day)
        room = desk.do("interim_care.make_room", name=block, block=block, capacity=2)
        beds = [desk.do("interim_care.make_bed", room_id=room, code=f"{block[0]}-{number}") for number in (1, 2)]
        desk.do("interim_care.give_bed", file_id=file_id, bed_id=beds[0])
        desk.do("interim_care.block_bed", bed_id=beds[1], kind="repair", why="une latte cassée")
    call = desk.do("presence.begin", part="evening")
    for file_id, mark in zip(file_ids, ("not_accounted_for", "present"), strict=True):
        desk.do("presence.mark", call_id=call, file_id=file_id, mark=mark)
    desk.do("presence.close", call_id=call)
    desk.do("interim_care.go_away", file_id=file_ids[1], kind="leave", left_at=now, with_whom="sa tante (fictive)")
    desk.do("daily.write_note", on_day=day, part="night", words="Nuit calme.")
    desk.do("daily.put_on_shift", on_day=day, part="night", name="Espérance (fictive)", sex="f")
    desk.do("incidents.write", values={"kind": "fight", "happened_at": now, "place": "la cour", "what": "Une dispute.",
                                       "children": [first], "accused": "nobody", "action": "séparés"})  # fmt: skip
    desk.do("gate.log", values={"asker": "army", "name": "Un lieutenant (fictif)", "wish": "list", "words": "Armé."})
    visit = {"on_day": day, "complaint": "fièvre", "finding": "38,5", "treatment": "repos"}
    desk.do("health.add_visit", file_id=first, values=visit)
    desk.do("health.add_medicine", file_id=first, sachet=1, dose="1", hours="7 19", from_day=day, name="paracétamol")
    desk.do("health.add_closed", file_id=first, on_day=day, words="À revoir, seul.")
    desk.do(
        "leaving.plan", file_id=file_ids[1], values={"planned_for": day, "track": "reunified", "with_whom": "sa tante"}
    )


def main() -> None:
    """Build it, count it, and leave it locked."""
    folder = HERE / sys.argv[1]
    if folder.exists():
        raise SystemExit("this vault is kept already")
    makers.build_template(folder)
    house = makers.House(folder, FrozenClock(makers.NOON))
    desk = house.desk("c.aline")
    event = desk.do("arrivals.start_event", day=makers.NOON.date(), announced=2, place="Kalonge-Haut (fictif)")
    file_ids: list[str] = []
    for name, sex in (("Amani Nshombo", "m"), ("Furaha Bisimwa", "f")):
        row = desk.do(
            "arrivals.write_row", event_id=event, row_id=None,
            values={"name_typed": name, "sex": sex, "age_typed": "15", "village_typed": "Nyalubindi (fictif)"},
        )  # fmt: skip
        desk.do("case_file.write_note", file_id=row.file_id, care_words="A bien dormi", closed_words="A peur du bruit")
        desk.do("case_file.change_file", file_id=row.file_id, values={"exit_type": Said("mediation")})
        _tell(desk, row.file_id)
        file_ids.append(row.file_id)
    _live(house.desk(), file_ids)
    desk = house.desk("c.aline")
    desk.keep_draft("case_file.note", file_ids[-1], {"care_words": "pas encore fini"})
    with desk.vault.reader.connect() as connection, lawful(connection):
        counts = {
            name: connection.execute(
                sqlalchemy.select(sqlalchemy.func.count()).select_from(table_of(kind))
            ).scalar_one()
            for name, kind in records().items()
        }
    house.lock()
    shutil.rmtree(folder / "lock", ignore_errors=True)
    (folder / "lock").unlink(missing_ok=True)
    (folder / "counts.json").write_text(json.dumps(counts, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
