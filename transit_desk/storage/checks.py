"""Looking at the whole vault: every page, every row, the state against the anchor, both copies of the header."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words
from transit_desk.storage import header
from transit_desk.storage.anchor import Mark
from transit_desk.storage.vault import State, Vault

_ENCRYPTION = Words(
    N_(
        "{count} page of the file does not match its seal. Make no new backup over an old one; "
        "restore from the newest backup."
    ),
    plural=N_(
        "{count} pages of the file do not match their seal. Make no new backup over an old one; "
        "restore from the newest backup."
    ),
)
_STRUCTURE = Words(
    N_(
        "The structure of the file is damaged in {count} place. Make no new backup over an old one; "
        "restore from the newest backup."
    ),
    plural=N_(
        "The structure of the file is damaged in {count} places. Make no new backup over an old one; "
        "restore from the newest backup."
    ),
)
_LINKS = Words(
    N_("{count} record points to something that is not there."),
    plural=N_("{count} records point to something that is not there."),
)
_TABLE = N_("The table {table} cannot be read to its end. Restore from the newest backup.")
_BEHIND = N_("Saved work is missing: {expected} steps were saved, {found} are in the file.")
_ANCHOR = N_("The anchor file is missing or damaged; it will be made again when the desk closes.")
_LOOKING = N_("Looking at the vault")
STEPS = 4
"""Seals, structure, rows; and the trail, which `entrance` looks at."""
_HEADER = N_("The two copies of the header are not alike. They will be mended at the next unlock.")


@dataclasses.dataclass(frozen=True)
class Finding:
    """Something that is not as it should be. `grave` means that records may be lost."""

    words: Words
    grave: bool = True


def pages(connection: Any) -> list[str]:
    """Every complaint of SQLCipher about the seals of pages."""
    return _rows(connection, "PRAGMA cipher_integrity_check")


def structure(connection: Any) -> list[str]:
    """Every complaint of SQLite about the structure."""
    return [row for row in _rows(connection, "PRAGMA integrity_check") if row != "ok"]


def _rows(connection: Any, statement: str) -> list[str]:
    try:
        return [str(row[0]) for row in connection.execute(statement).fetchall()]
    except (dbapi2.Error, MemoryError) as problem:
        return [type(problem).__name__]  # a check that cannot be carried out is a complaint, too


def look(vault: Vault, state: State, mark: Mark | None, progress: Progress = quietly) -> list[Finding]:
    """All findings. The journal is brought in first: in the middle of a checkpoint seals raise false alarms."""
    vault.checkpoint()
    found: list[Finding] = []
    for place, (look_at, words) in enumerate(((pages, _ENCRYPTION), (structure, _STRUCTURE))):
        progress(place, STEPS, Words(_LOOKING))
        with contextlib.closing(vault.fresh()) as connection:  # one bad page poisons the checks that follow it
            if complaints := look_at(connection):
                found.append(Finding(words.of(len(complaints))))
    progress(2, STEPS, Words(_LOOKING))
    with contextlib.closing(vault.fresh()) as connection:
        found.extend(_every_row(connection))
    progress(3, STEPS, Words(_LOOKING))
    if mark is None:
        found.append(Finding(Words(_ANCHOR), grave=False))
    elif (state.epoch, state.seq) < (mark.epoch, mark.seq):
        found.append(Finding(Words(_BEHIND, {"expected": mark.seq, "found": state.seq})))
    copies = {_copy(vault.folder / name) for name in header.COPIES}
    if len(copies) != 1 or None in copies:
        found.append(Finding(Words(_HEADER), grave=False))
    return found


def _copy(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _every_row(connection: Any) -> list[Finding]:
    found: list[Finding] = []
    try:
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    except (dbapi2.Error, MemoryError):
        return [Finding(Words(_TABLE, {"table": "sqlite_master"}))]
    for (name,) in listed:
        try:
            for _row in connection.execute(f'SELECT * FROM "{name}"'):
                pass
        except (dbapi2.Error, MemoryError):
            found.append(Finding(Words(_TABLE, {"table": name})))
    loose = _rows(connection, "PRAGMA foreign_key_check")
    return [*found, *([Finding(_LINKS.of(len(loose)))] if loose else [])]
