"""A day at a desk for the harnesses: saves, notes, drafts, a new worker, another passphrase, a backup, all told."""

from __future__ import annotations

import os
import pathlib
import random

from tests.soak import whole
from transit_desk import entrance, opening
from transit_desk.clock import Clock
from transit_desk.storage import backups


class Day:
    """One worker's work in one vault; each acknowledgement goes to the file `said` the moment it was given."""

    def __init__(self, folder: pathlib.Path, said: pathlib.Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self._said = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.told = whole.Told().hear(said.read_text().splitlines())
        self.entered: entrance.Entered | None = None

    def say(self, *words: object) -> None:
        """Acknowledge: from here on it may not be lost."""
        line = " ".join(str(word) for word in words)
        os.write(self._said, f"{line}\n".encode())
        self.told.hear([line])

    def come_in(self) -> None:
        """Unlock."""
        self.entered, now = whole.come_in(self.folder, self.told, Clock())
        if now != self.told.phrase:
            self.say("phrase", now)

    @property
    def here(self) -> entrance.Entered:
        assert self.entered is not None
        return self.entered

    def save(self, tag: str) -> str:
        """Receive a child: six records at once."""
        file_id = str(self.here.desk.do("case_file.receive", name=tag, sex="m", age="15", village=f"v{tag}"))
        self.say("saved", tag, file_id)
        return file_id

    def note(self, tag: str, file_id: str) -> None:
        """Write a note, half of it sealed."""
        self.here.desk.do("case_file.write_note", file_id=file_id, care_words=tag, closed_words=f"s{tag}")
        self.say("noted", tag)

    def draft(self, number: int) -> None:
        """Keep what was typed so far."""
        self.here.desk.keep_draft(whole.FORM, "soak", {"words": str(number)})
        self.say("draft", number)

    def worker(self, login: str) -> None:
        """Let somebody in: the database and both copies of the header."""
        phrase = whole.phrase(0)
        entrance.let_in(self.here, login=login, name=login, sex="f", roles=("educator",), passphrase=phrase)
        self.say("worker", login)

    def change_phrase(self) -> None:
        """Choose another passphrase."""
        now = self.told.phrase
        self.say("trying", now + 1)
        opening.change_passphrase(self.here.opened, whole.phrase(now), whole.phrase(now + 1))
        self.say("phrase", now + 1)

    def backup(self, stick: pathlib.Path) -> None:
        """Copy the vault to a stick and prove the copy."""
        made = backups.backup(self.here.desk.vault, stick, Clock().micros())
        self.say("backup", made.path.name)

    def lock(self) -> None:
        """Go home."""
        entered, self.entered = self.here, None
        entered.desk.lock()
        self.say("locked")

    def leave(self) -> None:
        """Nothing more is told."""
        os.close(self._said)


def rehearse(folder: pathlib.Path) -> None:
    """One quiet day, so that what is forked from here has all of the program ready and spends its life on the work."""
    said = folder.with_name("said")
    said.touch()
    day = Day(folder, said, random.Random(0))
    day.come_in()
    day.note("rehearsed", day.save("rehearsed"))
    day.draft(0)
    day.worker("k.rehearsed")
    day.change_phrase()
    day.lock()
    day.leave()
