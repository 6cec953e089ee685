"""Certification and the way out of a group open and close nothing, whatever is done with a child.

Twins who differ in nothing else are put through every action of every module, each in a unit of work that is thrown
away; what is done, what is refused and in which words, what is offered, due and owed must be the same for all of them.
"""

from __future__ import annotations

import ast
import contextlib
import datetime
import functools
import inspect
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy

from tests import makers
from transit_desk import choices, services
from transit_desk.action import Action
from transit_desk.desk import Desk
from transit_desk.domain import errors, fields
from transit_desk.domain.fields import Field, Said
from transit_desk.domain.text import Words
from transit_desk.module import Entries, FormPage, Hooks, Module, TabPage, Task, View
from transit_desk.storage.records import Record, fields_of, records
from transit_desk.storage.work import VaultSession, Work

ACTS = {name: act for name, act in services.acts().items() if isinstance(act, Action)}
LABELS = ("certification", "exit_type")
_SERVICES = pathlib.Path(services.__file__).parent
_DAY = datetime.date(2026, 11, 21)
_NAMED = {"row": "event_row", "entry": "package_file", "package": "package_sent", "event": "release_event"}
_TEXTS = {"why": "parce que la famille est là", "began_on": "2024", "age": "15", "birth": "2011", "code": "Z1"}
_KEPT_BY_HAND = {"care_track": "kin", "track": "kin", "what": "name", "sex": "f"}


# -- the twins


def _twin(desk: Desk, label: str, key: str) -> str:
    """A child in the house with something of everything in the file, and one label."""
    event = desk.do("arrivals.start_event", day=_DAY)
    row = desk.do("arrivals.write_row", event_id=event, values={"name_typed": "Amani", "sex": "f", "age_typed": "15"})
    file_id: str = row.file_id
    desk.do("case_file.admit", file_id=file_id, began_on=_DAY)
    desk.do("case_file.plan_due", file_id=file_id, rule="a.test", what="other", from_day=_DAY, to_day=_DAY)
    about: dict[str, Any] = {"file_id": file_id}
    desk.do("case_file.answer_consent", **about,
            values={"purpose": "transfer", "decision": "yes", "on_day": _DAY, "given_by": "child"})  # fmt: skip
    desk.do("case_file.withhold", **about,
            values={"topics": ["health"], "from_whom": "government", "reason": "fear_of_harm"})  # fmt: skip
    desk.do(
        "history.add_association", **about, values={"said_by": "child", "roles": Said(["wife"]), "joined": Said("2023")}
    )
    desk.do("history.add_separation", **about, values={"said_by": "child", "place": Said("Kalehe")})
    desk.do("history.add_detention", **about, values={"began": "2025", "ended": "2025", "authority": "army"})
    desk.do("history.add_summons", **about, values={"kind": "summoned", "at": desk.now(), "authority": "police"})
    desk.do("handover.prepare", file_ids=[file_id], receiver_id=_one(desk, "receiver"), purpose="follow_up")
    desk.do("case_file.change_file", **about, values={label: key if label == "certification" else Said(key)})
    return file_id


@pytest.fixture
def furnished(house: makers.House) -> Desk:
    """The director's desk in a house with beds and an agency to hand over to."""
    desk = house.desk()
    room = desk.do("interim_care.make_room", name="Filles", block="girls", capacity=3)
    for number in range(2):
        desk.do("interim_care.make_bed", room_id=room, code=f"G{number}")
    desk.do("handover.make_keys")
    desk.do("handover.add_receiver", name="Toit partagé (fictif)")
    return desk


# -- every action, tried with what it could be given


@contextlib.contextmanager
def _reading(desk: Desk) -> Iterator[Work]:
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        yield Work(session, desk.actor, desk, desk._sealer, "test")


@functools.cache  # trials are thrown away, so what was newest stays so
def _one(desk: Desk, table: str, file_id: str = "") -> str:
    """The newest record of a table; of one child where it hangs on one, or is named by what does."""
    with _reading(desk) as work:
        file = work.get(records()["case_file"], file_id) if file_id else None
        own = {None} if file is None else {None, file.id, getattr(file, "person_id", None)}
        if file is not None and table not in _hanging():
            for kind, name in _naming(table):
                for row in _newest(work, kind):
                    if _owner(row) == file.id and getattr(row, name):
                        return str(getattr(row, name))
        found = _newest(work, records()[table])
    return next((row.id for row in found if file is None or _owner(row) in own), "nothing")


def _newest(work: Work, kind: type[Record]) -> list[Record]:
    return list(work.all(sqlalchemy.select(kind).order_by(kind.made_at.desc(), kind.id.desc())))


def _hanging() -> set[str]:
    """The tables whose records hang on a file or a person."""
    return {name for name, kind in records().items() if {"file_id", "person_id"} & set(fields_of(kind))}


def _naming(table: str) -> list[tuple[type[Record], str]]:
    """Kinds that hang on a file and name a record of this table: the row of an event, the entry of a package."""
    return [
        (kind, name)
        for kind in records().values()
        if "file_id" in fields_of(kind)
        for name, field in fields_of(kind).items()
        if isinstance(field.kind, fields.Reference) and field.kind.table == table and not field.sealed
    ]


def _owner(row: Record) -> str | None:
    """The file or the person a record hangs on; None where it hangs on neither."""
    if row.__tablename__ in {"case_file", "person"}:
        return row.id
    return getattr(row, "file_id", None) or getattr(row, "person_id", None)


def _of_child(desk: Desk, file_id: str, slice_name: str) -> list[str]:
    """Every record of a slice that hangs on this child, one of each kind."""
    kinds = [kind for kind in records().values() if f".services.{slice_name}." in kind.__module__]
    hanging = [kind.__tablename__ for kind in kinds if "file_id" in fields_of(kind)]
    return [found for table in hanging if (found := _one(desk, table, file_id)) != "nothing"] or [file_id]


def _plausible(field: Field, desk: Desk, file_id: str) -> object:
    """A value this field would take."""
    kind = field.kind
    value: object = "2024"
    if isinstance(kind, fields.Choice):
        offered = [choice.key for choice in choices.load(kind.list_name).offered]
        value = _KEPT_BY_HAND[field.name] if _KEPT_BY_HAND.get(field.name) in offered else offered[0]
    elif isinstance(kind, fields.Many):
        value = [choices.load(kind.list_name).offered[0].key]
    elif isinstance(kind, fields.Day):
        value = _DAY
    elif isinstance(kind, fields.Moment):
        value = desk.now()
    elif isinstance(kind, fields.Number):
        value = max(kind.low, 1)
    elif isinstance(kind, fields.Flag):
        value = True
    elif isinstance(kind, fields.Structured):
        value = {}
    elif isinstance(kind, fields.Reference):
        value = file_id if kind.table == "case_file" else _one(desk, kind.table, file_id)
    elif field.name in _TEXTS:
        value = _TEXTS[field.name]
    return Said(value) if field.asked else value


@functools.cache
def _fields_around(act: Action) -> dict[str, Field]:
    """What is known of an action's parameters: its form's fields, then those its slice describes by the same name."""
    slice_name = act.name.partition(".")[0]
    found: dict[str, Field] = {}
    for kind in records().values():
        if f".services.{slice_name}." in kind.__module__:
            found.update(fields_of(kind))
    for page in (page for module in services.modules() for page in module.pages):
        if isinstance(page, FormPage) and page.action == act.name:
            found.update(page.fields)
    return found


def _form_values(act: Action, desk: Desk, file_id: str) -> dict[str, object]:
    for page in (page for module in services.modules() for page in module.pages):
        if isinstance(page, FormPage) and page.action == act.name:
            return {name: _plausible(field, desk, file_id) for name, field in page.fields.items() if name != "why"}
    return {}


def _table(name: str) -> str:
    """The table a parameter names, or ""."""
    if name == "file_id" or not name.endswith("_id"):
        return ""
    table = _NAMED.get(name.removesuffix("_id"), name.removesuffix("_id"))
    return table if table in records() else ""


def _given(act: Action, name: str, annotation: str, desk: Desk, file_id: str) -> object:
    """What one parameter could be given for this child."""
    own: dict[str, object] = {"file_id": file_id, "file_ids": [file_id]}
    if name in own:
        return own[name]
    if name == "values":
        return _form_values(act, desk, file_id)
    if name == "assignments":
        return [(file_id, _one(desk, "bed"))]
    if _table(name):
        return _one(desk, _table(name), file_id)
    around = _fields_around(act)
    return _plausible(around[name], desk, file_id) if name in around else _by_type(name, annotation)


def _arguments(act: Action, desk: Desk, file_id: str) -> Iterator[dict[str, object]]:
    """What this action could be given: with what is needed, then with all it takes; for each record it may be about."""
    parameters = dict(list(inspect.signature(act.run).parameters.items())[1:])
    needed = {name for name, each in parameters.items() if each.default is inspect.Parameter.empty}
    for names in (needed | ({"why"} & set(parameters)), set(parameters)):
        given = {
            name: _given(act, name, str(each.annotation), desk, file_id)
            for name, each in parameters.items()
            if name in names and name != "record_id"
        }
        if "record_id" not in parameters:
            yield given
            continue
        for record_id in _of_child(desk, file_id, act.name.partition(".")[0]):
            yield {**given, "record_id": record_id}


def _by_type(name: str, annotation: str) -> object:
    if "date" in annotation:
        return _DAY
    if "int" in annotation or "bool" in annotation:
        return 1
    if "dict" in annotation or "Mapping" in annotation:
        return {}
    return _TEXTS.get(name) or _KEPT_BY_HAND.get(name) or "2024"


class _ThrownAway(Exception):  # noqa: N818  (no fault: the unit of work is not to be kept)
    """The end of every trial."""


def _tried(desk: Desk, act: Action, values: dict[str, object]) -> str:
    """What comes of it: done, or what refused it and in which words; nothing of it is kept."""
    try:
        with desk._unit(act.name, "") as unit:
            act.run(unit, **values)
            unit.session.flush()
            raise _ThrownAway
    except _ThrownAway:
        return "done"
    except errors.Spoken as spoken:
        return f"{type(spoken).__name__}: {spoken} ({getattr(spoken, 'field', '')})"
    except (KeyError, TypeError, ValueError, AttributeError, sqlalchemy.exc.SQLAlchemyError) as wrong:
        return type(wrong).__name__  # given something it can't read; the same for every twin


def _about_a_child(act: Action) -> bool:
    """Whether an action is given a child, or something that hangs on one; any other never hears of the label."""
    names = set(act.parameters)
    tables = {_table(name) for name in names} - {""}
    known = _hanging() | {table for table in tables if _naming(table)}
    return bool(names & {"file_id", "file_ids", "record_id", "assignments"} or tables & known)


def _offered(desk: Desk, file_id: str) -> list[tuple[object, ...]]:
    """Every verb of the child's page and of every tab that a slice adds to it."""
    view: View = desk.ask("case_file.child", record_id=file_id)
    added = [
        page for module in desk.modules for page in module.pages
        if isinstance(page, TabPage) and page.of == "case_file.child" and desk.may(page.query)
    ]  # fmt: skip
    tabs = [*view.tabs, *(desk.ask(page.query, record_id=file_id) for page in added)]
    verbs = list(view.verbs)
    for tab in tabs:
        for block in (*tab.start, *tab.end):
            verb = getattr(block, "verb", None)
            verbs += [verb] if verb is not None else []
            if isinstance(block, Entries):
                verbs += [verb for entry in block.entries for verb in entry.verbs]
    return [(verb.title, verb.page, verb.action, str(verb.reason), desk.may(verb.action)) for verb in verbs]


def _gathered(desk: Desk, file_id: str) -> dict[str, list[str]]:
    with _reading(desk) as work:
        told = {hook: work.gather(hook, file_id=file_id) for hook in ("entitlement", "settle", "alerts")}
        told["whereabouts"] = work.gather("whereabouts", file_ids=[file_id])
    return {
        hook: [str(getattr(each, "title", "") or getattr(each, "words", "") or getattr(each, "where", ""))
               for each in found]
        for hook, found in told.items()
    }  # fmt: skip


def _what_is_open(desk: Desk, file_id: str) -> dict[str, Any]:
    """Everything a label could open or close for a child."""
    number = desk.ask("case_file.child", record_id=file_id).header.code
    tried = {
        act.name: [_tried(desk, act, values).replace(number, "N") for values in _arguments(act, desk, file_id)]
        for act in ACTS.values()
        if _about_a_child(act)
    }
    dues = [(due.what, due.from_day, due.to_day, due.who) for due in desk.ask("case_file.dues", file_id=file_id)]
    beds = [(bed.code, bed.suits) for bed in desk.ask("interim_care.free_beds", file_id=file_id)]
    return {"tried": tried, "offered": _offered(desk, file_id), "dues": dues, "beds": beds,
            "gathered": _gathered(desk, file_id)}  # fmt: skip


# -- a module nobody has heard of, which answers what a child is entitled to


def _kits(work: Work, file_id: str) -> list[Task]:
    """An honest one: by the age and the needs of the child."""
    needs = work.see(work.get(records()["case_file"], file_id), "needs_now")
    return [Task("Clothes" if needs.value else "A kit of hygiene"), Task("A place in a workshop")]


def _gated(label: str) -> Any:
    def entitled(work: Work, file_id: str) -> list[Task]:
        seen = work.see(work.get(records()["case_file"], file_id), label)
        key = seen.value if isinstance(seen, Said) else seen
        return [Task("A kit")] if key in {"certified_ddr", "formal_list"} else []

    return entitled


def _with(desk: Desk, entitlement: Any) -> Desk:
    made = Module("kits_of_a_test", "Kits", 700, (), hooks=Hooks(entitlement=entitlement))
    desk.modules = (*desk.modules, made)
    return desk


@pytest.mark.parametrize("label", LABELS)
def test_twins_who_differ_in_a_label_alone_have_everything_in_common(furnished: Desk, label: str) -> None:
    """Over every state of certification, disputed too, and every way out: R-01 and R-02."""
    desk = _with(furnished, _kits)
    keys = choices.load(label).keys
    files = [_twin(desk, label, key) for key in keys]

    seen = [_what_is_open(desk, file_id) for file_id in files]

    done = {name for name, outcomes in seen[0]["tried"].items() if "done" in outcomes}
    assert len(keys) > 5
    assert len(done) >= 25, sorted(done)
    assert {"interim_care.give_bed", "case_file.leave", "case_file.plan_due", "handover.prepare"} <= done
    assert seen[0]["gathered"]["entitlement"] == ["A kit of hygiene", "A place in a workshop"]
    for key, each in zip(keys, seen, strict=True):
        assert each == seen[0], key


@pytest.mark.parametrize("label", LABELS)
def test_a_module_that_gates_by_a_label_is_found_out(furnished: Desk, label: str) -> None:
    """The comparison above bites."""
    desk = _with(furnished, _gated(label))
    found = [_gathered(desk, _twin(desk, label, key)) for key in choices.load(label).keys]

    assert any(each != found[0] for each in found)


def test_an_age_disputed_by_an_official_takes_nothing_away(furnished: Desk) -> None:
    """An army doctor's *adult* leaves a child everything: R-50."""
    desk = _with(furnished, _kits)
    plain, disputed = (_twin(desk, "certification", key) for key in ("not_started", "disputed"))
    before = _what_is_open(desk, disputed)
    desk.do(
        "history.add_age_finding", file_id=disputed,
        values={"on_day": _DAY, "by_whom": "army_doctor", "finding": "adult", "basis": "appearance"},
    )  # fmt: skip

    after = _what_is_open(desk, disputed)

    assert before == _what_is_open(desk, plain)
    for part in ("dues", "beds", "gathered"):
        assert after[part] == before[part]
    assert {name: outcomes for name, outcomes in after["tried"].items() if not name.startswith("history.")} == {
        name: outcomes for name, outcomes in before["tried"].items() if not name.startswith("history.")
    }


def test_an_action_that_asks_for_a_label_is_found_out(furnished: Desk) -> None:
    """So is one action among them all."""

    def serve(work: Work, *, file_id: str) -> None:
        if work.see(work.get(records()["case_file"], file_id), "certification") != "certified_ddr":
            raise errors.RuleBroken("Bring the certificate first.")

    act = Action("case_file.serve", "Serve", "case_file.write", serve)
    outcomes = {
        _tried(furnished, act, values)
        for key in ("certified_ddr", "disputed")
        for values in _arguments(act, furnished, _twin(furnished, "certification", key))
    }

    assert len(outcomes) == 2


# -- the source


def _sources() -> list[pathlib.Path]:
    parts = ("rules", "actions", "hooks")
    return sorted(
        path for part in parts for pattern in (f"*/{part}.py", f"*/{part}/*.py") for path in _SERVICES.glob(pattern)
    )


def _names_in(source: str) -> set[str]:
    """Every name, attribute, keyword and word by which a source could read a label."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        for part in ("attr", "id", "arg", "value"):
            value = getattr(node, part, None)
            if isinstance(value, str):
                found.add(value)
    return found


RECORDED_IN = {"case_file/actions/file.py", "case_file/actions/opening.py", "history/actions.py"}


def test_no_rule_no_action_and_no_hook_reads_a_label_but_those_that_record_it() -> None:
    """Not even by name."""
    reading = {
        path.relative_to(_SERVICES).as_posix()
        for path in _sources()
        if set(LABELS) & _names_in(path.read_text(encoding="utf-8"))
    }

    assert len(_sources()) > 10
    assert reading == RECORDED_IN


def test_those_that_record_a_label_decide_nothing_by_it() -> None:
    """They take it and keep it; no branch hangs on it."""
    for name in RECORDED_IN:
        for node in ast.walk(ast.parse((_SERVICES / name).read_text(encoding="utf-8"))):
            if isinstance(node, (ast.If, ast.IfExp, ast.While, ast.Assert)):
                assert not set(LABELS) & _names_in(ast.unparse(node.test)), f"{name}:{node.lineno}"


def test_a_label_read_in_a_rule_is_seen() -> None:
    for source in ("x = file.certification", 'x = work.see(file, "exit_type")', "f(certification=1)"):
        assert set(LABELS) & _names_in(source)


# -- admitted without any label


def test_a_girl_without_any_label_is_admitted_gets_a_bed_papers_and_a_handover(furnished: Desk) -> None:
    """By a health referral, as a vulnerable child; the association tab stays empty until she wishes: R-12."""
    desk = furnished
    file_id = desk.do("case_file.receive", sex="f", name="Sifa", age="16", arrival_type="health_referral")
    desk.do("case_file.change_file", file_id=file_id, values={"category": Said(["vulnerable"])})
    tab = desk.ask("history.tab", record_id=file_id)
    assert not [block for block in (*tab.start, *tab.end) if isinstance(block, Entries) and block.entries]

    desk.do("interim_care.give_bed", file_id=file_id, bed_id=_one(desk, "bed"))
    desk.do(
        "case_file.answer_consent", file_id=file_id,
        values={"purpose": "transfer", "decision": "yes", "on_day": _DAY, "given_by": "child"},
    )  # fmt: skip
    papers = [desk.ask("case_file.case_summary", file_id=file_id, audience=audience)
              for audience in ("centre", "receiving_agency", "foster_family")]  # fmt: skip
    package = desk.do("handover.prepare", file_ids=[file_id], receiver_id=_one(desk, "receiver"), purpose="follow_up")
    contents = desk.ask("handover.contents", package_id=package)
    with _reading(desk) as work:
        placed = [str(place.where) for place in work.gather("whereabouts", file_ids=[file_id])]

    assert placed == ["bed G1"]
    assert len(papers) == 3
    assert contents is not None
    desk.do(
        "history.add_association", file_id=file_id, values={"said_by": "child", "roles": Said(["domestic"])}
    )  # later, as she wishes
    assert str(Words("Housework")) in repr(_values(desk, file_id))


def _values(desk: Desk, file_id: str) -> list[str]:
    tab = desk.ask("history.tab", record_id=file_id)
    return [str(line.value) for block in tab.start for line in getattr(block, "lines", ())]
