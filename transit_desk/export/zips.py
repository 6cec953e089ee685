"""The archive inside a package: written plainly, read under every rule, never extracted to a path."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable

from transit_desk.domain.text import N_, Words
from transit_desk.export import limits
from transit_desk.export.refusals import PackageRefused, Why

_LOCAL = b"PK\x03\x04"
_END = struct.Struct("<4sHHHHIIH")
_END_MAGIC = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_LOCAL_HEADER = 30
_UNIX = 3
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_PIECE = 256 * limits.KIB

# Small letters, digits, dash and underline, at most four steps: no absolute path, no "..", no drive, no backslash, no
# NUL, and no two names that differ for us and are one for another system.
_PATH = re.compile(r"[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*(?:/[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*){0,3}")
_LONGEST_PATH = 200
_BY_NAME = frozenset({"README.txt"})


def lawful_path(path: str) -> bool:
    """Whether a file in a package may bear this name."""
    return path in _BY_NAME or (len(path) <= _LONGEST_PATH and _PATH.fullmatch(path) is not None)


def write_zip(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of these entries in this order: stored, one fixed date, nothing about the machine that made it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for path, content in entries:
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.create_system = _UNIX
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(info, content)
    return out.getvalue()


def read_zip(blob: bytes) -> dict[str, bytes]:
    """Every entry by its path, in memory, or a refusal; sizes are counted while reading, never believed."""
    _check_frame(blob)
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            entries = archive.infolist()
            _check_entries(entries, blob)
            return _read_all(archive, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, NotImplementedError):
        raise PackageRefused(Why.ZIP) from None


def _check_frame(blob: bytes) -> None:
    """Begin with an entry, end with a plain end record, and hold a directory of bounded size just before it."""
    if len(blob) < _END.size or not blob.startswith(_LOCAL):
        raise PackageRefused(Why.ZIP)
    end = len(blob) - _END.size
    magic, disk, first_disk, here, total, size, offset, comment = _END.unpack(blob[end:])
    if magic != _END_MAGIC or comment or disk or first_disk or here != total:
        raise PackageRefused(Why.ZIP)
    if total > limits.ZIP_ENTRIES:
        raise PackageRefused(Why.ZIP, Words(N_("more than {count} files"), {"count": limits.ZIP_ENTRIES}))
    if size > limits.ZIP_DIRECTORY_BYTES or offset + size != end or blob[max(end - 20, 0) :].startswith(_ZIP64_LOCATOR):
        raise PackageRefused(Why.ZIP)


def _check_entries(entries: list[zipfile.ZipInfo], blob: bytes) -> None:
    if len(entries) > limits.ZIP_ENTRIES:
        raise PackageRefused(Why.ZIP, Words(N_("more than {count} files"), {"count": limits.ZIP_ENTRIES}))
    paths = {entry.filename for entry in entries}
    if len(paths) != len(entries) or len({path.casefold() for path in paths}) != len(entries):
        raise PackageRefused(Why.PATH, Words(N_("two files of the same name")))
    for entry in entries:
        _check_entry(entry, blob)
    after = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < after:
            raise PackageRefused(Why.ZIP, Words(N_("two files in the same place")))
        after = entry.header_offset + _LOCAL_HEADER + len(entry.filename) + entry.compress_size


def _check_entry(entry: zipfile.ZipInfo, blob: bytes) -> None:
    # orig_filename still has what follows a NUL, and the backslash that zipfile turns round on some systems
    if entry.orig_filename != entry.filename or not lawful_path(entry.filename):
        raise PackageRefused(Why.PATH)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.is_dir() or kind not in {0, stat.S_IFREG}:
        raise PackageRefused(Why.PATH, Words(N_("a folder or a link instead of a file")))
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise PackageRefused(Why.ZIP)
    if entry.file_size > limits.ZIP_ENTRY_BYTES or _out_of_measure(entry.file_size, entry.compress_size):
        raise PackageRefused(Why.SWOLLEN)
    flags, method = struct.unpack_from("<HH", blob, entry.header_offset + 6)
    if flags & _ENCRYPTED or method != entry.compress_type:
        raise PackageRefused(Why.ZIP)


def _out_of_measure(size: int, packed: int) -> bool:
    return size > limits.ZIP_RATIO_FROM and size > packed * limits.ZIP_RATIO


def _read_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        pieces = bytearray()
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                pieces += piece
                total += len(piece)
                if (
                    len(pieces) > limits.ZIP_ENTRY_BYTES
                    or total > limits.ZIP_TOTAL_BYTES
                    or _out_of_measure(len(pieces), entry.compress_size)
                ):
                    raise PackageRefused(Why.SWOLLEN)
        if len(pieces) != entry.file_size:
            raise PackageRefused(Why.ZIP)
        contents[entry.filename] = bytes(pieces)
    return contents
