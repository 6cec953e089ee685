"""A module brings its folder, its icon and one migration step, and no existing file is edited."""

from __future__ import annotations

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import textwrap

import pytest

_ROOMS = ("transit_desk", "ui", "resources", "tests", "packaging", "pyproject.toml")

_FILES = {
    "transit_desk/services/laundry/__init__.py": '''
        """The laundry: what was washed for whom."""

        from __future__ import annotations

        from transit_desk.domain.permissions import Right
        from transit_desk.domain.text import N_
        from transit_desk.module import FormPage, ListColumn, ListPage, Module, Section
        from transit_desk.services.laundry import hooks
        from transit_desk.services.laundry.records import Wash
        from transit_desk.storage.records import fields_of

        _FIELDS = {name: fields_of(Wash)[name] for name in ("pieces", "remark")}

        MODULE = Module(
            name="laundry",
            title=N_("Laundry"),
            order=700,
            rights=(Right("read", N_("See"), ("educator", "director")), Right("write", N_("Write"), ("educator",))),
            pages=(
                ListPage("laundry.washes", N_("Laundry"), "laundry.washes", (ListColumn("pieces", N_("Pieces")),)),
                FormPage("laundry.new", N_("New wash"), "laundry.wash", _FIELDS,
                         (Section(N_("What"), ("pieces", "remark")),), subject="file_id"),
            ),
            home="laundry.washes",
            hooks=hooks.HOOKS,
        )
    ''',
    "transit_desk/services/laundry/records.py": '''
        """What is kept of the laundry."""

        from __future__ import annotations

        from sqlalchemy import orm

        from transit_desk.domain import fields
        from transit_desk.domain.levels import Level, Topic
        from transit_desk.domain.text import N_
        from transit_desk.storage.records import OfFile, Record, field


        class Wash(OfFile, Record):
            """Clothes washed for one child."""

            __tablename__ = "wash"

            file_id: orm.Mapped[str] = field(fields.Reference("case_file"), N_("File"), level=Level.C1,
                                             topic=Topic.CARE, required=True)
            pieces: orm.Mapped[int] = field(fields.Number(1, 40), N_("Pieces"), level=Level.C1, topic=Topic.CARE,
                                            required=True)
            remark: orm.Mapped[object] = field(fields.Text(200), N_("Remark"), level=Level.C3, topic=Topic.SAFETY)
    ''',
    "transit_desk/services/laundry/rules.py": '''
        """What must hold of the laundry."""

        from __future__ import annotations

        from transit_desk.domain import errors
        from transit_desk.domain.text import N_


        def fits_the_machine(pieces: int) -> None:
            """Twenty pieces at once."""
            if pieces > 20:
                raise errors.RuleBroken(N_("The machine takes twenty pieces."), "pieces")
    ''',
    "transit_desk/services/laundry/actions.py": '''
        """What can be done in the laundry."""

        from __future__ import annotations

        from transit_desk.action import action
        from transit_desk.domain import fields
        from transit_desk.domain.text import N_
        from transit_desk.services.laundry import rules
        from transit_desk.services.laundry.records import Wash
        from transit_desk.storage.records import fields_of
        from transit_desk.storage.work import Work


        @action(N_("Give back"), needs="read")
        def give_back(work: Work, *, wash_id: str) -> None:
            """The clothes are dry and fetched."""
            work.withdraw(work.get(Wash, wash_id), "fetched")


        @action(N_("Wash"), needs="write")
        def wash(work: Work, *, file_id: str, pieces: int, remark: str | None = None) -> str:
            """Write down a wash."""
            described = {name: fields_of(Wash)[name] for name in ("pieces", "remark")}
            values = fields.check_all(described, {"pieces": pieces, "remark": remark})
            rules.fits_the_machine(int(str(values["pieces"])))
            return work.add(Wash(file_id=file_id, **values)).id
    ''',
    "transit_desk/services/laundry/queries.py": '''
        """What can be asked of the laundry."""

        from __future__ import annotations

        import dataclasses

        import sqlalchemy

        from transit_desk.action import query
        from transit_desk.domain.text import N_
        from transit_desk.module import Rows, Window
        from transit_desk.services.laundry.records import Wash
        from transit_desk.storage.work import Work


        @dataclasses.dataclass(frozen=True)
        class WashRow:
            """One wash."""

            id: str
            pieces: int


        @query(N_("Laundry"), needs="read")
        def washes(work: Work, *, window: Window) -> Rows:
            """Every wash."""
            del window
            rows = tuple(WashRow(row.id, row.pieces) for row in work.all(sqlalchemy.select(Wash)))
            return Rows(rows, len(rows))
    ''',
    "transit_desk/services/laundry/hooks.py": '''
        """What the laundry tells the rest of the house."""

        from __future__ import annotations

        import sqlalchemy

        from transit_desk.domain.text import N_, Words
        from transit_desk.domain.timeline import Event
        from transit_desk.module import Hooks, Target, Task
        from transit_desk.services.laundry.records import Wash
        from transit_desk.storage.work import Work


        def timeline_of(work: Work, file_id: str) -> list[Event]:
            """Lines of a child's story."""
            rows = work.all(sqlalchemy.select(Wash).where(Wash.file_id == file_id))
            return [Event(row.made_at, work.day_of(row.made_at), Words(N_("Clothes washed"))) for row in rows]


        def settle_of(work: Work, file_id: str) -> list[Task]:
            """Clothes in the wash go with the child."""
            rows = work.all(
                sqlalchemy.select(Wash).where(Wash.file_id == file_id, Wash.withdrawn_at.is_(None))
            )
            target = Target("laundry.washes")
            return [Task(Words(N_("Clothes in the wash")), str(row.pieces), "box", verb=N_("Fetch"), target=target)
                    for row in rows]


        HOOKS = Hooks(timeline=timeline_of, settle=settle_of)
    ''',
    "resources/icons/laundry.svg": """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.75">
        <rect x="4" y="3" width="16" height="18" rx="2"/><circle cx="12" cy="13" r="4"/></svg>
    """,
    "transit_desk/storage/migrations/9001_laundry.py": '''
        """The laundry's table."""

        from __future__ import annotations

        import sqlalchemy as sa
        from alembic import op


        def upgrade() -> None:
            """Run once."""
            op.create_table(
                "wash",
                sa.Column("file_id", sa.Uuid(as_uuid=False), nullable=False),
                sa.Column("pieces", sa.Integer(), nullable=False),
                sa.Column("remark", sa.LargeBinary(), nullable=True),
                sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
                sa.Column("centre_id", sa.Uuid(as_uuid=False), nullable=False),
                sa.Column("edition", sa.Integer(), nullable=False),
                sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
                sa.Column("made_at", sa.BigInteger(), nullable=False),
                sa.Column("changed_by", sa.Uuid(as_uuid=False), nullable=False),
                sa.Column("changed_at", sa.BigInteger(), nullable=False),
                sa.Column("withdrawn_by", sa.Uuid(as_uuid=False), nullable=True),
                sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
                sa.Column("withdrawn_why", sa.Text(), nullable=True),
                sa.ForeignKeyConstraint(["file_id"], ["case_file.id"], name="fk_wash_file_id", ondelete="RESTRICT"),
                sa.PrimaryKeyConstraint("id", name="pk_wash"),
            )
            op.create_index("ix_wash_file_id", "wash", ["file_id"])
    ''',
    "tests/services/laundry/test_actions.py": '''
        """The laundry at work, on a real vault, beside the other modules."""

        from __future__ import annotations

        import pytest

        from tests import makers
        from transit_desk.domain import errors
        from transit_desk.module import Window


        def test_a_wash_is_kept_told_and_guarded(house: makers.House) -> None:
            """Navigation, rights, sight, sealing, trail and timeline follow from the folder alone."""
            desk = house.desk("s.pascal")
            file_id = desk.do("case_file.open_case", sex="f", care_track="resident")
            with pytest.raises(errors.NotAllowed):
                desk.do("laundry.wash", file_id=file_id, pieces=3)

            desk = house.desk("e.sifa")
            desk.do("laundry.wash", file_id=file_id, pieces=3, remark="craint quelqu'un")
            with pytest.raises(errors.RuleBroken) as refused:
                desk.do("laundry.wash", file_id=file_id, pieces=30)
            story = makers.story_of(desk.ask("case_file.child", record_id=file_id))

            assert refused.value.field == "pieces"
            assert desk.ask("laundry.washes", window=Window()).total == 1
            assert "Clothes washed" in {str(event.title) for event in story}
            assert "laundry" in {module.name for module in desk.modules}


        def test_clothes_in_the_wash_stand_before_the_door_until_they_are_fetched_or_left(house: makers.House) -> None:
            """What a module settles is asked of it when a child leaves, though nobody has heard of the module."""
            desk = house.desk("s.pascal")
            today = desk.day(desk.now())
            children = [desk.do("case_file.receive", name=name, sex="f", age="15") for name in ("Neema", "Zawadi")]
            desk = house.desk("e.sifa")
            washes = [desk.do("laundry.wash", file_id=file_id, pieces=3) for file_id in children]
            desk = house.desk("d.furaha")
            values = {"left_on": today, "track": "kin", "with_whom": None, "own_choice": False, "safety_plan": None}

            for file_id in children:
                (line,) = desk.ask("leaving.door", file_id=file_id).lines
                assert (str(line.title), line.detail, line.by_itself) == ("Clothes in the wash", "3", False)
                with pytest.raises(errors.RuleBroken, match="Clothes in the wash"):
                    desk.do("leaving.leave", file_id=file_id, values=values)

            desk.do("laundry.give_back", wash_id=washes[0])
            desk.do("leaving.leave", file_id=children[0], values=values)
            desk.do("leaving.leave", file_id=children[1], values=values, left={line.key: "Her aunt fetches them."})
    ''',
}


def _digests(tree: pathlib.Path) -> dict[str, str]:
    return {
        str(path.relative_to(tree)): hashlib.sha256(path.read_bytes()).hexdigest()
        for room in _ROOMS
        for path in ([tree / room] if (tree / room).is_file() else (tree / room).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture
def second(tree: pathlib.Path, tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the house with one more room."""
    copy = tmp_path / "house"
    copy.mkdir()
    for room in _ROOMS:
        if (tree / room).is_dir():
            shutil.copytree(tree / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "vaults"))
        else:
            shutil.copy(tree / room, copy / room)
    before = _digests(copy)
    for name, text in _FILES.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip())
    after = _digests(copy)
    assert {name: after[name] for name in before} == before, "an existing file was edited"
    return copy


def _run(copy: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=copy, env=env, capture_output=True, text=True, check=False
    )


def test_a_new_folder_is_found_and_passes_conformance(second: pathlib.Path) -> None:
    """What every module inherits, for a module nobody has heard of."""
    done = _run(
        second, "pytest", "-q", "-p", "no:randomly", "-k", "laundry or wash or steps_make",
        "tests/house/test_conformance.py", "tests/house/test_migrations.py", "tests/services/laundry",
    )  # fmt: skip

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
    assert int(done.stdout.split(" passed")[0].split()[-1]) >= 12


def test_a_vault_of_before_gets_the_new_table(
    second: pathlib.Path, template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """The step runs when the vault is next opened, and everything else is as it was."""
    shutil.copytree(template, tmp_path / "old")
    script = (
        "import pathlib, transit_desk; from tests import makers; from transit_desk.module import Window;"
        f"house = makers.House(pathlib.Path({str(tmp_path / 'old')!r}), makers.FrozenClock(makers.NOON));"
        "desk = house.desk('d.furaha'); print(transit_desk.__file__);"
        "print(desk.ask('laundry.washes', window=Window()).total, len(desk.ask('office.workers'))); house.lock()"
    )
    env = {**os.environ, "PYTHONPATH": str(second), "PYTHONDONTWRITEBYTECODE": "1"}

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=second, env=env, capture_output=True, text=True, check=False
    )

    assert done.stdout.split("\n")[1] == f"0 {9}", done.stderr[-2000:]
    assert str(second) in done.stdout
