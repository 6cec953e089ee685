"""A registration of sixty answers, interrupted by a lock, a kill and another worker: every character is there."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
from typing import Any

import sqlalchemy
from PySide6.QtWidgets import QApplication

from tests.journeys import interviewing
from transit_desk import demo, entrance
from transit_desk.clock import Clock
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.module import Told
from transit_desk.services.case_file.pages import PARTS
from transit_desk.services.case_file.records import Consent, Withholding
from transit_desk.services.family.records import NoContact, Relative
from transit_desk.services.history.records import Separation
from transit_desk.services.identity.records import Interview, PlaceClaim, PlaceToAvoid
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import VaultSession, Work
from ui.forms.part import PartForm
from ui.screens import today
from ui.walkthrough import journey
from ui.walkthrough.hands import Hands

_TREE = pathlib.Path(__file__).resolve().parents[2]
OTHER, OTHERS_WORDS = "a.nabintu", "une autre phrase de passe bien longue"

RECORDS: dict[str, type[Record]] = {
    "case_file.consent": Consent,
    "case_file.withhold": Withholding,
    "history.separation": Separation,
    "identity.interview": Interview,
    "identity.place": PlaceClaim,
    "identity.avoided": PlaceToAvoid,
    "family.relative": Relative,
    "family.no_contact": NoContact,
}
Kept = dict[str, dict[str, Any]]


class House:
    """A vault with one child in it and two workers, and programs on it one after the other."""

    def __init__(self, application: QApplication, folder: pathlib.Path) -> None:
        self.application, self.vault = application, folder / "vault"
        self.locked: list[bool] = []
        journey.furnish(self.vault, demo.CENTRE, Clock())
        entered = entrance.come_in(self.vault, demo.LOGIN, demo.PASSPHRASE, Clock())
        entrance.let_in(
            entered, login=OTHER, name="Aline Nabintu", sex="f", roles=("caseworker",), passphrase=OTHERS_WORDS,
            one_time=False,
        )  # fmt: skip
        self.file_id = str(entered.desk.do("case_file.receive", sex="f"))
        entered.desk.lock()

    def open(self, login: str = demo.LOGIN, passphrase: str = demo.PASSPHRASE) -> Hands:
        """Another program, through its door."""
        program = journey.program_on(
            self.application, self.vault, self.vault.parent / "beside", replace=lambda: self.locked.append(True)
        )
        hands = Hands(program)
        program.begin()
        hands.write("login", login)
        journey.come_in(hands, passphrase)
        return hands

    def lock(self, hands: Hands) -> None:
        """The lid is closed, or somebody else takes the chair."""
        count = len(self.locked)
        hands.program.lock()
        hands.until("the lock", lambda: len(self.locked) > count)
        hands.program.close()
        hands.program.frame.close()


class Acknowledged:
    """Every draft that said it was kept, the newest of each part; and the longest that each question ever had."""

    def __init__(self) -> None:
        self.by_part: Kept = {}
        self.count = 0

    def tell(self, part: str, held: dict[str, Any]) -> None:
        """One acknowledgement."""
        self.count += 1
        self.by_part.setdefault(part, {}).update({name: typed for name, typed in held.items() if typed})

    def stands_in(self, form: PartForm) -> bool:
        """Whether every character of it is in the boxes again."""
        typed = {name: question.editor.typed() for name, question in form.questions.items()}
        return all(
            str(typed[name]).startswith(was) if isinstance(was, str) else typed[name] == was
            for name, was in self.by_part[form.page.key].items()
        )


def _killed_among_the_wishes(house: House, acknowledged: Acknowledged) -> None:
    """The same program in a process of its own goes on with the interview, and is killed in the middle of a word."""
    environment = {**os.environ, "PYTHONPATH": str(_TREE), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_until_killed", str(house.vault),
         str(house.vault.parent / "child"), "interview"],
        cwd=_TREE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        lines: list[str] = []
        while sum(json.loads(line)[0] == "case_file.part_wishes" for line in lines) < 3:
            line = child.stdout.readline()
            assert line, f"the child ended by itself after {lines}"
            lines.append(line)
        child.send_signal(signal.SIGKILL)
        lines += [line for line in child.stdout.read().splitlines() if line.endswith("]")]
    for line in lines:
        acknowledged.tell(*json.loads(line))


def test_a_registration_interrupted_three_times_ends_with_every_character_that_was_acknowledged(
    application: QApplication, tmp_path: pathlib.Path
) -> None:
    house, acknowledged = House(application, tmp_path), Acknowledged()

    hands = house.open()
    hands.sitting.open_page("case_file.interview", house.file_id)
    asked = [interviewing.whole_part(hands, acknowledged.tell) for _part in range(3)]
    form = interviewing.opened(hands, "case_file.consent")
    interviewing.listen(form, acknowledged.tell)
    for name in ("purpose", "decision", "explained_how"):
        interviewing.answer(hands, form, name, letters=12)
    house.lock(hands)  # the first time, in the middle of a word

    _killed_among_the_wishes(house, acknowledged)  # the second time

    hands = house.open()
    form = interviewing.opened(hands, "case_file.part_wishes")
    hands.until("the card that says when", lambda: form.recovery)
    assert acknowledged.stands_in(form)
    assert interviewing.whole_part(hands, acknowledged.tell) == "case_file.part_wishes"
    form = interviewing.opened(hands, "family.relative")
    interviewing.listen(form, acknowledged.tell)
    interviewing.answer(hands, form, "relation")
    interviewing.answer(hands, form, "name")
    interviewing.answer(hands, form, "last_place", letters=5)
    house.lock(hands)  # the third time: somebody else takes the chair

    other = house.open(OTHER, OTHERS_WORDS)
    other.opened(today.Screen)
    other.quiet()
    assert "Furaha Nabintu a un brouillon" in other.words()
    assert interviewing.text_of("family.relative", "name") not in other.words()
    house.lock(other)

    hands = house.open()
    form = interviewing.opened(hands, "family.relative")
    hands.until("the text", lambda: acknowledged.stands_in(form))
    while interviewing.whole_part(hands, acknowledged.tell) != interviewing.LAST:
        pass
    told: Told = hands.desk.ask("case_file.told", record_id=house.file_id)
    written = {form: _written(hands.desk, kind) for form, kind in RECORDS.items()}
    left = [each.form for each in hands.desk.drafts()]
    house.lock(hands)

    assert asked == ["identity.interview", "case_file.part_welcome", "case_file.part_name"]
    assert not left
    _all_is_there(acknowledged, {**written, **_parts(told)})


def _written(desk: Desk, kind: type[Record]) -> dict[str, Any]:
    """The one record of a kind, opened."""
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        (record,) = work.all(sqlalchemy.select(kind))
        seen = {name: work.see(record, name) for name in fields_of(kind) if name != "file_id"}
    plain = {name: value.value if isinstance(value, Said) else value for name, value in seen.items()}
    return {name: value for name, value in plain.items() if value is not None}


def _parts(told: Told) -> Kept:
    """What was said, under the part that asked for it."""
    return {part.key: {name: told.values[name] for name in part.fields} for part in PARTS}


def _all_is_there(acknowledged: Acknowledged, written: Kept) -> None:
    """What the file now holds, against every acknowledgement and every answer; and that there are sixty."""
    assert set(acknowledged.by_part) >= {"case_file.consent", "case_file.part_wishes", "family.relative"}
    for part, held in acknowledged.by_part.items():
        for name, was in held.items():
            now = written[part][name]
            if interviewing.chosen(part, name) is not None or isinstance(was, list):
                assert now == was or str(now) == was or isinstance(now, datetime.date), (part, name)
            else:
                assert str(now).startswith(was), (part, name)
    words = {
        (part, name): value
        for part, held in written.items()
        for name, value in held.items()
        if interviewing.chosen(part, name) is None and not interviewing.left(part, name)
    }
    assert {value for (_part, name), value in words.items() if name != "place"} <= set(interviewing.TEXTS.values())
    assert words["history.separation", "place"] == interviewing.text_of("history.separation", "place")
    assert words["case_file.part_home", "place"] == interviewing.TEXTS["place"]
    assert sum(map(len, written.values())) >= 60
    assert acknowledged.count >= 12
