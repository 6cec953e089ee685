"""What a disk may hold after the power went: rebuilt from the log of a watched disk, for any moment of it.

What was synced is there. Of what was not, each write is kept, torn at sectors of 512 bytes, or lost, whatever its
order; names in a folder are a prefix of what was done to them since the folder was synced. A folder's names last only
when the folder itself was synced: a file's own sync does not bring its name along.
"""

from __future__ import annotations

import dataclasses
import pathlib
import random
import struct
from collections.abc import Iterator

KEPT, TORN = 0.45, 0.15
_SECTOR = 512
_HEAD = struct.Struct("<8sQqQQQ")
_PASSING = "-shm"  # an index in shared memory: rebuilt by whoever opens first


@dataclasses.dataclass(frozen=True)
class Step:
    """One thing that was done to the disk: C a new file, D a new folder, W, T cut to a length, S synced, R, U gone."""

    kind: str
    inode: int
    at: int
    path: str
    other: str
    data: bytes


def steps(log: pathlib.Path) -> Iterator[Step]:
    """Every step of a log, in order."""
    content, place = memoryview(log.read_bytes()), 0
    while place < len(content):
        kind, inode, at, *lengths = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(bytes(content[place : place + length]))
            place += length
        yield Step(kind[:1].decode(), inode, at, parts[0].decode(), parts[1].decode(), parts[2])


@dataclasses.dataclass
class File:
    """What is on the disk for certain, and the writes and cuts that are not."""

    sure: bytearray = dataclasses.field(default_factory=bytearray)
    open: list[tuple[int, bytes | None]] = dataclasses.field(default_factory=list)

    def sync(self) -> None:
        self.sure = self.content(None)
        self.open.clear()

    def content(self, chance: random.Random | None) -> bytearray:
        """As it may be found; without `chance` as the program itself sees it."""
        found = bytearray(self.sure)
        for at, data in self.open:
            drawn = chance.random() if chance else 0.0
            if drawn >= KEPT + TORN:
                continue
            if data is None:
                found[at:] = bytes(max(0, at - len(found)))
            elif drawn < KEPT:
                _put(found, at, data)
            elif chance:
                for start, end in _sectors(at, len(data)):
                    if chance.random() < 0.5:
                        _put(found, at + start, data[start:end])
        return found


def _put(found: bytearray, at: int, data: bytes) -> None:
    if len(found) < at:
        found.extend(bytes(at - len(found)))
    found[at : at + len(data)] = data


def _sectors(at: int, length: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < length:
        end = min(length, start + _SECTOR - (at + start) % _SECTOR)
        yield start, end
        start = end


Names = dict[str, "File | Folder"]


@dataclasses.dataclass
class Folder:
    """Names that are certain, and what was done to names since."""

    sure: Names = dataclasses.field(default_factory=dict)
    open: list[tuple[str, str, File | Folder | None]] = dataclasses.field(default_factory=list)

    def sync(self) -> None:
        self.sure = self.names(None)
        self.open.clear()

    def names(self, chance: random.Random | None) -> Names:
        """As they may be found; without `chance` as the program itself sees them."""
        found = dict(self.sure)
        for name, moved_to, node in self.open[: chance.randint(0, len(self.open)) if chance else None]:
            if moved_to:
                found[moved_to] = found.pop(name)
            elif node is None:
                found.pop(name)
            else:
                found[name] = node
        return found


class Disk:
    """The watched folder at one moment of its log."""

    def __init__(self, before: pathlib.Path, root: pathlib.Path, inodes: dict[str, int]) -> None:
        """As it was in `before`, all of it certain; `inodes` names the files as they lay under `root`."""
        self.root = str(root)
        self.top = Folder()
        self._inodes: dict[int, File | Folder] = {inodes["."]: self.top}
        for path in sorted(before.rglob("*")):
            inside = path.relative_to(before)
            node = Folder() if path.is_dir() else File(bytearray(path.read_bytes()))
            self._folder(root / inside.parent).sure[path.name] = node
            self._inodes[inodes[str(inside)]] = node

    def _folder(self, path: pathlib.Path) -> Folder:
        node: File | Folder = self.top
        for part in path.relative_to(self.root).parts:
            assert isinstance(node, Folder)
            node = node.names(None)[part]
        assert isinstance(node, Folder)
        return node

    def go_on(self, step: Step) -> None:
        """Let one step happen."""
        path = pathlib.Path(step.path)
        if step.kind in "CD":
            node: File | Folder = File() if step.kind == "C" else Folder()
            self._inodes[step.inode] = node
            self._folder(path.parent).open.append((path.name, "", node))
        elif step.kind == "R":
            other = pathlib.Path(step.other)
            assert path.parent == other.parent, "a name that moves between folders is not understood here"
            self._folder(path.parent).open.append((path.name, other.name, None))
        elif step.kind == "U":
            self._folder(path.parent).open.append((path.name, "", None))
        elif step.kind == "S":
            self._inodes[step.inode].sync()
        else:
            file = self._inodes[step.inode]
            assert isinstance(file, File)
            file.open.append((step.at, step.data if step.kind == "W" else None))

    def write(self, place: pathlib.Path, chance: random.Random | None) -> None:
        """Lay what may be found into a folder."""
        _lay(self.top, place, chance)

    def now(self, path: str) -> bytes:
        """A file as the program itself saw it."""
        node: File | Folder | None = self.top
        for part in path.split("/"):
            assert isinstance(node, Folder)
            node = node.names(None).get(part)
        return bytes(node.content(None)) if isinstance(node, File) else b""


def _lay(folder: Folder, place: pathlib.Path, chance: random.Random | None) -> None:
    place.mkdir(exist_ok=True)
    for name, node in folder.names(chance).items():
        if isinstance(node, Folder):
            _lay(node, place / name, chance)
        elif not name.endswith(_PASSING):
            (place / name).write_bytes(node.content(chance))
        elif chance and chance.random() < 0.5:
            (place / name).write_bytes(chance.randbytes(32768))


def alike(one: pathlib.Path, other: pathlib.Path) -> bool:
    """Whether two folders hold the same files to the byte: what the log tells against what is really there."""
    found = [
        {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*")
         if path.is_file() and not path.name.endswith(_PASSING)}
        for root in (one, other)
    ]  # fmt: skip
    return found[0] == found[1]
