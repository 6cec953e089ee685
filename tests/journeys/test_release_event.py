"""The main job from end to end, through the window as a person uses it: 33 = 22 + 11 + 0."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import subprocess
import tempfile  # noqa: TID251  (to see where anybody would write)
from collections.abc import Iterator

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from transit_desk import demo, entrance, opening
from transit_desk.clock import Clock
from transit_desk.module import Window
from transit_desk.services.handover.records import keys
from ui.walkthrough import children, journey
from ui.walkthrough.journey import Walked

SURNAMES = sorted({child.name.split()[-1] for child in children.thirty_three()})
VILLAGES = sorted({child.village for child in children.thirty_three()} - {"?"})


def needles() -> list[bytes]:
    """What must be readable nowhere outside a paper: names and villages, in the encodings a disk may hold."""
    words = [*SURNAMES, *VILLAGES, "Personne 1 (fictive)"]
    return [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pathlib.Path]:
    """What the walk wrote to standard error, Qt and libraries included."""
    place = tmp_path_factory.mktemp("heard") / "stderr"
    kept = os.dup(2)
    with place.open("wb") as file:
        os.dup2(file.fileno(), 2)
        yield place
        os.dup2(kept, 2)
    os.close(kept)


@pytest.fixture(scope="module")
def titles() -> list[str]:
    """Every title a window had."""
    return []


@pytest.fixture(scope="module")
def walked(
    tmp_path_factory: pytest.TempPathFactory, heard: pathlib.Path, titles: list[str], application: QApplication
) -> Iterator[tuple[Walked, pathlib.Path, pathlib.Path]]:
    """One walk for every promise below: what it made, where, and the temporary folder it was given."""
    out = tmp_path_factory.mktemp("walk") / "out"
    temporary = tmp_path_factory.mktemp("temporary")

    def listen(_words: str) -> None:
        titles.extend(window.title() for window in application.allWindows())

    with _temporary_folder(temporary):
        yield journey.walk(application, out, listen), out, temporary


@contextlib.contextmanager
def _temporary_folder(place: pathlib.Path) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")}
    os.environ.update(dict.fromkeys(before, str(place)))
    tempfile.tempdir = None
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        tempfile.tempdir = None


def _text(path: pathlib.Path) -> str:
    book = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in book)
    finally:
        book.close()


def test_thirty_three_are_seen_and_everybody_is_accounted_for(
    walked: tuple[Walked, pathlib.Path, pathlib.Path],
) -> None:
    event = walked[0].event

    assert event.sums is not None
    assert (event.sums.announced, event.sums.not_shown) == (35, 2)
    assert (event.sums.seen, event.sums.returned, event.sums.to_centre, event.sums.unaccounted) == (33, 22, 11, 0)
    assert (event.sums.boys, event.sums.girls) == (29, 4)
    assert event.closed


def test_what_was_typed_is_what_is_kept(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    """Every row, cell by cell, as it left the keyboard: also the accents and the question mark."""
    kept = [
        (row.name_typed.value, row.sex.value, row.age_typed.value, row.language.value,
         "?" if row.village_typed.state == "unknown" else row.village_typed.value, row.disposition.value,
         row.reason.value or "")
        for row in walked[0].event.rows
    ]  # fmt: skip

    assert kept == [
        (each.name, each.sex, each.age, each.language, each.village, each.disposition, each.reason)
        for each in children.thirty_three()
    ]


def test_the_eleven_have_a_bed_and_the_twenty_two_an_open_file_with_a_visit(
    walked: tuple[Walked, pathlib.Path, pathlib.Path],
) -> None:
    event, out = walked[0].event, walked[1]

    entered = entrance.come_in(out / "vault", demo.LOGIN, demo.PASSPHRASE, Clock())
    desk = entered.desk
    beds = {
        row.file_id: desk.ask("interim_care.beds_of", file_ids=[row.file_id]).get(row.file_id) for row in event.rows
    }
    visits = desk.ask("case_file.children", window=Window(count=60, filters={"due": "first_visit"}))
    sent = desk.ask("handover.sent").rows
    desk.lock()

    coming = {row.file_id for row in event.rows if row.disposition.value == children.CENTRE}
    assert {file_id for file_id, bed in beds.items() if bed is not None} == coming
    assert len({bed.code for bed in beds.values() if bed is not None}) == 11
    assert visits.total == 22
    assert [row.draft for row in sent] == [False]


def test_the_vault_is_whole_afterwards(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    entered = entrance.come_in(walked[1] / "vault", demo.LOGIN, demo.PASSPHRASE, Clock())

    findings = opening.check(entered.opened)
    entered.desk.lock()

    assert [str(finding.words) for finding in findings] == []


def test_the_papers_read_back_as_what_they_are(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    papers = {path.stem: _text(path) for path in walked[0].papers}
    first, register = walked[0].event.rows[0], papers["arrival-register"]

    assert len(papers) == 8
    missing = [word for child in children.thirty_three() for word in child.name.split() if word not in register]
    assert missing == []
    assert all(first.number in text for name, text in papers.items() if name.startswith("case-"))
    assert all("FICTI" in text.upper() for text in papers.values())
    assert papers["case-centre-fr"] != papers["case-centre-en"]


def test_the_slip_names_nobody(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    slip = next(path for path in walked[0].papers if path.stem == "handing-over-slip")

    text = _text(slip)

    assert not [name for name in SURNAMES if name in text]
    assert walked[0].event.rows[0].number in text


def test_stock_age_and_unzip_open_the_package(
    walked: tuple[Walked, pathlib.Path, pathlib.Path], tmp_path: pathlib.Path
) -> None:
    made, out = walked[0], walked[1]
    theirs = entrance.come_in(out / "ngo", demo.LOGIN, demo.PASSPHRASE, Clock())
    with theirs.desk._unit("test", "") as unit:
        identity = keys.open_own(unit).identity
    theirs.desk.lock()
    (tmp_path / "key.txt").write_text(identity, "utf-8")

    zipped = tmp_path / "package.zip"
    for command in (
        ("age", "-d", "-i", str(tmp_path / "key.txt"), "-o", str(zipped), str(made.package)),
        ("unzip", "-q", str(zipped), "-d", str(tmp_path / "open")),
    ):
        subprocess.run(command, check=True, capture_output=True, timeout=60)

    manifest = json.loads((tmp_path / "open" / "manifest.json").read_bytes())
    found = [path for path in (tmp_path / "open" / "children").iterdir() if path.is_dir()]
    assert len(found) == 22 == made.taken_in
    assert manifest["fictional"] is True
    assert not [path for path in (tmp_path / "open").rglob("*") if any(name in path.name for name in SURNAMES)]


def test_no_name_is_readable_on_the_disk(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    """Vaults, habits of the window, the stick, the temporary folder; only the papers were saved in the clear."""
    made, out, temporary = walked
    files = [path for root in (out, temporary) for path in root.rglob("*") if path.is_file()]
    looked = [path for path in files if path not in made.papers]

    found = {path.name: needle for path in looked for needle in needles() if needle in path.read_bytes()}

    assert out / "vault" / "data.db" in looked
    assert found == {}
    assert not [path for path in files if any(name in str(path) for name in SURNAMES)]


def test_no_name_stands_in_a_title_or_on_standard_error(
    walked: tuple[Walked, pathlib.Path, pathlib.Path], titles: list[str], heard: pathlib.Path
) -> None:
    said = heard.read_bytes()

    assert titles
    assert not [title for title in titles if any(name in title for name in SURNAMES)]
    assert not [needle for needle in needles() if needle in said]


def test_the_needles_would_be_found(walked: tuple[Walked, pathlib.Path, pathlib.Path]) -> None:
    """The scan itself can fail: the register, saved in the clear, holds what is looked for."""
    register = next(path for path in walked[0].papers if path.stem == "arrival-register")

    assert any(name in _text(register) for name in SURNAMES)
