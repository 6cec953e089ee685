"""A desk on disks that fill up, one size after another: all that it does there is said in words or done, never lost.

Run where a file system may be mounted: `unshare --mount python -m tests.soak.full_desk …`.
"""

from __future__ import annotations

import collections
import pathlib
import random
import shutil
import subprocess
import sys
from collections.abc import Callable

from tests.soak import whole
from tests.soak.saving import Day
from transit_desk.domain import errors
from transit_desk.export import written

_ROOM = 1 << 10
_HELD = 330  # KiB that the journal of one save may want beyond what the template takes
_LARGE = "12m"


class Full:
    """One small disk, and what was done on it until it was full and after there was room."""

    def __init__(self, template: pathlib.Path, disk: pathlib.Path, size: int, run: int) -> None:
        self.disk, self.run = disk, run
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
        shutil.copytree(template, disk / "vault")
        self.said = disk.with_name("said")
        self.said.write_text("")
        self.day = Day(disk / "vault", self.said, random.Random(run))
        self.met: collections.Counter[str] = collections.Counter()
        self.count = 0

    def meets(self, name: str, work: Callable[[], object]) -> bool:
        """Do it. No room is said as such, in words; whether it was done."""
        try:
            work()
        except errors.DiskFull as spoken:
            words = str(spoken)
        else:
            return True
        assert "room" in words, words
        self.met[name] += 1
        return False

    def save(self) -> None:
        self.count += 1
        tag = f"d{self.run}n{self.count}"
        self.day.note(tag, self.day.save(tag))

    def draft(self) -> None:
        self.count += 1
        self.day.draft(self.count)

    def backup(self) -> None:
        """To the same disk; what is half done may not stay."""
        try:
            self.day.backup(self.disk)
        finally:
            assert not list(self.disk.glob("td-*.partial"))
        shutil.rmtree(next(self.disk.glob("td-*.tdb")))
        self.day.told.backups.clear()

    def package(self) -> None:
        """A sealed package goes to a stick that is as full."""
        place = self.disk / "TD-package.age"
        try:
            written.write_file(place, random.Random(self.run).randbytes(60_000))
        finally:
            assert not list(self.disk.glob(".TD-*"))
        place.unlink()

    def fill(self) -> None:
        """Somebody else takes what room is left."""
        try:
            with (self.disk / "ballast").open("ab", buffering=0) as ballast:
                while ballast.write(bytes(_ROOM)):
                    pass
        except OSError:
            pass

    def everything(self) -> dict[str, bool]:
        """Each thing that writes, once."""
        works = {"save": self.save, "draft": self.draft, "backup": self.backup, "header": self.day.change_phrase,
                 "package": self.package}  # fmt: skip
        return {name: self.meets(name, work) for name, work in works.items()}

    def live(self) -> collections.Counter[str]:
        """Work until the disk is full, on the full disk, lock there; make room, and all of it works again."""
        if self.meets("unlock", self.day.come_in):
            while self.meets("save", self.save) and self.meets("draft", self.draft) and self.count < 200:
                pass
            self.fill()
            done = self.everything()
            assert not done["header"], "the header found room on a full disk"
            assert not done["package"], "the package found room on a full disk"
            if self.run % 2:
                self.day.lock()  # never refused, whatever the disk says
                if self.meets("unlock", self.day.come_in):
                    self.meets("save", self.save)
        (self.disk / "ballast").unlink(missing_ok=True)
        subprocess.run(["mount", "-o", f"remount,size={_LARGE}", str(self.disk)], check=True)
        if self.day.entered is None:
            self.day.come_in()
        assert all(self.everything().values()), "there is room again, and something does not work"
        self.day.lock()
        complaints = whole.look(self.disk / "vault", self.day.told, self.disk.with_name("beside"))
        assert complaints == [], complaints
        assert not list((self.disk / "vault").glob("*.tmp")), "something half written stayed behind"
        self.day.leave()
        subprocess.run(["umount", str(self.disk)], check=True)
        return self.met


def main() -> None:
    """`python -m tests.soak.full_desk TEMPLATE DISK SIZES SEED`: what each kind of work met, as lines."""
    template, disk = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    sizes, seed = int(sys.argv[3]), int(sys.argv[4])
    least = sum(-(-path.stat().st_size // 4096) * 4 for path in template.iterdir()) + 40
    met: collections.Counter[str] = collections.Counter()
    for run in range(sizes):
        met += Full(template, disk, least + 4 * (run * _HELD // sizes), seed + run).live()
    for name, count in sorted(met.items()):
        print(name, count)


if __name__ == "__main__":
    main()
