"""Closing and opening a package writes nothing anywhere, and its secret is seen by no other program."""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.export.makers import CASE, CENTRE_KEY, OURS, TRUSTED, a_child_with_sealed_section, a_package, for_us
from transit_desk.domain.errors import DeviceFailed, DiskFull, Refusal
from transit_desk.export import limits, written
from transit_desk.export.opener import Secret, decrypt_apart
from transit_desk.export.refusals import PackageRefused
from transit_desk.export.sealing import seal
from transit_desk.export.sheets import read_list
from transit_desk.export.tables import to_csv, to_xlsx
from transit_desk.export.verify import open_package

_seen: list[tuple[str, tuple[object, ...]]] = []
_watching: list[bool] = []
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watching:
        _seen.append((event, arguments))


sys.addaudithook(_hook)  # stays for the life of the process, so it only listens while told to


@contextlib.contextmanager
def watched() -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    _seen.clear()
    _watching.append(True)
    try:
        yield _seen
    finally:
        _watching.clear()


def writes(events: list[tuple[str, tuple[object, ...]]]) -> list[object]:
    changing = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "tempfile.mkstemp", "tempfile.mkdtemp"}
    found: list[object] = [event for event in events if event[0] in changing]
    for event, arguments in events:
        # a pipe to the process apart is opened by its number; what goes to the null device is nowhere
        if event == "open" and not isinstance(arguments[0], int) and arguments[0] != os.devnull:
            assert isinstance(arguments[2], int)
            if arguments[2] & _WRITES:
                found.append(arguments[0])
    return found


def test_the_watch_notices_a_file_that_is_written(tmp_path: pathlib.Path) -> None:
    with watched() as events:
        (tmp_path / "x").write_bytes(b"x")

    assert writes(events)


def test_closing_opening_and_refusing_write_nothing() -> None:
    folders = {pathlib.Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", ".") if pathlib.Path(name).is_dir()}
    folders |= {pathlib.Path.home()}
    package = a_package(a_child_with_sealed_section())
    open_package(seal(package, CENTRE_KEY, for_us()), Secret.key(OURS), TRUSTED)  # libraries are loaded by now
    before = {path for folder in folders for path in folder.iterdir()}  # what others left there is not ours

    with watched() as events:
        blob = seal(package, CENTRE_KEY, for_us())
        got = open_package(blob, Secret.key(OURS), TRUSTED)
        with pytest.raises(PackageRefused):
            open_package(blob[:-100], Secret.key(OURS), TRUSTED)
        read_list(to_xlsx(["Nom"], [["Furaha"]], "x"), "x.xlsx")
        to_csv(["Nom"], [["Furaha"]])

    assert got.children[0].sections["case_file"] == CASE
    assert writes(events) == []
    assert not any(holds(folder, b"Furaha Bahati", before) for folder in folders)


def holds(folder: pathlib.Path, marker: bytes, before: set[pathlib.Path]) -> bool:
    """Whether a plain file that is new in this folder has the marker in it."""
    for path in set(folder.iterdir()) - before:
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_size < 50 * limits.MIB and marker in path.read_bytes():
                return True
    return False


def test_the_secret_is_neither_an_argument_nor_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = seal(a_package(), CENTRE_KEY, for_us())
    monkeypatch.setenv("TRANSIT_DESK_PASSPHRASE", "kitabu mvua")

    with watched() as events:
        decrypt_apart(blob, Secret.key(OURS))

    started = [arguments for event, arguments in events if event == "subprocess.Popen"]
    assert len(started) == 1
    assert OURS not in repr(started)
    assert "kitabu" not in repr(started)
    assert OURS not in repr(Secret.key(OURS))


def test_the_process_that_decrypts_can_write_no_file_and_has_bounded_memory(tmp_path: pathlib.Path) -> None:
    attempt = (
        "import pathlib, sys; from transit_desk.export import opener; opener._bind(b'K')\n"
        "try: pathlib.Path(sys.argv[1]).write_bytes(b'x')\n"
        "except OSError as error: print(error.errno)\n"
        "try: bytearray(2 << 30)\n"
        "except MemoryError: print('bounded')\n"
    )

    root = pathlib.Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", attempt, str(tmp_path / "x")], capture_output=True, text=True, check=True, cwd=root
    )

    assert done.stdout.split() == [str(errno.EFBIG), "bounded"]
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


def test_the_process_that_decrypts_is_bound_before_it_reads_a_package() -> None:
    secret = OURS.encode()
    asked = b"K" + len(secret).to_bytes(4, "big") + secret + seal(a_package(), CENTRE_KEY, for_us())
    ask = (
        "import resource, sys; from transit_desk.export import opener; opener.main()\n"
        "bounds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)\n"
        "print(*(resource.getrlimit(bound)[0] for bound in bounds), file=sys.stderr)\n"
    )

    root = pathlib.Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", ask], input=asked, capture_output=True, check=True, cwd=root)

    assert done.stdout.startswith(b"+PK")
    assert [int(bound) for bound in done.stderr.split()] == [
        limits.OPENER_KEY_MEMORY,
        limits.OPENER_CPU_SECONDS,
        0,
        0,
    ]


@pytest.mark.parametrize("asked", [b"", b"K", b"X\0\0\0\0", b"K\xff\xff\xff\xff", b"K\0\0\0\x01\xff", b"P\0\0\0\0"])
def test_the_process_that_decrypts_answers_no_nonsense(asked: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "transit_desk.export.opener"],
        input=asked,
        capture_output=True,
        check=False,
        timeout=30,
        cwd=pathlib.Path(__file__).parents[2],
    )

    assert not done.stdout.startswith(b"+")


# --- the one file that is written ------------------------------------------------------------------------------------


def test_a_written_file_is_whole_for_its_owner_alone_and_the_only_one(tmp_path: pathlib.Path) -> None:
    path = tmp_path / written.neutral_name()

    written.write_file(path, b"x" * 100_000)

    assert path.read_bytes() == b"x" * 100_000
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_never_written_over(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "TD-1.age"
    path.write_bytes(b"mine")

    with pytest.raises(Refusal, match="already"):
        written.write_file(path, b"other")

    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_not_there_is_said_in_words(tmp_path: pathlib.Path) -> None:
    with pytest.raises(DeviceFailed):
        written.write_file(tmp_path / "gone" / "TD-1.age", b"x")


def test_a_place_without_room_is_said_in_words_and_left_clean(tmp_path: pathlib.Path) -> None:
    """The bound on the length of a file stands in for a full stick: the system answers in the same place."""
    attempt = (
        "import pathlib, resource, sys; from transit_desk.export import written\n"
        "from transit_desk.domain.errors import DiskFull\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: written.write_file(pathlib.Path(sys.argv[1]), b'x' * 100_000)\n"
        "except DiskFull: print('full')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", attempt, str(tmp_path / "x")],
        capture_output=True,
        text=True,
        check=True,
        cwd=pathlib.Path(__file__).parents[2],
    )

    assert done.stdout.strip() == "full"
    assert list(tmp_path.iterdir()) == []


def test_neutral_names_say_nothing() -> None:
    names = {written.neutral_name() for _ in range(100)}

    assert len(names) == 100
    assert all(len(name) == len("TD-0123456789.age") for name in names)
    assert DiskFull().words.message
