"""What every command needs: the open vault, secrets that were never typed in the open, and a way to answer."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import json
import os
import pathlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words, tr

if TYPE_CHECKING:
    from transit_desk.entrance import Entered

VAULT, LOGIN, PASSPHRASE, NEW_PASSPHRASE, PACKAGE_WORDS = (
    f"TRANSIT_DESK_{name}" for name in ("VAULT", "LOGIN", "PASSPHRASE", "NEW_PASSPHRASE", "PACKAGE_WORDS")
)
DONE, REFUSED, AT_FAULT = 0, 2, 3
_LONGEST_SECRET = 64 * 1024

Asked = argparse.Namespace


def aside(words: object) -> None:
    """A line beside the answer, on standard error."""
    print(words, file=sys.stderr)


def tell(asked: Asked, told: Mapping[str, object], lines: Sequence[object]) -> int:
    """The answer as lines for people, or as JSON for a program."""
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, default=str, indent=1))
    else:
        for line in lines:
            print(line)
    return DONE


def path_from(variable: str) -> pathlib.Path | None:
    """A path named by a variable."""
    value = os.environ.get(variable)
    return pathlib.Path(value) if value else None


@contextlib.contextmanager
def inside(asked: Asked, passphrase: str | None = None, *, unchanged: bool = False) -> Iterator[Entered]:
    """The open vault, locked again whatever happens. With a passphrase for one time nothing else is done first.

    `unchanged` is for the one command that changes it.
    """
    from transit_desk import entrance
    from transit_desk.clock import Clock

    if asked.vault is None or not asked.login:
        raise errors.RuleBroken(N_("Say which vault and who you are: --vault FOLDER --login NAME."))
    proof = passphrase or own_passphrase(asked)
    entered = entrance.come_in(asked.vault, asked.login, proof, Clock(), go_on=asked.go_on)
    try:
        for notice in entered.opened.notices:
            aside(notice)
        if entered.desk.must_change and not unchanged:
            raise errors.NotAllowed(
                N_("This passphrase was given for one time. First choose one of your own: transit-desk-cli passphrase")
            )
        yield entered
    finally:
        entered.desk.lock()


def own_passphrase(asked: Asked) -> str:
    """From a file, a variable or a person; never from the command itself, which everybody on the machine can read."""
    return secret(asked.passphrase_file, PASSPHRASE, N_("Passphrase: "))


def secret(file: pathlib.Path | None, variable: str, prompt: str) -> str:
    """From a file, a variable or a person."""
    if file is not None:
        return next(iter(read(file, _LONGEST_SECRET).decode("utf-8", "replace").splitlines()), "")
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise errors.RuleBroken(
            Words(N_("There is nobody to ask. Use a file, or the variable {name}."), {"name": variable})
        )
    return getpass.getpass(tr(prompt))


def new_secret(file: pathlib.Path | None) -> str:
    """A new passphrase: from a file, a variable, or a person, who types it twice."""
    new = secret(file, NEW_PASSPHRASE, N_("New passphrase: "))
    if file is None and not os.environ.get(NEW_PASSPHRASE) and getpass.getpass(tr(N_("Once more: "))) != new:
        raise errors.RuleBroken(N_("The two are not the same. Nothing was changed."))
    return new


def read(path: pathlib.Path, most: int) -> bytes:
    """A whole file, or a refusal that names it; of one without end, one byte more than `most`."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError:
        raise errors.NotFound(Words(N_("There is no file “{name}” that can be read."), {"name": path.name})) from None


def not_there(path: pathlib.Path) -> None:
    """Said before the work begins: what lies there is never written over."""
    if path.exists():
        raise errors.RuleBroken(
            Words(N_("There is a file “{name}” already. Choose another name."), {"name": path.name}), "output"
        )
