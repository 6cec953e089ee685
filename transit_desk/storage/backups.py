"""Backups: a folder on a stick with the encrypted file, the header and a signed list, done only when read back.

    td-<8 random symbols>-<date>.tdb/  data.db  header.a  manifest.json

It is written under the name `….partial`, closed, dropped from the cache, read again byte for byte, opened with the key,
checked twice and counted; only then does it get its name. Whatever fails takes what was half written away with it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import hashlib
import hmac
import itertools
import json
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from transit_desk.domain import errors, instants
from transit_desk.domain.progress import Progress, quietly
from transit_desk.domain.text import N_, Words
from transit_desk.storage import checks, files, header
from transit_desk.storage.damage import said
from transit_desk.storage.vault import Vault, counts

MANIFEST = "manifest.json"
SUFFIX = ".tdb"
_RESTORED = "restored.json"
_DATABASE, _HEADER = "data.db", "header.a"
_ROOM = 1.2
_CHUNK = 1 << 20
_FORMAT = 1

_NO_ROOM = N_(
    "There is not enough room for a backup: {needed} MB are needed, {free} MB are free. "
    "The vault and earlier backups are whole. Use another stick, or make room."
)
_NOT_THERE = N_("The place for the backup is not there. Put the stick in, then try again.")
_NOT_READ_BACK = N_(
    "The backup could not be read back as it was written, so it was taken away. The vault is whole. Use another stick."
)
_NOT_A_BACKUP = N_(
    "This is not a whole backup: {name} is missing or was changed. Nothing was written. Use another one."
)
_FIRST = N_("Copying")
_SECOND = N_("Reading back")
_THIRD = N_("Checking")


@dataclasses.dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: no names, only numbers and digests."""

    vault_id: str
    header_seq: int
    generation: int
    seq: int
    head: str
    epoch: int
    made: int
    counts: Mapping[str, int]
    digests: Mapping[str, str]
    sizes: Mapping[str, int]
    app: str = ""
    mac: str = ""
    format: int = _FORMAT

    def signed(self, key: bytes) -> Manifest:
        return dataclasses.replace(self, mac=self._mac(key).hex())

    def genuine(self, key: bytes) -> bool:
        """Whether it was made by somebody who could open the vault."""
        return hmac.compare_digest(self.mac, self._mac(key).hex())

    def _mac(self, key: bytes) -> bytes:
        return hmac.digest(key, header.canonical({**dataclasses.asdict(self), "mac": ""}), "sha256")


@dataclasses.dataclass(frozen=True)
class BackupReport:
    """A backup that was read back, opened and counted."""

    path: Path
    manifest: Manifest
    size: int
    thinned: int = 0
    """how many older backups the rule took away"""

    @property
    def rows(self) -> int:
        return sum(self.manifest.counts.values())


def backup(vault: Vault, target: Path, now: int, *, app: str = "", progress: Progress = quietly) -> BackupReport:
    """Copy the vault to a stick while others work, and prove the copy. Nothing half done stays behind."""
    if not target.is_dir():
        raise errors.DeviceFailed(_NOT_THERE)
    _ask_for_room(vault, target)
    day = datetime.datetime.fromtimestamp(now / instants.SECOND, datetime.UTC).date().isoformat()
    name = f"td-{secrets.token_hex(4)}-{day}{SUFFIX}"
    partial, final = target / f"{name}.partial", target / name
    try:
        with said():
            files.private_folder(partial)
            progress(0, 3, Words(_FIRST))
            manifest = _copy(vault, partial, now, app)
            progress(1, 3, Words(_SECOND))
            _read_back(partial, manifest)
            progress(2, 3, Words(_THIRD))
            _open_and_compare(vault, partial / _DATABASE, manifest)
            partial.rename(final)
            files.sync_folder(target)
            progress(3, 3, Words(_THIRD))
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return BackupReport(final, manifest, sum(manifest.sizes.values()))


def _ask_for_room(vault: Vault, target: Path) -> None:
    journal = vault.path.with_name(vault.path.name + "-wal")
    size = vault.path.stat().st_size + (journal.stat().st_size if journal.exists() else 0)
    needed, free = int(size * _ROOM) + header.LARGEST // 16, shutil.disk_usage(target).free
    if free < needed:
        megabytes = 1_000_000
        raise errors.DiskFull(Words(_NO_ROOM, {"needed": needed // megabytes + 1, "free": free // megabytes}))


def _copy(vault: Vault, partial: Path, now: int, app: str) -> Manifest:
    """One consistent view: counted, and copied in one step from the same transaction."""
    files.write_whole((partial / _HEADER, (vault.folder / _HEADER).read_bytes()))
    with contextlib.closing(vault.fresh()) as source:
        source.execute("BEGIN")
        try:
            counted = counts(source)
            row = source.execute("SELECT commit_seq, head, epoch FROM vault_state WHERE id = 1").fetchone()
            os.close(files.private_file(partial / _DATABASE, new=True))
            with contextlib.closing(vault.copy_target(partial / _DATABASE)) as copy:
                source.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it
        finally:
            source.execute("ROLLBACK")
    for name in (_DATABASE, _HEADER):
        _sync(partial / name)
    manifest = Manifest(
        vault.header.vault_id,
        vault.header.seq,
        vault.header.generation,
        row[0],
        row[1],
        row[2],
        now,
        counted,
        {name: _digest(partial / name) for name in (_DATABASE, _HEADER)},
        {name: (partial / name).stat().st_size for name in (_DATABASE, _HEADER)},
        app,
    ).signed(vault.backup_key)
    files.write_whole((partial / MANIFEST, header.canonical(dataclasses.asdict(manifest))))
    return manifest


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def _forget_cached(path: Path) -> None:
    """Ask the system to read from the stick itself the next time, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(partial: Path, manifest: Manifest) -> None:
    files.sync_folder(partial)
    for name, digest in manifest.digests.items():
        _forget_cached(partial / name)
        if _digest(partial / name) != digest:
            raise errors.DeviceFailed(_NOT_READ_BACK)


def _open_and_compare(vault: Vault, path: Path, manifest: Manifest) -> None:
    for look in (checks.pages, checks.structure):
        with contextlib.closing(vault.look_into(path)) as connection:
            if look(connection):
                raise errors.DeviceFailed(_NOT_READ_BACK)
    with contextlib.closing(vault.look_into(path)) as connection:
        row = connection.execute("SELECT commit_seq, head, epoch FROM vault_state WHERE id = 1").fetchone()
        if counts(connection) != manifest.counts or row != (manifest.seq, manifest.head, manifest.epoch):
            raise errors.DeviceFailed(_NOT_READ_BACK)


# --- back ------------------------------------------------------------------------------------------------------------


def read_manifest(path: Path) -> Manifest | None:
    """The list of a backup, or None when there is none that can be read."""
    try:
        data = path.read_bytes()
        found = json.loads(data) if len(data) <= header.LARGEST else None
        return Manifest(**found) if isinstance(found, dict) and found.get("format") == _FORMAT else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def verify(folder: Path) -> Manifest:
    """Compare every byte of a backup with its list. Needs no key, and so tells damage, not forgery."""
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        raise errors.VaultUnreadable(Words(_NOT_A_BACKUP, {"name": MANIFEST}))
    for name in (_DATABASE, _HEADER):
        path = folder / name
        if not path.is_file() or _digest(path) != manifest.digests.get(name):
            raise errors.VaultUnreadable(Words(_NOT_A_BACKUP, {"name": name}))
    try:
        header.decode((folder / _HEADER).read_bytes())
    except header.Damaged:
        raise errors.VaultUnreadable(Words(_NOT_A_BACKUP, {"name": _HEADER})) from None
    return manifest


def restore(backup_folder: Path, into: Path) -> Manifest:
    """Bring a backup into a new folder; it appears there whole or not at all."""
    with said():
        manifest = verify(backup_folder)
        beside = into.with_name(f".{into.name}.partial")
        shutil.rmtree(beside, ignore_errors=True)
        files.private_folder(beside)
        try:
            kept, _mac = header.decode((backup_folder / _HEADER).read_bytes())
            for name, source in ((kept.database, _DATABASE), *((copy, _HEADER) for copy in header.COPIES)):
                _bring(backup_folder / source, beside / name, manifest.digests[source])
            files.write_whole((beside / _RESTORED, header.canonical(dataclasses.asdict(manifest))))
            if into.exists():
                into.rmdir()
            beside.rename(into)
            files.sync_folder(into.parent)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    return manifest


def _bring(source: Path, place: Path, digest: str) -> None:
    with source.open("rb") as reading, os.fdopen(files.private_file(place, new=True), "wb") as writing:
        shutil.copyfileobj(reading, writing, _CHUNK)
        writing.flush()
        os.fsync(writing.fileno())
    if _digest(place) != digest:
        raise errors.VaultUnreadable(Words(_NOT_A_BACKUP, {"name": source.name}))


def change_places(fresh: Path, folder: Path, now: int) -> Path:
    """Put the restored folder where the vault was; what was there gets a name of its own, and nothing is deleted."""
    day = datetime.datetime.fromtimestamp(now / instants.SECOND, datetime.UTC).date().isoformat()
    names = (f"{folder.name}-before-{day}{'' if turn == 1 else f'-{turn}'}" for turn in itertools.count(1))
    aside = next(place for place in (folder.with_name(name) for name in names) if not place.exists())
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except BaseException:
        aside.rename(folder)
        raise
    files.sync_folder(folder.parent)
    return aside


def restored_manifest(folder: Path) -> Manifest | None:
    """The list of the backup this folder was just made from, until it is unlocked for the first time."""
    return read_manifest(folder / _RESTORED)


def forget_restored(folder: Path) -> None:
    """The restored vault has begun its new life."""
    (folder / _RESTORED).unlink(missing_ok=True)


# --- which to keep ---------------------------------------------------------------------------------------------------


def listed(target: Path) -> list[tuple[Path, Manifest]]:
    """Backups of a stick, newest first; what has no readable list is left out."""
    found = [(path, read_manifest(path / MANIFEST)) for path in sorted(target.glob(f"td-*{SUFFIX}"))]
    whole = [(path, manifest) for path, manifest in found if manifest is not None]
    return sorted(whole, key=lambda pair: pair[1].made, reverse=True)


def kept(made: Sequence[int], *, daily: int = 7, weekly: int = 5, monthly: int = 12) -> frozenset[int]:
    """Which moments to keep: the newest of each of the last days, weeks and months that have one."""
    chosen: set[int] = set()
    newest_first = sorted(set(made), reverse=True)
    for limit, period in ((daily, "%Y-%j"), (weekly, "%G-%V"), (monthly, "%Y-%m")):
        seen: set[str] = set()
        for moment in newest_first:
            named = datetime.datetime.fromtimestamp(moment / instants.SECOND, datetime.UTC).strftime(period)
            if named not in seen and len(seen) < limit:
                seen.add(named)
                chosen.add(moment)
    return frozenset(chosen | set(newest_first[:1]))


def rotate(vault: Vault, target: Path, spared: Path) -> list[Path]:
    """Take away backups of this vault that the rule no longer keeps; call it after a new one was proved.

    The new one is spared whatever the clock says. A list that nobody with the key has signed counts for nothing: it
    must push no true backup out. What cannot be taken away stays.
    """
    mine = [(path, manifest) for path, manifest in listed(target) if manifest.genuine(vault.backup_key)]
    keep = kept([manifest.made for _path, manifest in mine])
    gone = [path for path, manifest in mine if manifest.made not in keep and path != spared]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return [path for path in gone if not path.exists()]
