"""The face without a window: what a worker can do from a terminal, through the same door and under the same rights.

Nothing heavy is imported before it is needed, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from transit_desk import __version__, languages
from transit_desk.cli import commands
from transit_desk.cli.asking import (
    AT_FAULT,
    LOGIN,
    NEW_PASSPHRASE,
    PASSPHRASE,
    REFUSED,
    VAULT,
    Asked,
    aside,
    path_from,
)
from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words, speak_always, tr

PROGRAM = "transit-desk-cli"
_AUDIENCES = ("centre", "receiving_agency", "foster_family")
_PURPOSES = ("follow_up", "transfer", "reunification", "referral", "closing")

Command = Callable[[Asked], int]


def main(argv: Sequence[str]) -> int:
    """Do one thing and say it; a refusal or a fault is words on standard error, never a trace of what was inside."""
    speak_always(languages.catalogue(_language(argv)))
    asked = _parser().parse_args(list(argv))
    command: Command = asked.command
    try:
        return command(asked)
    except errors.Several as several:
        for refusal in several.refusals:
            aside(refusal)
        return REFUSED
    except errors.Refusal as refusal:
        aside(refusal)
        return REFUSED
    except errors.Fault as fault:
        aside(fault)
        return AT_FAULT
    except KeyboardInterrupt:
        aside(Words(N_("Stopped, as you asked.")))
        return REFUSED


def say_bug(kind: type[BaseException], problem: BaseException, trace: types.TracebackType | None) -> None:
    """A mistake in the program: where it happened, and not a word of what it held."""
    del problem
    place = ""
    while trace is not None:
        place, trace = f"{pathlib.Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}", trace.tb_next
    aside(tr(N_("Something in the program is not right. Nothing half done was kept. ({kind}, {place})"),
              kind=kind.__name__, place=place))  # fmt: skip


def _language(argv: Sequence[str]) -> str:
    """The language asked for, wherever it stands; else the machine's."""
    for place, word in enumerate(argv):
        if word == "--language" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return languages.of_surroundings()


class _Parser(argparse.ArgumentParser):
    """A parser that answers like the rest of the program."""

    def error(self, message: str) -> NoReturn:
        aside(self.format_usage().strip())
        aside(tr(N_("This was not understood: {what}. With --help it says what there is."), what=message))
        sys.exit(REFUSED)


def _parser() -> argparse.ArgumentParser:
    top = _Parser(prog=PROGRAM, description=tr(N_("Transit Desk without a window.")), parents=[_everywhere(top=True)])
    top.add_argument("--version", action="version", version=__version__)
    group = top.add_subparsers(title=tr(N_("what to do")), required=True, metavar="…")
    make = _maker(group)
    demo = make("demo", N_("Build the demonstration centre in a new folder."), commands.demo)
    demo.add_argument("folder", type=pathlib.Path)
    own = make("passphrase", N_("Choose another passphrase for yourself."), commands.passphrase)
    own.add_argument(
        "--new-passphrase-file", type=pathlib.Path, metavar="FILE",
        help=tr(N_("read the new passphrase from the first line of a file; else {name}, else it is asked for"),
                name=NEW_PASSPHRASE),
    )  # fmt: skip
    find = make("find", N_("Find children by name or number."), commands.find)
    find.add_argument("words", nargs="+")
    _summary_parser(make("summary", N_("Save a case summary as PDF, in the clear."), commands.summary))
    make("check", N_("Look at every page and every record of the vault."), commands.check)
    backup = make("backup", N_("Copy the vault to a stick, and prove the copy."), commands.backup)
    backup.add_argument("target", type=pathlib.Path)
    restore = make("restore", N_("Bring a backup into a new folder."), commands.restore)
    restore.add_argument("backup", type=pathlib.Path)
    restore.add_argument("folder", type=pathlib.Path)
    places = make("places", N_("Look at a list of p-codes, and take it in with --take."), commands.places)
    places.add_argument("file", type=pathlib.Path)
    places.add_argument("--take", action="store_true", help=tr(N_("take the list in")))
    handover = group.add_parser("handover", help=tr(N_("Hand files over, and take them in.")))
    _handover_parsers(handover.add_subparsers(title=tr(N_("what to do")), required=True, metavar="…"))
    return top


def _everywhere(*, top: bool = False) -> argparse.ArgumentParser:
    """What may stand before the command or after it."""
    parser = argparse.ArgumentParser(add_help=False)

    def unless(value: object) -> object:
        return value if top else argparse.SUPPRESS

    parser.add_argument(
        "--vault", type=pathlib.Path, default=unless(path_from(VAULT)), help=tr(N_("the vault's folder"))
    )
    parser.add_argument("--login", default=unless(os.environ.get(LOGIN)), help=tr(N_("your login")))
    parser.add_argument(
        "--passphrase-file", type=pathlib.Path, default=unless(None), metavar="FILE",
        help=tr(N_("read the passphrase from the first line of a file; else {name}, else it is asked for"),
                name=PASSPHRASE),
    )  # fmt: skip
    parser.add_argument(
        "--go-on", action="store_true", default=unless(value=False),
        help=tr(N_("open the vault although saved work may be missing; the trail says so")),
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", default=unless(value=False), help=tr(N_("answer as JSON")))
    parser.add_argument("--language", default=unless(None), help=tr(N_("en or fr, for the answer and for papers")))
    return parser


def _maker(group: Any) -> Callable[[str, str, Command], argparse.ArgumentParser]:
    shared = _everywhere()

    def make(name: str, title: str, command: Command) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = group.add_parser(
            name, help=tr(title), description=tr(title), parents=[shared]
        )
        parser.set_defaults(command=command)
        return parser

    return make


def _summary_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number")
    parser.add_argument("--audience", choices=_AUDIENCES, default="centre", help=tr(N_("for whom it is written")))
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="FILE")


def _handover_parsers(group: Any) -> None:
    make = _maker(group)
    make("address", N_("Say the keys of this centre, and make them where there are none."), commands.address)
    agency = make("agency", N_("Write down an agency, and that its words were compared."), commands.agency)
    agency.add_argument("name")
    agency.add_argument("--place")
    agency.add_argument("--key", help=tr(N_("its age key")))
    agency.add_argument("--signature", help=tr(N_("its signature key")))
    agency.add_argument(
        "--compared", action="store_true", help=tr(N_("the eight words were compared by telephone or in person"))
    )
    export = make("export", N_("Close files in a package for an agency."), commands.hand_over)
    export.add_argument("numbers", nargs="+", metavar="number")
    export.add_argument("--to", required=True, metavar="AGENCY", help=tr(N_("the agency's name")))
    export.add_argument("--purpose", choices=_PURPOSES, default="follow_up")
    export.add_argument("--words", action="store_true", help=tr(N_("close it with seven words instead of a key")))
    export.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="FILE")
    show = make("show", N_("Look at a package without taking anything in."), commands.show)
    take = make("import", N_("Take a package in, as proposals for people to look at."), commands.take_in)
    take.add_argument("--although-old", action="store_true", help=tr(N_("even if a later one came before")))
    for parser in (show, take):
        parser.add_argument("file", type=pathlib.Path)
        parser.add_argument("--words-file", type=pathlib.Path, metavar="FILE", help=tr(N_("the words of the package")))
    receipt = make("receipt", N_("Take a receipt; or make one, with --for."), commands.receipt)
    receipt.add_argument("file", type=pathlib.Path)
    receipt.add_argument("--for", dest="received", metavar="PACKAGE", help=tr(N_("the package that was received")))
