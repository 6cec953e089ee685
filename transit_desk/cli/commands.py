"""The commands, each a few questions to the desk and one answer."""

from __future__ import annotations

import dataclasses
from typing import Any

from transit_desk import __version__, languages
from transit_desk.cli.asking import (
    AT_FAULT,
    DONE,
    PACKAGE_WORDS,
    Asked,
    aside,
    inside,
    new_secret,
    not_there,
    own_passphrase,
    read,
    secret,
    tell,
)
from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words, speak, tr


def demo(asked: Asked) -> int:
    """Build the demonstration centre."""
    from transit_desk.clock import Clock
    from transit_desk.demo import build

    def progress(done: int, total: int, words: Words) -> None:
        if not asked.json:
            aside(f"{done}/{total} {words}")

    entered = build(asked.folder, Clock(), progress)
    entered.desk.lock()
    return tell(
        asked, {"vault": asked.folder}, [tr(N_("The demonstration centre is in {folder}."), folder=asked.folder)]
    )


def passphrase(asked: Asked) -> int:
    """One's own passphrase, known to nobody else; the only command that a passphrase for one time allows."""
    old = own_passphrase(asked)
    with inside(asked, old, unchanged=True) as entered:
        from transit_desk import entrance

        entrance.change_passphrase(entered, old, new_secret(asked.new_passphrase_file))
        return tell(asked, {"changed": True}, [tr(N_("The new passphrase is kept."))])


def find(asked: Asked) -> int:
    """Children by name or number."""
    with inside(asked) as entered:
        found = entered.desk.ask("case_file.find", words=" ".join(asked.words))
        told = [{"number": each.number, "name": each.name, "detail": str(each.detail)} for each in found]
        lines = [f"{each.number}\t{each.name}\t{each.detail}" for each in found] or [tr(N_("Nobody was found."))]
        return tell(asked, {"found": told}, lines)


def summary(asked: Asked) -> int:
    """A case summary as PDF, in the clear and said to be so."""
    not_there(asked.output)
    code = asked.language or languages.of_surroundings()
    with inside(asked) as entered:
        from transit_desk.export.written import write_file
        from transit_desk.reports import pdf

        desk, catalogue = entered.desk, languages.catalogue(code)
        file_id = desk.ask("case_file.by_number", number=asked.number)
        with speak(catalogue):
            document = desk.ask("case_file.case_summary", file_id=file_id, audience=asked.audience)
            drawn = pdf.draw(dataclasses.replace(document, language=code), {code: catalogue})
        desk.do("case_file.note_paper", file_id=file_id, paper="case_summary", audience=asked.audience, way="save")
        write_file(asked.output, drawn)
    aside(tr(N_("This file is not encrypted: whoever finds it can read it. Delete it when it has served.")))
    return tell(asked, {"file": asked.output, "encrypted": False}, [asked.output])


def check(asked: Asked) -> int:
    """The whole vault, page by page."""
    from transit_desk import entrance

    with inside(asked) as entered:
        findings = entrance.look_through(entered)
        lines = [str(finding.words) for finding in findings] or [tr(N_("The vault is whole."))]
        tell(asked, {"whole": not findings, "findings": lines if findings else []}, lines)
        return AT_FAULT if findings else DONE


def backup(asked: Asked) -> int:
    """A copy on a stick, proved."""
    with inside(asked) as entered:
        from transit_desk import entrance

        report = entrance.keep_copy(entered, asked.target, app=__version__)
        line = tr(N_("{name}: {rows} rows, read back, opened and counted."), name=report.path.name, rows=report.rows)
        return tell(asked, {"backup": report.path, "rows": report.rows, "size": report.size}, [line])


def restore(asked: Asked) -> int:
    """A backup into a new folder."""
    from transit_desk import opening

    opening.restore(asked.backup, asked.folder)
    line = tr(N_("The backup is in {folder}. Open it with the passphrases of its day."), folder=asked.folder)
    return tell(asked, {"vault": asked.folder}, [line])


def address(asked: Asked) -> int:
    """Our keys, made where there are none."""
    with inside(asked) as entered:
        desk = entered.desk
        address = desk.ask("handover.own_address") or desk.do("handover.make_keys")
        lines = [
            address.label, address.recipient, " ".join(address.words), address.signing_key,
            " ".join(address.signing_words),
        ]  # fmt: skip
        return tell(asked, dataclasses.asdict(address), lines)


def agency(asked: Asked) -> int:
    """An agency, and that its words were compared."""
    with inside(asked) as entered:
        desk = entered.desk
        receiver_id = desk.do(
            "handover.add_receiver",
            name=asked.name,
            place=asked.place,
            recipient=asked.key,
            signing_key=asked.signature,
        )
        if asked.compared:
            desk.do("handover.confirm_receiver", receiver_id=receiver_id)
        row = _agencies(desk)[receiver_id]
        words = [" ".join(words) for words in (row.words, row.signing_words) if words]
        told = {"agency": row.name, "words": row.words, "signing_words": row.signing_words, "compared": row.confirmed}
        return tell(asked, told, [f"{row.name}: {row.state.words}", *words])


def places(asked: Asked) -> int:
    """A list of p-codes: what it would change; with --take it is taken in."""
    from transit_desk.export import limits

    blob = read(asked.file, limits.SHEET_BYTES)
    with inside(asked) as entered:
        desk, told = entered.desk, {"blob": blob, "name": asked.file.name}
        shown = desk.do("places.take_in", **told) if asked.take else desk.ask("places.look_at_list", **told)
        refused = [{"row": each.line, "why": str(each.words)} for each in shown.refused]
        kept = Words(N_("The list is taken in.") if asked.take else N_("Nothing was kept. With --take it is taken in."))
        lines = [*shown.counts, *(tr(N_("Row {row}: {why}"), **each) for each in refused), kept]
        counts = {name: getattr(shown, name) for name in ("new", "renamed", "completed", "unchanged")}
        return tell(asked, {**counts, "refused": refused, "taken": asked.take}, lines)


def _agencies(desk: Any) -> dict[str, Any]:
    from transit_desk.module import Window

    return {row.id: row for row in desk.ask("handover.receivers", window=Window(count=10_000)).rows}


def hand_over(asked: Asked) -> int:
    """Prepare, look, draw, close, write: the same steps as on the screen."""
    not_there(asked.output)
    with inside(asked) as entered:
        from transit_desk.export.written import write_file
        from transit_desk.reports import pdf

        desk = entered.desk
        code = asked.language or languages.of_surroundings()
        named = [row for row in _agencies(desk).values() if row.active and row.name.casefold() == asked.to.casefold()]
        if len(named) != 1:
            raise errors.NotFound(Words(N_("There is no single agency named “{name}”."), {"name": asked.to}))
        file_ids = [desk.ask("case_file.by_number", number=number) for number in asked.numbers]
        package_id = desk.do(
            "handover.prepare", file_ids=file_ids, receiver_id=named[0].id, purpose=asked.purpose, language=code,
            way="passphrase" if asked.words else None,
        )  # fmt: skip
        try:
            contents = desk.ask("handover.contents", package_id=package_id)
            documents = desk.ask("handover.preview", package_id=package_id)
            papers = {file_id: pdf.draw(each, {code: languages.catalogue(code)}) for file_id, each in documents.items()}
            words = desk.ask("handover.new_passphrase") if contents.way == "passphrase" else None
            blob = desk.do(
                "handover.seal_package", package_id=package_id, seen=contents.seen, papers=papers, passphrase=words
            )
        except errors.Refusal:
            desk.do("handover.discard", package_id=package_id)
            raise
        if words:
            told = N_("Tell these words by another way than the package; they are shown only now: {secret}")
            aside(Words(told, {"secret": words}))
        write_file(asked.output, blob)
        desk.do("handover.note_written", package_id=package_id)
        counted = {"name": asked.output, "count": len(file_ids), "agency": named[0].name}
        line = Words(
            N_("{name}: {count} file closed for {agency}."),
            counted,
            plural=N_("{name}: {count} files closed for {agency}."),
            count=len(file_ids),
        )
        return tell(asked, {"package": package_id, "file": asked.output, "files": len(file_ids)}, [line])


def _package(asked: Asked) -> tuple[bytes, str | None]:
    """A package from a stick, and its words where it was closed with some."""
    from transit_desk.export import ages, limits

    blob = read(asked.file, limits.PACKAGE_BYTES)
    if len(blob) > limits.PACKAGE_BYTES:
        from transit_desk.export.refusals import PackageRefused, Why

        raise PackageRefused(Why.TOO_LARGE)
    if not ages.read_header(ages.without_armour(blob)).by_passphrase:
        return blob, None
    return blob, secret(asked.words_file, PACKAGE_WORDS, N_("Words of the package: "))


def show(asked: Asked) -> int:
    """A package, without taking it in."""
    blob, words = _package(asked)
    with inside(asked) as entered:
        shown = entered.desk.ask("handover.show", blob=blob, passphrase=words)
        lines = [
            shown.sender,
            " ".join(shown.words),
            shown.purpose,
            *(f"{child.number}\t{child.name}\t{', '.join(child.sections)}" for child in shown.children),
            *shown.notes,
            shown.verdict,
        ]
        return tell(asked, dataclasses.asdict(shown) | {"verdict": str(shown.verdict),
                     "notes": [str(note) for note in shown.notes]}, lines)  # fmt: skip


def take_in(asked: Asked) -> int:
    """A package as proposals; people answer them."""
    blob, words = _package(asked)
    with inside(asked) as entered:
        desk = entered.desk
        received = desk.do("handover.receive", blob=blob, passphrase=words, although_old=asked.although_old)
        children = desk.ask("handover.proposals", received_id=received)
        lines = [
            tr(N_("Taken in as {package}. Nothing in any file has changed."), package=received),
            *(
                f"{child.number}\t" + ", ".join(f"{each.number} ({each.reason})" for each in child.likely)
                for child in children
            ),
        ]
        told = [{"number": child.number, "likely": [each.number for each in child.likely]} for child in children]
        return tell(asked, {"package": received, "children": told}, lines)


def receipt(asked: Asked) -> int:
    """Take one, or make one."""
    if asked.received is not None:
        not_there(asked.file)
        with inside(asked) as entered:
            from transit_desk.export.written import write_file

            write_file(asked.file, entered.desk.do("handover.make_receipt", received_id=asked.received))
            return tell(asked, {"file": asked.file}, [asked.file])
    from transit_desk.export import limits

    blob = read(asked.file, limits.RECEIPT_BYTES)
    with inside(asked) as entered:
        package = entered.desk.do("handover.take_receipt", blob=blob)
        return tell(asked, {"package": package}, [tr(N_("The package arrived, and the agency has signed for it."))])
