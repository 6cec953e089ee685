"""What every module inherits: a new folder is held to all of this without being named here."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import importlib
import importlib.util
import inspect
import pathlib
from collections.abc import Iterator

import pytest

from tests import makers
from transit_desk import choices, resources, services
from transit_desk import desk as desks
from transit_desk.action import Action, Query
from transit_desk.desk import Desk
from transit_desk.domain import errors, fields, permissions
from transit_desk.domain.text import Words
from transit_desk.module import FormPage, ListPage, Module, RecordPage, ScreenPage, TabPage
from transit_desk.storage import work
from transit_desk.storage.cells import CellType
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of, records

MODULES = services.modules()
ACTS = services.acts()
_PARTS = {"__init__", "records", "rules", "actions", "queries", "views", "hooks", "pages", "papers"}
_PURE = (
    "transit_desk.domain",
    "transit_desk.matching",
    "transit_desk.planning",
    "transit_desk.module",
    "transit_desk.choices",
)


def _folder(module: Module) -> pathlib.Path:
    found = importlib.import_module(f"transit_desk.services.{module.name}").__file__
    assert found is not None
    return pathlib.Path(found).parent


def _part(module: Module, part: str) -> object | None:
    name = f"transit_desk.services.{module.name}.{part}"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
each_act = pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.name)


@each_module
def test_a_folder_holds_only_the_fixed_names(module: Module) -> None:
    """Whoever opens a slice knows where to look."""
    names = {path.stem for path in _folder(module).iterdir() if path.name != "__pycache__"}

    assert names <= _PARTS, names - _PARTS


@each_module
def test_a_module_is_named_like_its_folder_and_has_an_icon(module: Module) -> None:
    """Folder, module, icon and rights carry one name."""
    assert _folder(module).name == module.name
    assert resources.place("icons", f"{module.icon}.svg").is_file()


@each_module
def test_rules_are_pure(module: Module) -> None:
    """A rule imports what words mean and nothing that reads or shows; so it can be tested in microseconds."""
    folder = _folder(module)
    sources = [folder / "rules.py"] if (folder / "rules.py").exists() else sorted((folder / "rules").glob("*.py"))
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text())):
            names = [f"{node.module}.{each.name}" for each in node.names] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            own = f"transit_desk.services.{module.name}.rules"
            for name in names:
                assert not name.startswith(("transit_desk", "ui", "sqlalchemy")) or name.startswith((*_PURE, own)), name


@each_module
def test_what_is_public_in_actions_and_queries_is_an_action_or_a_query(module: Module) -> None:
    """So that nothing can be reached without its right."""
    for part in ("actions", "queries"):
        holder = _part(module, part)
        for name, thing in vars(holder).items() if holder else ():
            own = inspect.isfunction(thing) and thing.__module__.startswith(f"transit_desk.services.{module.name}.")
            if own and not name.startswith("_") and "work" in inspect.signature(thing).parameters:
                assert thing.__module__.split(".")[-1] not in {"actions", "queries"}, f"{part}.{name}"


@each_module
def test_hooks_stand_in_their_own_room(module: Module) -> None:
    """Whoever asks what a slice tells the others looks in one file, or in one folder where it is much."""
    room = f"transit_desk.services.{module.name}.hooks"
    for hook in vars(module.hooks).values():
        assert hook is None or f"{hook.__module__}.".startswith(f"{room}."), hook.__qualname__


@each_act
def test_an_act_needs_a_right_that_its_module_declares(act: Action | Query) -> None:
    """No right, no door."""
    slice_name, _, key = act.needs.partition(".")
    module = next(module for module in MODULES if module.name == slice_name)

    assert key in {right.key for right in module.rights}
    assert act.name.startswith(f"{slice_name}.")
    assert act.title


@each_module
def test_default_roles_of_rights_exist(module: Module) -> None:
    """A right given to nobody's role would be a right nobody has."""
    for right in module.rights:
        assert set(right.roles) <= set(permissions.ROLES), right.key


def _pages() -> Iterator[tuple[Module, object]]:
    for module in MODULES:
        for page in module.pages:
            yield module, page


each_page = pytest.mark.parametrize(
    ("module", "page"),
    [pytest.param(*pair, id=pair[1].key) for pair in _pages()],  # type: ignore[attr-defined]
)


def _answers(query: str, subject: str) -> bool:
    """Whether a query can be asked with the subject of a form, or with nothing where the form has none."""
    asked = inspect.signature(ACTS[query].run).parameters
    needed = {name for name, each in asked.items() if each.default is inspect.Parameter.empty} - {"work"}
    return needed <= {subject} and (not subject or subject in asked)


@each_page
def test_a_page_names_what_exists(module: Module, page: object) -> None:
    """Queries, actions, parameters, screens and pages: every name on a page leads somewhere."""
    pages = {each.key for one in MODULES for each in one.pages}
    if isinstance(page, ListPage):
        assert isinstance(ACTS[page.query], Query)
        assert not page.opens or page.opens in pages
        for verb in page.verbs:
            assert not verb.action or verb.action in ACTS, verb.action
    elif isinstance(page, RecordPage):
        assert isinstance(ACTS[page.query], Query)
    elif isinstance(page, TabPage):
        assert isinstance(ACTS[page.query], Query)
        whole = next(each for one in MODULES for each in one.pages if each.key == page.of)
        assert isinstance(whole, RecordPage)
    elif isinstance(page, ScreenPage):
        screens = pathlib.Path(importlib.import_module("ui").__file__ or "").parent / "screens"
        assert (screens / f"{page.screen}.py").is_file()
        assert page.needs.partition(".")[2] in {right.key for right in module.rights}
    elif isinstance(page, FormPage):
        act = ACTS[page.action]
        assert isinstance(act, Action)
        assert not page.start or _answers(page.start, page.subject)
        asked = {name for section in page.sections for name in section.names}
        assert asked == set(page.fields)
        assert all(len(section.names) <= 7 for section in page.sections)
        for name, field in page.fields.items():
            if isinstance(field.kind, fields.Reference):
                assert isinstance(ACTS[field.kind.chosen_by], Query), name
        taken = set(act.parameters)
        assert asked <= taken or "values" in taken, asked - taken
        needed = {
            name
            for name, parameter in inspect.signature(act.run).parameters.items()
            if parameter.default is inspect.Parameter.empty and name not in {"work", "values", page.subject}
        }
        assert needed <= asked, needed - asked


@pytest.mark.parametrize("record", records().values(), ids=lambda record: record.__tablename__)
def test_a_record_is_described_whole(record: type) -> None:
    """Every field has a label; an asked field keeps its answer; C3 and C4 are cells; choices come from a list."""
    table = record.__table__  # type: ignore[attr-defined]
    own = {column.key for column in table.columns} - {
        "id", "centre_id", "edition", "made_by", "made_at", "changed_by", "changed_at",
        "withdrawn_by", "withdrawn_at", "withdrawn_why",
    }  # fmt: skip
    described = fields_of(record)
    answers = {f"{name}_answer" for name, field in described.items() if field.asked and not field.sealed}

    assert own == set(described) | answers
    for name, field in described.items():
        assert field.label, name
        assert isinstance(table.columns[name].type, CellType) == field.sealed, name
        if isinstance(field.kind, (fields.Choice, fields.Many)):
            assert field.kind.keys == frozenset(choices.load(field.kind.list_name).keys), name


@pytest.fixture(scope="module")
def shared_desk(template: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all acts: nothing is written here."""
    house = makers.copy_house(template, tmp_path_factory.mktemp("outsider") / "vault")
    yield house.desk()
    house.lock()


@pytest.fixture(scope="module")
def of_each_role(shared_desk: Desk) -> list[work.Actor]:
    """Somebody of every role there is, who holds no other."""
    own = shared_desk.actor
    return [
        desks._actor(
            Worker(id=own.worker_id, login=own.login, name=own.name, sex=own.sex, roles=[role]), own.centre_id, MODULES
        )
        for role in permissions.ROLES
    ]


@each_act
def test_nobody_without_the_right_passes_and_nothing_is_written(
    shared_desk: Desk, of_each_role: list[work.Actor], act: Action | Query
) -> None:
    """Every action and query, tried by every role that lacks its right."""
    before = shared_desk.vault.state()
    for actor in of_each_role:
        if act.needs in actor.rights:
            continue
        shared_desk.actor = actor
        with pytest.raises(errors.NotAllowed):
            shared_desk.do(act.name) if isinstance(act, Action) else shared_desk.ask(act.name)
        assert not shared_desk.may(act.name), actor.roles
    assert shared_desk.vault.state() == before


@each_module
def test_a_paper_that_goes_with_another_asks_for_nothing(module: Module) -> None:
    """It is printed behind the other, which knows of no record."""
    papers = {paper.key for each in MODULES for paper in each.papers}
    for paper in module.papers:
        assert isinstance(ACTS[paper.query], Query)
        assert not paper.goes_with or (paper.goes_with in papers and _answers(paper.query, "")), paper.key


def test_a_paper_of_the_house_leaves_one_kind_of_line(house: makers.House) -> None:
    """Whatever the slice: that it was printed or saved, which paper, of the centre and of no record."""
    desk = house.desk()
    acts = [act for module in MODULES if (act := ACTS.get(f"{module.name}.note_paper")) is not None]
    of_the_house = [
        act.name for act in acts
        if {name for name, each in inspect.signature(act.run).parameters.items() if each.default is each.empty}
        == {"work", "paper", "way"}
    ]  # fmt: skip
    for number, name in enumerate(of_the_house):
        desk.do(name, paper="sheet", way=("print", "save")[number % 2])

    lines = [(row.action, row.kind, row.columns) for row in desk.ask("office.trail").rows if row.columns == ("sheet",)]
    assert len(of_the_house) > 6
    assert sorted(lines) == sorted(
        (name, ("print", "save")[number % 2], ("sheet",)) for number, name in enumerate(of_the_house)
    )


@each_module
def test_hooks_accept_an_empty_house(house: makers.House, module: Module) -> None:
    """Nothing to tell is an empty list, never a fault."""
    desk = house.desk()
    if "case_file.tonight" in ACTS:
        tonight = desk.ask("case_file.tonight")
        assert tonight.total == 0
    if module.hooks.timeline is not None:
        file_id = desk.do("case_file.open_case", sex="f", care_track="unknown")
        view = desk.ask("case_file.child", record_id=file_id)
        assert view.header.code


@pytest.mark.parametrize("module", [each for each in MODULES if each.hooks.figures], ids=lambda module: module.name)
def test_figures_are_for_those_who_see_what_is_counted(shared_desk: Desk, module: Module) -> None:
    """Who has no right of a module hears no number of it, not even nought."""
    desk = shared_desk
    nobody = dataclasses.replace(desk.actor, rights=frozenset())
    with desk._session(desk.vault.reader) as session:
        unit = work.Work(session, nobody, desk, desk._sealer, "figures", reads_only=True)
        assert module.hooks.figures is not None
        assert module.hooks.figures(unit, start=datetime.date(2026, 1, 1), end=datetime.date(2026, 12, 31)) == []


def test_words_stay_marked_until_they_are_spoken() -> None:
    """A title is a sentence in English, never one already spoken in another language."""
    for module in MODULES:
        assert module.title == str(Words(module.title))
