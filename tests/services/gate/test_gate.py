"""The gate: whoever stands there learns nothing, and nothing is allowed without the director and the child."""

from __future__ import annotations

import datetime
from typing import Any

import pypdfium2
import pytest

from tests.makers import NOON, House, story_of
from transit_desk import languages
from transit_desk.clock import to_micros
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.domain.text import speak
from transit_desk.module import Brief, Entries, Facts, View, Window
from transit_desk.reports import pdf
from transit_desk.storage.work import VaultSession, Work

NOW = to_micros(NOON)
AT_THE_GATE = ("r.zawadi", "e.sifa", "m.musa")


def child(desk: Desk, name: str = "Amani", sex: str = "m") -> str:
    return str(desk.do("case_file.receive", name=name, sex=sex, age="14"))


def log(desk: Desk, **other: Any) -> str:
    nothing = ("name", "task", "contact", "paper", "words", "at")
    told = {"asker": "claimant", "wish": "see", "asked_for": "Amani", "name": "Jean Mugisho"}
    return str(desk.do("gate.log", values={**dict.fromkeys(nothing), **told, **other}))


def decide(desk: Desk, request: str, **other: Any) -> str:
    nothing = ("file_id", "child_words", "asked_by", "legal_paper", "present", "woman", "place", "minutes")
    told = {"decision": "refused", "why": "Personne ne le connaît.", "child_answer": "not_asked"}
    return str(desk.do("gate.decide", record_id=request, values={**dict.fromkeys(nothing), **told, **other}))


def allow(desk: Desk, request: str, child_id: str, **other: Any) -> str:
    """Everything that is needed to see a boy for a while."""
    return decide(desk, request, **{
        "file_id": child_id, "decision": "allowed", "why": "C'est son oncle.", "child_answer": "yes",
        "child_words": "Oui, avec vous.", "asked_by": desk.actor.worker_id, "present": "la psychologue",
        "place": "le bureau", "minutes": 20, **other,
    })  # fmt: skip


def page(desk: Desk, request: str) -> View:
    found: View = desk.ask("gate.request", record_id=request)
    return found


def said(view: View) -> dict[str, str]:
    blocks = [block for tab in view.tabs for block in tab.start if isinstance(block, Facts)]
    return {str(line.label): str(line.value) for block in blocks for line in block.lines if line.state == "given"}


def states(desk: Desk, **more: Any) -> list[str]:
    return [str(row.state.words) for row in desk.ask("gate.requests", window=Window(**more)).rows]


def tasks(desk: Desk) -> list[tuple[str, str]]:
    return [(str(task.title), str(task.detail)) for task in desk.ask("case_file.tonight").tasks if task.icon == "gate"]


# -- at the gate


@pytest.mark.parametrize("login", AT_THE_GATE)
def test_the_gate_is_answered_the_same_for_a_child_who_is_here_and_for_one_who_is_not(house: House, login: str) -> None:
    """By what is kept, by the page, by the list, by looking for the name."""
    child(house.desk("s.pascal"), "Amani Murhula")
    desk = house.desk(login)
    here, nobody = log(desk, asked_for="Amani Murhula"), log(desk, asked_for="Zzyzx Qwrt")

    def told(request: str) -> str:
        view = page(desk, request)
        return repr((said(view) | {"Reference": ""}, view.tabs[0].end, view.verbs, view.header.marks))

    assert told(here) == told(nobody)
    for words in ("Amani Murhula", "Amani", "Zzyzx Qwrt", "Jean", "G-0001"):
        assert desk.ask("gate.requests", window=Window(words=words)).rows == ()
    assert states(desk) == ["the director answers"] * 2
    assert states(desk, filters={"open": True}) == []


@pytest.mark.parametrize("login", AT_THE_GATE)
def test_no_decision_tells_the_gate_who_is_here(house: House, login: str) -> None:
    """Allowed or refused, about a child or about nobody: whoever stood there reads the same."""
    amani = child(house.desk("s.pascal"))
    desk = house.desk(login)
    allowed, refused, open_still = log(desk), log(desk), log(desk)
    desk = house.desk("d.furaha")
    allow(desk, allowed, amani)
    decide(desk, refused)
    desk.do("gate.about_child", record_id=open_still, file_id=amani)

    desk = house.desk(login)
    told = {repr((said(page(desk, each)) | {"Reference": ""}, page(desk, each).verbs))
            for each in (allowed, refused, open_still)}  # fmt: skip

    assert len(told) == 1
    assert set(states(desk)) == {"the director answers"}
    view = desk.ask("case_file.child", record_id=amani) if desk.may("case_file.child") else None
    told_of = (story_of(view), view.header.marks) if view else ()
    assert "gate" not in repr(told_of)
    assert view or login == "m.musa"


def test_whoever_stands_there_does_not_open_what_a_colleague_wrote(house: House) -> None:
    request = log(house.desk("r.zawadi"))

    with pytest.raises(errors.NotFound):
        page(house.desk("e.sifa"), request)
    with pytest.raises(errors.NotFound):
        house.desk("e.sifa").do("gate.tell_outcome", record_id=request, outcome="went_away", at=NOW)


def test_they_find_what_to_say(house: House) -> None:
    desk = house.desk("r.zawadi")
    brief = page(desk, log(desk)).tabs[0].end[0]
    assert isinstance(brief, Brief)

    with speak(languages.catalogue("fr")):
        assert "Nous ne disons jamais qui est ici" in str(brief.parts[0][1][1])


def test_a_request_of_a_later_hour_is_refused(house: House) -> None:
    with pytest.raises(errors.RuleBroken, match="has not come yet") as refused:
        log(house.desk("e.sifa"), at=NOW + HOUR)
    assert refused.value.field == "at"


# -- the director and the child


def test_it_is_refused_until_the_director_decides(house: House) -> None:
    request = log(house.desk("e.sifa"))

    assert states(house.desk("s.pascal")) == ["refused until decided"]
    for login in ("s.pascal", "c.aline", "p.neema", "r.zawadi"):
        with pytest.raises(errors.NotAllowed):
            decide(house.desk(login), request)
    desk = house.desk("d.furaha")
    assert tasks(desk) == [("1 request at the gate to decide", "")]
    decide(desk, request)
    assert tasks(desk) == []
    assert states(desk) == ["refused"]


def test_it_is_allowed_with_the_childs_own_yes_and_with_conditions(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    desk = house.desk("d.furaha")
    request = log(desk)

    allow(desk, request, amani)

    told = said(page(desk, request))
    assert told["What the child says"] == "The child agrees"
    assert told["In the child’s words"] == "Oui, avec vous."
    assert told["Who asked the child"] == "Furaha Nabintu"
    assert (told["Who stays with the child"], told["Where"], told["For how many minutes"]) == (
        "la psychologue", "le bureau", "20",
    )  # fmt: skip
    assert told["Which child"].startswith("TD-")
    assert tasks(desk) == [("1 allowed request: what became of it?", "")]
    desk.do("gate.tell_outcome", record_id=request, outcome="took_place", at=NOW, words="Calme, il a souri.")
    assert tasks(desk) == []


@pytest.mark.parametrize(
    ("asked", "given", "field"),
    [
        ({}, {"child_answer": "no", "child_words": "Non."}, "child_answer"),
        ({}, {"child_answer": "not_asked", "child_words": None, "asked_by": None}, "child_answer"),
        ({}, {"child_words": "?"}, "child_words"),
        ({}, {"asked_by": None}, "asked_by"),
        ({}, {"file_id": None}, "file_id"),
        ({}, {"file_id": "00000000-0000-0000-0000-000000000000"}, "file_id"),
        ({}, {"present": None}, "present"),
        ({}, {"place": None}, "place"),
        ({}, {"minutes": None}, "minutes"),
        ({}, {"why": "-"}, "why"),
        ({"wish": "take"}, {}, "legal_paper"),
        ({"asker": "army", "wish": "question"}, {}, "legal_paper"),
        ({"asker": "police"}, {}, "legal_paper"),
        ({"asker": "media"}, {}, "decision"),
        ({"asker": "donor", "wish": "photograph"}, {}, "decision"),
    ],
)
def test_what_keeps_it_from_being_allowed_is_said_beside_its_field(
    house: House, asked: dict[str, Any], given: dict[str, Any], field: str
) -> None:
    amani = child(house.desk("s.pascal"))
    desk = house.desk("d.furaha")
    request = log(desk, **asked)

    with pytest.raises(errors.RuleBroken) as refused:
        allow(desk, request, amani, **given)

    assert refused.value.field == field
    assert states(desk) == ["refused until decided"]


def test_with_a_girl_a_woman_stays(house: House) -> None:
    neema = child(house.desk("s.pascal"), "Neema", "f")
    desk = house.desk("d.furaha")
    request = log(desk)
    with pytest.raises(errors.RuleBroken, match="a woman stays") as refused:
        allow(desk, request, neema)
    assert refused.value.field == "woman"

    allow(desk, request, neema, woman=True)


def test_taking_needs_a_paper_of_the_law_and_is_settled_as_a_leaving(house: House) -> None:
    """Nothing happens by itself: the child stays where it is."""
    amani = child(house.desk("s.pascal"))
    desk = house.desk("d.furaha")
    before = desk.ask("case_file.child", record_id=amani).header
    request = log(desk, wish="take")

    allow(desk, request, amani, legal_paper="jugement du 3 novembre", minutes=None)

    (told,) = tasks(desk)
    assert told == ("1 allowed request: what became of it?", "a child is to be taken: settle the leaving first")
    after = desk.ask("case_file.child", record_id=amani).header
    assert (after.facts, after.code) == (before.facts, before.code)


def test_nothing_is_allowed_of_a_child_who_has_left(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    desk = house.desk()
    desk.do("case_file.leave", file_id=amani, ended_on=NOON.date(), track="reunified")
    request = log(desk, wish="take")

    with pytest.raises(errors.RuleBroken, match="has left the house") as refused:
        allow(desk, request, amani, legal_paper="jugement du 3 novembre", minutes=None)

    assert refused.value.field == "file_id"
    decide(desk, request, file_id=amani)


def test_a_decision_is_final(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    desk = house.desk("d.furaha")
    request = log(desk)
    decide(desk, request)

    with pytest.raises(errors.RuleBroken, match="Write a new request") as refused:
        allow(desk, request, amani)
    assert refused.value.field == "decision"
    for table in ("gate_request", "gate_decision"):
        connection = desk.vault.fresh()
        with pytest.raises(Exception, match="append-only"):
            connection.execute(f"UPDATE {table} SET made_at = 1")
        connection.close()


def test_what_is_allowed_is_allowed_of_the_one_child_whose_word_it_rests_on(house: House) -> None:
    """The yes of one child opens no other child's door, before the decision or after it."""
    desk = house.desk()
    boy, girl = child(desk), child(desk, "Gina", sex="f")
    request = log(desk, asked_for="Gina")
    desk.do("gate.about_child", record_id=request, file_id=girl)

    with pytest.raises(errors.RuleBroken, match="about another child too") as refused:
        allow(desk, request, boy)
    allow(desk, request, girl, woman=True)
    with pytest.raises(errors.RuleBroken, match="is decided"):
        desk.do("gate.about_child", record_id=request, file_id=boy)

    number = desk.ask("case_file.child", record_id=girl).header.code
    assert (refused.value.field, number in str(refused.value.words)) == ("file_id", True)


def test_what_became_of_it_comes_after_the_decision_and_once(house: House) -> None:
    desk = house.desk("d.furaha")
    request = log(desk)
    end: dict[str, Any] = {"record_id": request, "outcome": "went_away", "at": NOW}
    with pytest.raises(errors.RuleBroken, match="decides first"):
        desk.do("gate.tell_outcome", **end)
    decide(desk, request)
    for at, words in ((NOW + HOUR, "not come yet"), (NOW - HOUR, "before the request")):
        with pytest.raises(errors.RuleBroken, match=words) as refused:
            desk.do("gate.tell_outcome", **{**end, "at": at})
        assert refused.value.field == "at"
    with pytest.raises(errors.RuleBroken, match="was refused"):
        desk.do("gate.tell_outcome", **{**end, "outcome": "took_place"})
    desk.do("gate.tell_outcome", **end)
    with pytest.raises(errors.RuleBroken, match="already"):
        desk.do("gate.tell_outcome", **end)


def test_the_same_outsider_is_known_again(house: House) -> None:
    """By a name that sounds alike or by the same telephone, whatever the reason given."""
    desk = house.desk("e.sifa")
    log(desk)
    log(desk, name="Un homme", contact="+243 970 000 111", wish="take", asker="other")
    again = log(desk, name="Jean Mugijo")
    desk = house.desk("d.furaha")

    rows = desk.ask("gate.requests", window=Window()).rows
    assert [str(row.again.words) if row.again else "" for row in rows] == ["1 time", "", ""]
    assert tasks(desk) == [("3 requests at the gate to decide", "1 from somebody who asked before")]
    assert [str(mark.words) for mark in page(desk, again).header.marks] == [
        "refused until decided", "asked before: 1 time",
    ]  # fmt: skip
    log(desk, name=None, contact="0970000111")
    assert str(desk.ask("gate.requests", window=Window()).rows[0].again.words) == "1 time"
    assert [row.number for row in desk.ask("gate.requests", window=Window(words="mugijo")).rows] == ["G-0003"]


# -- on the child's page


def test_the_page_of_the_child_tells_those_who_may_know(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    aline = house.desk("c.aline").actor.worker_id
    house.desk("s.pascal").do("case_file.assign", file_id=amani, worker_id=aline)
    request = log(house.desk("e.sifa"))
    house.desk("s.pascal").do("gate.about_child", record_id=request, file_id=amani)
    house.desk("s.pascal").do("gate.about_child", record_id=request, file_id=amani)

    for login in ("d.furaha", "s.pascal", "c.aline"):
        desk = house.desk(login)
        view = desk.ask("case_file.child", record_id=amani)
        assert [str(event.title) for event in story_of(view) if event.module == "gate"] == ["Asked for at the gate"]
        assert "asked for at the gate: 1 time" in {str(mark.words) for mark in view.header.marks}
        (_incidents, asked) = desk.ask("incidents.tab", record_id=amani).start
        assert len(asked.entries) == 1
        assert page(desk, request).header.code == "G-0001"


def test_a_caseworker_does_not_open_requests_about_other_children(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    request = log(house.desk("e.sifa"))
    house.desk("s.pascal").do("gate.about_child", record_id=request, file_id=amani)

    with pytest.raises(errors.NotFound):
        page(house.desk("c.aline"), request)


def test_a_child_does_not_leave_while_a_request_waits(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    request = log(house.desk("e.sifa"))
    desk = house.desk("d.furaha")
    desk.do("gate.about_child", record_id=request, file_id=amani)

    assert [str(task.title) for task in _gathered(desk, "settle", file_id=amani) if task.icon == "gate"] == [
        "A request at the gate is not decided"
    ]
    decide(desk, request)
    assert [task for task in _gathered(desk, "settle", file_id=amani) if task.icon == "gate"] == []


def _gathered(desk: Desk, hook: str, **given: Any) -> list[Any]:
    with VaultSession(desk.vault.reader) as session:
        return Work(session, desk.actor, desk, desk._sealer, "test", reads_only=True).gather(hook, **given)


def test_figures_tell_who_asked_and_for_what(house: House) -> None:
    amani = child(house.desk("s.pascal"))
    desk = house.desk("d.furaha")
    request = log(desk)
    log(desk, asker="army", wish="list", at=NOW - 3 * 24 * HOUR)
    log(desk, asker="army", wish="list")
    allow(desk, request, amani)

    found = dict(_gathered(desk, "figures", start=NOON.date(), end=NOON.date()))

    assert (found["gate.requests"], found["gate.asker.army"], found["gate.wish.see"], found["gate.allowed"]) == (
        2, 1, 1, 1,
    )  # fmt: skip
    assert (found["gate.children"], found["gate.children.m.14_15"]) == (1, 1)
    assert "gate.requests" not in dict(_gathered(house.desk("e.sifa"), "figures", start=NOON.date(), end=NOON.date()))


# -- on paper


def test_the_gates_card_speaks_four_languages_and_names_nobody(house: House) -> None:
    child(house.desk("s.pascal"), "Amani Murhula")
    desk = house.desk("r.zawadi")
    text = repr(desk.ask("gate.card").blocks)

    for words in ("call the supervisor", "We never say who is here", "Hatusemi kamwe", "Nous ne disons jamais",
                  "لا نقول أبدًا"):  # fmt: skip
        assert words in text
    assert "Amani" not in text
    for language in ("fr", "en", "sw"):
        with speak(languages.catalogue(language)):
            assert len(pypdfium2.PdfDocument(pdf.draw(desk.ask("gate.card")))) == 1
    desk.do("gate.note_paper", paper="card", way="print")
    house.desk("d.furaha").do(
        "office.change_setting", key="gate.telephones", value="Directrice 0970 000 000\n\nAvocat 0980",
        holds_from=NOON.date() - datetime.timedelta(days=1),
    )  # fmt: skip
    assert "Avocat 0980" in repr(house.desk("r.zawadi").ask("gate.card").blocks)


# -- a child that was chosen wrongly


def marks(desk: Desk, file_id: str) -> list[str]:
    return [str(each.words) for each in desk.ask("case_file.child", record_id=file_id).header.marks]


def ties_of(desk: Desk, request: str) -> list[str]:
    """What the verbs beside the children of a request are about."""
    blocks = [block for tab in page(desk, request).tabs for block in tab.start if isinstance(block, Entries)]
    return [str(verb.extra["record_id"]) for block in blocks for entry in block.entries for verb in entry.verbs]


def test_a_child_that_was_chosen_wrongly_is_taken_off_with_who_and_why(house: House) -> None:
    """The wrong file tells of it no more, nor do the eyes around it; that it was chosen stays written down."""
    desk = house.desk("s.pascal")
    amani, musa = child(desk), child(desk, "Musa")
    request = log(desk)
    desk.do("gate.about_child", record_id=request, file_id=amani)
    assert any("asked for at the gate" in mark for mark in marks(desk, amani))
    (tie,) = ties_of(desk, request)

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("gate.wrong_child", record_id=tie, why="x")
    assert refused.value.field == "why"
    desk.do("gate.wrong_child", record_id=tie, why="C'était Musa, du même nom.")
    with pytest.raises(errors.NotFound):
        desk.do("gate.wrong_child", record_id=tie, why="C'était Musa, du même nom.")
    desk.do("gate.about_child", record_id=request, file_id=musa)

    assert not any("asked for at the gate" in mark for mark in marks(desk, amani))
    assert any("asked for at the gate" in mark for mark in marks(desk, musa))
    assert "C'était Musa, du même nom." in repr(page(desk, request))
    allow(house.desk(), request, musa)
    desk = house.desk()
    desk.do("gate.about_child", record_id=log(desk), file_id=amani)


def offered(desk: Desk, request: str) -> list[str]:
    return [str(verb.action).removeprefix("gate.") for verb in page(desk, request).verbs]


def test_what_was_decided_on_the_word_of_a_wrong_child_holds_no_more(house: House) -> None:
    """Nobody takes a child on another's yes; what had been decided stays written, and the director is asked anew."""
    desk = house.desk()
    gina, other = child(desk, "Gina", "f"), child(desk, "Georgine", "f")
    taken: dict[str, Any] = {"woman": True, "legal_paper": "jugement du 3 novembre", "minutes": None}
    request = log(desk, wish="take")
    assert offered(desk, request) == ["decide", "about_child"]
    allow(desk, request, gina, **taken)
    assert offered(desk, request) == ["tell_outcome"]

    desk.do("gate.wrong_child", record_id=ties_of(desk, request)[0], why="C'était une autre Gina.")

    assert states(desk) == ["refused until decided"]
    assert tasks(desk) == [("1 request at the gate to decide", "")]
    assert dict(_gathered(desk, "figures", start=NOON.date(), end=NOON.date()))["gate.allowed"] == 0
    assert "holds no more" in repr(page(desk, request))
    with pytest.raises(errors.RuleBroken, match="decides first"):
        desk.do("gate.tell_outcome", record_id=request, outcome="took_place", at=NOW)
    desk.do("gate.about_child", record_id=request, file_id=other)
    assert [each.must for each in _gathered(desk, "settle", file_id=other) if each.icon == "gate"] == [True]
    allow(desk, request, other, **taken)
    assert states(desk) == ["allowed"]
    desk.do("gate.tell_outcome", record_id=request, outcome="took_place", at=NOW)
    assert offered(desk, request) == []

    desk.do("gate.wrong_child", record_id=ties_of(desk, request)[0], why="C'était bien Gina.")

    assert (tasks(desk), offered(desk, request)) == ([], ["about_child"])
    with pytest.raises(errors.RuleBroken, match="is decided"):
        allow(desk, request, gina, **taken)


def test_what_was_refused_on_nobodys_word_stays_refused(house: House) -> None:
    desk = house.desk()
    request = log(desk)
    desk.do("gate.about_child", record_id=request, file_id=child(desk))
    decide(desk, request)

    desk.do("gate.wrong_child", record_id=ties_of(desk, request)[0], why="C'était un autre.")

    assert states(desk) == ["refused"]


def test_the_mark_of_a_request_ends_some_time_after_it_was_decided(house: House) -> None:
    desk = house.desk()
    amani = child(desk)
    request = log(desk)
    desk.do("gate.about_child", record_id=request, file_id=amani)
    decide(desk, request, file_id=amani)
    assert any("asked for at the gate" in mark for mark in marks(desk, amani))

    house.clock.pass_(seconds=91 * 86_400)

    assert not any("asked for at the gate" in mark for mark in marks(house.desk(), amani))
    assert any(event.module == "gate" for event in story_of(house.desk().ask("case_file.child", record_id=amani)))
