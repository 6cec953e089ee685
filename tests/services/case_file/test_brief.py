"""The brief of a file: what somebody who takes over must know, held to each ceiling; and the order of the marks."""

from __future__ import annotations

import datetime

from tests.counting import statements
from tests.makers import House
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.module import Brief, Mark
from transit_desk.services.case_file.views.header import in_order

DAY = datetime.date(2026, 11, 21)


def known(desk: Desk) -> str:
    file_id: str = desk.do("case_file.receive", name="Baraka Mihigo", sex="m", age="15", village="Lwashi-Haut")
    answer = {"on_day": DAY, "given_by": "child"}
    for purpose, decision, limits in (("transfer", "no", None), ("tracing_name", "yes", "pas chez l'oncle")):
        values = {**answer, "purpose": purpose, "decision": decision, "limits": limits}
        desk.do("case_file.answer_consent", file_id=file_id, values=values)
    desk.do(
        "case_file.withhold", file_id=file_id,
        values={"topics": ["health"], "from_whom": "family", "reason": "fear_of_harm"},
    )  # fmt: skip
    return file_id


def brief(desk: Desk, file_id: str) -> dict[str, str]:
    view = desk.ask("case_file.child", record_id=file_id)
    found = next(block for tab in view.tabs for block in (*tab.start, *tab.end) if isinstance(block, Brief))
    return {str(heading): " / ".join(map(str, sentences)) for heading, sentences in found.parts}


def test_the_brief_tells_who_what_the_child_wishes_what_not_to_do_and_what_comes_next(desk: Desk) -> None:
    told = brief(desk, known(desk))

    assert "Baraka Mihigo" in told["Who and where"]
    assert "pas chez l'oncle" in told["What the child wishes"]
    assert "Health" in told["What not to do"]
    assert "Refused or withdrawn: Transfer" in told["Consent"]
    assert "Not asked yet: Services" in told["Consent"]
    assert "Complete the registration" in told["Next"]


def wished(desk: Desk) -> str:
    """A child whose wishes were written down wherever the house has a place for them."""
    file_id = known(desk)
    by_child = {"said_by": "child", "said_on": DAY}
    desk.do("case_file.hear", file_id=file_id, values={
        "wish_now": Said("téléphoner à sa sœur"), "wish_not": Said("retourner chez l'oncle"),
        "not_ask": Said("la nuit de la route"),
    })  # fmt: skip
    wishes = (("grandmother", "Nzigire", "live_with", "yes"), ("uncle", "Kito", "avoid", "no"))
    for relation, name, wish, safe in wishes:
        values = {"relation": relation, "name": Said(name), "wish": Said(wish), "safe": Said(safe), **by_child}
        desk.do("family.add_relative", file_id=file_id, values=values)
    desk.do(
        "family.forbid_contact",
        file_id=file_id,
        values={"said_by": "child", "who": "le chef Bahati", "why": "menaces", "since": DAY},
    )
    desk.do("identity.add_avoided", file_id=file_id, values={"said_by": "child", "words": "Lwashi-Bas", "said_on": DAY})
    return file_id


def test_wishes_come_from_wherever_the_child_told_them(desk: Desk) -> None:
    file_id = wished(desk)

    told = brief(desk, file_id)
    head = [str(mark.words) for mark in desk.ask("case_file.child", record_id=file_id).header.marks]

    assert "What the child wishes now: téléphoner à sa sœur" in told["What the child wishes"]
    assert "To live with: Grandmother, Nzigire" in told["What the child wishes"]
    for words in ("wants to avoid: Uncle, Kito", "Not safe to contact: Uncle, Kito", "Do not contact le chef Bahati",
                  "want to go there: Lwashi-Bas", "retourner chez l'oncle", "la nuit de la route"):  # fmt: skip
        assert words in told["What not to do"]
    assert "menaces" not in str(told)
    assert not [words for words in head if "Kito" in words or "Lwashi" in words]


def test_a_wish_that_is_sealed_is_in_no_brief_of_others(house: House) -> None:
    file_id = wished(house.desk())

    told = str(brief(house.desk("e.sifa"), file_id))

    assert not [name for name in ("Nzigire", "Kito", "Bahati", "Lwashi-Bas") if name in told]


def test_the_brief_tells_nobody_what_lies_above_their_ceiling(house: House) -> None:
    """The reason of a wish is in no brief, the wish itself only for who reads it."""
    file_id = known(house.desk())
    assert "harm" not in str(brief(house.desk(), file_id))

    told = brief(house.desk("e.sifa"), file_id)

    assert "What not to do" not in told
    assert "Consent" not in told
    assert "oncle" not in str(told)


def test_the_brief_asks_the_same_for_a_short_file_and_for_a_long_one(desk: Desk) -> None:
    file_id = known(desk)
    brief(desk, file_id)
    with statements(desk) as few:
        brief(desk, file_id)
    for purpose in ("services", "photo", "mrm"):
        values = {"purpose": purpose, "decision": "yes", "on_day": DAY, "given_by": "child", "limits": "peu"}
        desk.do("case_file.answer_consent", file_id=file_id, values=values)

    with statements(desk) as many:
        brief(desk, file_id)

    assert len(many) == len(few)


def test_marks_stand_in_the_order_safety_medical_legal_to_complete() -> None:
    kinds = ("complete", "legal", "", "medical", "safety")
    marks = [Mark(kind, "", "warn", kind) for kind in kinds] + [Mark("stops", "", "stop", "safety")]

    found = [str(mark.words) for mark in in_order(marks)]

    assert found == ["stops", "safety", "medical", "legal", "", "complete"]
