"""The program without a window, as a person or a script starts it: what it says, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import pypdfium2
import pytest

from tests import makers
from tests.terminal import Terminal
from transit_desk import entrance
from transit_desk.storage import header

SENTENCE = makers.PASSPHRASE


def _around(surroundings: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRANSIT_DESK", "LC_", "LANG"))}
    tree = str(pathlib.Path(__file__).parent.parent)
    return {**kept, "LANG": "en_US.UTF-8", "PYTHONPATH": tree, **surroundings}


def run(*words: object, cwd: pathlib.Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Start it from nothing, as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "transit_desk", *map(str, words)],
        cwd=cwd, env=_around(surroundings), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        encoding="utf-8", timeout=300,
    )  # fmt: skip


class Office:
    """A house and its terminal."""

    def __init__(self, house: makers.House, terminal: Terminal) -> None:
        self.house, self.terminal = house, terminal
        self.folder = house.folder.parent
        (self.folder / "words.txt").write_text(f"{SENTENCE}\n", encoding="utf-8")

    def __call__(
        self, *words: object, login: str = "d.furaha", **surroundings: str
    ) -> subprocess.CompletedProcess[str]:
        """One command in this house's own vault."""
        return self.say(
            *words, "--vault", self.house.folder, "--login", login, "--passphrase-file", "words.txt", **surroundings
        )

    def say(self, *words: object, **surroundings: str) -> subprocess.CompletedProcess[str]:
        """One command in the folder beside the vault."""
        return self.terminal.run(list(map(str, words)), self.folder, _around(surroundings))

    def child(self, name: str, *, agrees: bool = True) -> str:
        """A child with a file; returns its number."""
        desk = self.house.desk()
        file_id = desk.do("case_file.open_case", sex="f", care_track="reunified", name=name, age="15")
        if agrees:
            values = {"purpose": "transfer", "decision": "yes", "given_by": "child", "on_day": makers.NOON.date()}
            desk.do("case_file.answer_consent", file_id=file_id, values=values)
        number: str = desk.ask("case_file.child", record_id=file_id).header.code
        self.house.lock()
        return number


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """A terminal in front of which nobody waits for Python."""
    made = Terminal()
    yield made
    made.close()


@pytest.fixture
def office(house: makers.House, terminal: Terminal) -> Office:
    """One fictional house."""
    return Office(house, terminal)


@pytest.fixture
def other(template: pathlib.Path, tmp_path: pathlib.Path, terminal: Terminal) -> Iterator[Office]:
    """Another one, to which files are handed."""
    (tmp_path / "other").mkdir()
    house = makers.copy_house(template, tmp_path / "other" / "vault")
    yield Office(house, terminal)
    house.lock()


@pytest.mark.parametrize(
    "words", [["--help"], ["find", "--help"], ["handover", "--help"], ["handover", "export", "-h"]]
)
def test_help_answers_without_the_heavy_rooms(words: list[str], tmp_path: pathlib.Path) -> None:
    """No database, no paper, no cryptography before somebody comes in."""
    code = (
        "import sys\nfrom transit_desk.__main__ import main\n"
        f"sys.argv = ['transit-desk-cli', *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'reportlab', 'cryptography', 'pyrage', 'PySide6'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "usage: transit-desk-cli" in done.stdout


def test_it_speaks_the_language_of_the_machine_or_the_one_asked_for(tmp_path: pathlib.Path) -> None:
    french = run("find", "Amani", cwd=tmp_path, LANG="fr_CD.UTF-8")
    asked = run("find", "Amani", "--language", "en", cwd=tmp_path, LANG="fr_CD.UTF-8")

    assert french.returncode == asked.returncode == 2
    assert "--vault" in asked.stderr
    assert "Say which vault" in asked.stderr


def test_what_is_not_understood_is_refused_in_words(tmp_path: pathlib.Path) -> None:
    for words in (["dance"], ["find"], ["summary", "TD", "--audience", "donor", "-o", "x"], []):
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 2
        assert "This was not understood" in done.stderr
        assert "error" not in done.stderr.casefold()


def test_a_passphrase_is_never_an_argument(tmp_path: pathlib.Path) -> None:
    """Everybody on the machine reads the arguments of every process."""
    for word in ("--passphrase", "--words", "--pass"):
        assert run("find", "x", word, SENTENCE, cwd=tmp_path).returncode == 2


def test_a_child_is_found_by_name_and_by_number(office: Office) -> None:
    number = office.child("Zawadi Nabintu")

    by_name = office("find", "zawadi")
    by_number = office("find", number, "--json")
    nobody = office("find", "Xyzzy")

    assert by_name.returncode == 0, by_name.stderr
    assert by_name.stdout.startswith(f"{number}\tZawadi Nabintu\t")
    assert [each["number"] for each in json.loads(by_number.stdout)["found"]] == [number]
    assert (nobody.returncode, nobody.stdout.strip()) == (0, "Nobody was found.")


def test_a_list_of_p_codes_is_looked_at_and_then_taken_in(office: Office) -> None:
    words = "Code;Nom;Parent\nCD62;Sud-Kivu;CD\nCD6298;Territoire inventif;CD62\n;Sans code;CD62\n"
    (office.folder / "cod.csv").write_text(words, encoding="utf-8")

    looked = office("places", "cod.csv")
    taken = office("places", "cod.csv", "--take", "--json")
    again = office("places", "cod.csv", "--take", "--json")
    nobody = office("places", "cod.csv", "--take", login="c.aline")

    assert looked.returncode == 0, looked.stderr
    assert looked.stdout.splitlines() == [
        "1 new", "1 completed", "1 row not taken", "Row 4: Sans code has no p-code.",
        "Nothing was kept. With --take it is taken in.",
    ]  # fmt: skip
    assert (json.loads(taken.stdout)["new"], json.loads(taken.stdout)["taken"]) == (1, True)
    assert (json.loads(again.stdout)["new"], json.loads(again.stdout)["unchanged"]) == (0, 2)
    assert nobody.returncode == 2


def test_a_passphrase_comes_from_a_variable_too(office: Office) -> None:
    office.child("Zawadi")
    inside = {"TRANSIT_DESK_VAULT": str(office.house.folder), "TRANSIT_DESK_LOGIN": "d.furaha"}

    given = run("find", "zawadi", cwd=office.folder, TRANSIT_DESK_PASSPHRASE=SENTENCE, **inside)
    nobody = office.say("find", "zawadi", **inside)

    assert given.returncode == 0, given.stderr
    assert nobody.returncode == 2
    assert "nobody to ask" in nobody.stderr


def test_a_wrong_passphrase_reads_the_same_whoever_is_named(office: Office) -> None:
    (office.folder / "words.txt").write_text("une autre phrase tout à fait", encoding="utf-8")

    known, unknown = office("find", "x"), office("find", "x", login="nobody.here")

    assert known.returncode == unknown.returncode == 2
    assert known.stderr == unknown.stderr
    assert "not right" in known.stderr


def test_a_vault_open_elsewhere_is_refused(office: Office) -> None:
    office.house.desk()

    done = office("find", "x")

    assert done.returncode == 2
    assert "open in another window" in done.stderr


def test_a_damaged_vault_is_a_fault_that_says_what_to_do(office: Office) -> None:
    for path in office.house.folder.glob("header.*"):
        path.write_bytes(b"\x00" * 600)

    done = office("find", "x")

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_right_that_is_missing_is_refused(office: Office) -> None:
    number = office.child("Zawadi")

    done = office("summary", number, "-o", "out.pdf", login="m.musa")

    assert done.returncode == 2
    assert not (office.folder / "out.pdf").exists()


def test_a_summary_is_a_pdf_that_is_said_to_be_in_the_clear(office: Office) -> None:
    number = office.child("Zawadi")

    done = office("summary", number, "--audience", "foster_family", "--language", "fr", "-o", "out.pdf")
    again = office("summary", number, "-o", "out.pdf")

    assert done.returncode == 0, done.stderr
    assert done.stderr.strip(), "the warning"
    pages = pypdfium2.PdfDocument((office.folder / "out.pdf").read_bytes())
    text = pages[0].get_textpage().get_text_bounded()
    pages.close()
    assert "Zawadi" in text
    assert again.returncode == 2
    assert "already" in again.stderr
    trail = office.house.desk().ask("office.trail").rows
    assert ("save", "case_file.note_paper") in {(line.kind, line.action) for line in trail}


def test_a_number_copied_with_a_slip_is_refused(office: Office) -> None:
    done = office("summary", "TD-000000-1", "-o", "out.pdf")

    assert done.returncode == 2
    assert "Compare it with the paper" in done.stderr


def test_a_vault_is_checked_backed_up_and_brought_back(office: Office) -> None:
    office.child("Zawadi")
    (office.folder / "stick").mkdir()

    checked = office("check", "--json")
    made = office("backup", office.folder / "stick", "--json")
    restored = office.say("restore", json.loads(made.stdout)["backup"], office.folder / "again")
    found = office.say(
        "find", "zawadi", "--vault", office.folder / "again", "--login", "d.furaha", "--passphrase-file", "words.txt"
    )

    assert json.loads(checked.stdout)["whole"], checked.stdout
    assert (made.returncode, restored.returncode) == (0, 0), made.stderr + restored.stderr
    assert "Zawadi" in found.stdout
    assert office.say("restore", office.folder / "stick", office.folder / "x").returncode == 3


def introduce(office: Office, other: Office) -> None:
    """Both compare the other's words."""
    for one, two, name in ((office, other, "Toit partagé"), (other, office, "Amahoro-Nuru")):
        address = json.loads(two("handover", "address", "--json").stdout)
        done = one(
            "handover", "agency", name, "--key", address["recipient"], "--signature", address["signing_key"],
            "--compared", "--json",
        )  # fmt: skip
        assert json.loads(done.stdout)["words"] == address["words"], done.stderr


def test_files_go_over_and_the_receipt_comes_back(office: Office, other: Office) -> None:
    numbers = [office.child("Zawadi"), office.child("Amani")]
    introduce(office, other)
    package, receipt = office.folder / "p.age", office.folder / "receipt.json"

    sent = office("handover", "export", *numbers, "--to", "toit partagé", "-o", package)
    shown = other("handover", "show", package)
    taken = other("handover", "import", package, "--json")
    again = other("handover", "import", package)
    made = other("handover", "receipt", receipt, "--for", json.loads(taken.stdout)["package"])
    back = office("handover", "receipt", receipt)

    assert sent.returncode == 0, sent.stderr
    assert "2 files closed" in sent.stdout
    assert all(number in shown.stdout for number in numbers)
    assert {each["number"] for each in json.loads(taken.stdout)["children"]} == set(numbers)
    assert again.returncode == 2
    assert "here before" in again.stderr
    assert (made.returncode, back.returncode) == (0, 0), made.stderr + back.stderr
    assert "signed for it" in back.stdout


def test_a_file_without_consent_is_not_closed_and_leaves_no_draft(office: Office, other: Office) -> None:
    number = office.child("Zawadi", agrees=False)
    introduce(office, other)

    done = office("handover", "export", number, "--to", "Toit partagé", "-o", "p.age")

    assert done.returncode == 2
    assert number in done.stderr
    assert not (office.folder / "p.age").exists()
    assert office.house.desk().ask("handover.sent").rows == ()


def test_a_file_that_is_no_package_is_refused(office: Office) -> None:
    (office.folder / "x.age").write_bytes(b"something else")

    for words in (("handover", "show", "x.age"), ("handover", "import", "x.age"), ("handover", "receipt", "x.age")):
        done = office(*words)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
    assert office("handover", "show", "nothing.age").returncode == 2


@pytest.mark.parametrize("words", [("handover", "show"), ("handover", "receipt")])
def test_a_file_without_end_is_refused_before_it_fills_the_memory(office: Office, words: tuple[str, ...]) -> None:
    done = office(*words, "/dev/zero")

    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr


def test_the_process_that_opens_packages_can_be_started(tmp_path: pathlib.Path) -> None:
    """It answers a question that is none with its own sign, and writes nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "transit_desk.export.opener"], input=b"", capture_output=True, check=False,
        cwd=pathlib.Path(__file__).parent.parent,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (2, b"")


def test_a_passphrase_for_one_time_allows_nothing_but_its_change(office: Office) -> None:
    """From a file or a variable, never an argument; afterwards the desk is open and the old words are not."""
    given, own = "sept lampes bleues au marche", "onze bananes vertes sur le lac"
    office.house.desk()
    assert office.house.entered is not None
    entrance.let_in(
        office.house.entered, login="r.esther", name="Esther", sex="f", roles=("receptionist",), passphrase=given
    )
    slots = office.house.entered.opened.header.slots
    office.house.lock()
    (office.folder / "given.txt").write_text(given, encoding="utf-8")
    (office.folder / "own.txt").write_text(f"{own}\n", encoding="utf-8")

    def terminal(*words: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
        return office.say(*words, "--vault", office.house.folder, "--login", "r.esther", **surroundings)

    for words in (["find", "a"], ["check"], ["backup", "stick"]):
        refused = terminal(*words, TRANSIT_DESK_PASSPHRASE=given)
        assert refused.returncode == 2
        assert "one time" in refused.stderr
    same = terminal("passphrase", TRANSIT_DESK_PASSPHRASE=given, TRANSIT_DESK_NEW_PASSPHRASE=given)
    assert same.returncode == 2
    assert "present passphrase" in same.stderr
    nobody = terminal("passphrase", TRANSIT_DESK_PASSPHRASE=given)
    assert nobody.returncode == 2
    assert "TRANSIT_DESK_NEW_PASSPHRASE" in nobody.stderr
    assert header.read(office.house.folder).header.slots == slots

    changed = terminal("passphrase", "--passphrase-file", "given.txt", "--new-passphrase-file", "own.txt")

    assert changed.returncode == 0, changed.stderr
    assert terminal("find", "a", TRANSIT_DESK_PASSPHRASE=own).returncode == 0
    assert terminal("find", "a", TRANSIT_DESK_PASSPHRASE=given).returncode == 2
    assert office.say("passphrase", "--new-passphrase", own).returncode == 2
