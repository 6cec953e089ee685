"""A package as it is meant: closed here, opened there, and by anybody with `age` and `unzip`."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import pty
import subprocess
import uuid

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.export.makers import (
    CASE,
    CENTRE,
    CENTRE_KEY,
    NURSE,
    OURS,
    PARTNER_KEY,
    PDF,
    THEIRS,
    a_child,
    a_child_with_sealed_section,
    a_package,
    closed_again,
    for_us,
    inside_of,
    opened,
    sealed,
)
from transit_desk.domain.errors import Refusal
from transit_desk.export import ages, limits
from transit_desk.export.fingerprints import fingerprint_words, key_id, public_bytes
from transit_desk.export.manifest import manifest_hash
from transit_desk.export.opener import Secret, decrypt
from transit_desk.export.package import Attachment, PackedChild, Passphrase, Recipients, new_local_id
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.sealing import seal
from transit_desk.export.verify import Trust, open_package, open_section
from transit_desk.export.zips import read_zip


def test_what_was_packed_is_what_is_opened_in_a_process_of_its_own() -> None:
    package = a_package(a_child(), a_child(case_file=CASE, health={"allergies": ["arachide"]}))

    got = open_package(seal(package, CENTRE_KEY, for_us()), Secret.key(OURS), {CENTRE.key_id: "Bukavu"})

    assert {child.local_id: child.sections for child in got.children} == {
        child.local_id: child.sections for child in package.children
    }
    assert [paper.content for paper in got.papers] == [PDF]
    assert [(file.content, file.media_type) for file in got.attachments] == [(b"\x00\x01scan", "image/jpeg")]
    assert (got.trust, got.sender_label) == (Trust.KNOWN, "Bukavu")
    assert got.notes == ()
    told = got.manifest
    assert (told.package_id, told.purpose, told.consent) == (package.package_id, package.purpose, package.consent)
    assert (told.created, told.expires, told.sequence) == (package.created, package.expires, package.sequence)


def test_stock_age_and_unzip_open_it_and_openssl_confirms_the_signature(tmp_path: pathlib.Path) -> None:
    package = a_package(a_child_with_sealed_section())
    (tmp_path / "TD-1.age").write_bytes(seal(package, CENTRE_KEY, for_us()))
    (tmp_path / "key.txt").write_text(OURS)
    (tmp_path / "nurse.txt").write_text(NURSE)

    run(tmp_path, "age", "-d", "-i", "key.txt", "-o", "package.zip", "TD-1.age")
    listing = run(tmp_path, "unzip", "-l", "package.zip")
    run(tmp_path, "unzip", "-tq", "package.zip")
    run(tmp_path, "unzip", "-q", "package.zip", "-d", "out")

    out = tmp_path / "out"
    child = package.children[0].local_id
    assert f"children/{child}/case_file.json" in listing
    assert json.loads((out / "children" / child / "case_file.json").read_bytes()) == CASE
    assert (out / "papers" / "1.pdf").read_bytes() == PDF
    note = (out / "README.txt").read_text("utf-8")
    assert all(word in note for word in ("FRANÇAIS", "ENGLISH", "KISWAHILI", "العربية"))

    exact = (out / "manifest.json").read_bytes()
    (tmp_path / "signed").write_bytes(b"transit-desk/manifest/v1\0" + exact)
    pem = CENTRE_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(pem)
    verify = ("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin")
    run(tmp_path, *verify, "-in", "signed", "-sigfile", "out/manifest.sig")

    closed = next((out / "children" / child).glob("*.age"))
    inner = run(tmp_path, "age", "-d", "-i", "nurse.txt", str(closed))
    assert json.loads(inner)["content"] == {"follow_up": "2012-08-01"}


def test_stock_age_opens_a_passphrase_package_and_so_do_we(tmp_path: pathlib.Path) -> None:
    """One passphrase takes a second and a gibibyte each time, so everything about it is asked here at once."""
    words = "nazi kitabu mvua daraja embe jiwe taa"
    blob = seal(a_package(), CENTRE_KEY, Passphrase(words))
    (tmp_path / "TD-2.age").write_bytes(blob)

    on_a_terminal(["age", "-d", "-o", str(tmp_path / "package.zip"), str(tmp_path / "TD-2.age")], words)
    got = open_package(blob, Secret.passphrase(words), {})

    assert run(tmp_path, "unzip", "-tq", "package.zip").startswith("No errors detected")
    assert got.children[0].sections["case_file"] == CASE
    with pytest.raises(PackageRefused) as wrong:
        open_package(blob, Secret.passphrase(words + "x"), {})
    assert wrong.value.why is Why.WRONG_PASSPHRASE
    with pytest.raises(PackageRefused) as without:
        opened(blob)
    assert without.value.why is Why.NEEDS_PASSPHRASE
    passed_on = closed_again((tmp_path / "package.zip").read_bytes())
    with pytest.raises(PackageRefused) as readdressed:
        opened(passed_on)
    assert readdressed.value.why is Why.READDRESSED
    other = ages.close_with((tmp_path / "package.zip").read_bytes(), "another phrase")
    with pytest.raises(PackageRefused) as other_words:
        open_package(other, Secret.passphrase("another phrase"), {}, decrypter=decrypt)
    assert other_words.value.why is Why.READDRESSED


def test_a_signed_package_closed_again_for_somebody_else_is_refused() -> None:
    blob = seal(a_package(), CENTRE_KEY, Recipients((ages.recipient_of(THEIRS),)))
    passed_on = closed_again(decrypt(blob, Secret.key(THEIRS)), OURS)

    with pytest.raises(PackageRefused) as refused:
        opened(passed_on)

    assert refused.value.why is Why.READDRESSED


def test_a_package_for_two_keys_opens_with_each_and_with_no_third() -> None:
    blob = seal(a_package(), CENTRE_KEY, Recipients((ages.recipient_of(OURS), ages.recipient_of(THEIRS))))

    assert open_package(blob, Secret.key(OURS), {}, decrypter=decrypt).children
    assert open_package(blob, Secret.key(THEIRS), {}, decrypter=decrypt).children
    with pytest.raises(PackageRefused) as refused:
        open_package(blob, Secret.key(NURSE), {})
    assert refused.value.why is Why.NOT_FOR_US


def test_a_passphrase_does_not_open_what_was_closed_for_a_key() -> None:
    with pytest.raises(PackageRefused) as refused:
        open_package(sealed(), Secret.passphrase("x"), {})

    assert refused.value.why is Why.NEEDS_KEY


def test_an_unknown_sender_is_read_and_said_to_be_unconfirmed() -> None:
    got = opened(sealed(), trusted={})

    assert got.trust is Trust.UNVERIFIED
    assert "Nobody here has confirmed" in str(got.notes[0])
    assert CENTRE.label in str(got.notes[0])


def test_a_demonstration_says_so_in_its_signed_list() -> None:
    got = opened(sealed(fictional=True))

    assert got.manifest.fictional
    assert any("demonstration" in str(note) for note in got.notes)


def test_a_section_for_one_person_opens_with_that_persons_key_alone() -> None:
    got = opened(sealed(a_child_with_sealed_section()))
    entry = got.children[0].sealed[0]

    name, content = open_section(got, entry, NURSE, decrypter=decrypt)

    assert (name, content) == ("health_closed", {"follow_up": "2012-08-01"})
    with pytest.raises(PackageRefused) as refused:
        open_section(got, entry, OURS, decrypter=decrypt)
    assert refused.value.why is Why.NOT_FOR_US


def test_a_section_for_one_person_cannot_be_moved_to_another_child_or_package() -> None:
    first = opened(sealed(a_child_with_sealed_section()))
    second = opened(sealed(a_child_with_sealed_section()))

    with pytest.raises(PackageRefused) as refused:
        open_section(second, first.children[0].sealed[0], NURSE, decrypter=decrypt)

    assert refused.value.why is Why.CONTENTS


def test_a_section_for_one_person_cannot_be_hung_under_another_child_of_the_same_package() -> None:
    got = opened(sealed(a_child_with_sealed_section(), a_child_with_sealed_section()))
    one, other = got.children
    moved = dataclasses.replace(one.sealed[0], path=other.sealed[0].path)

    with pytest.raises(PackageRefused) as refused:
        open_section(got, moved, NURSE, decrypter=decrypt)

    assert refused.value.why is Why.CONTENTS


def test_the_name_and_the_length_of_a_closed_section_tell_nothing() -> None:
    short, long = (opened(sealed(with_note(note))) for note in ("x", "x" * 900))

    entries = [short.children[0].sealed[0], long.children[0].sealed[0]]

    assert all("health" not in entry.path for entry in entries)
    plain = {ages.plain_size(entry.content, ages.read_header(entry.content)) for entry in entries}
    assert plain == {4096}


def test_sections_unknown_to_the_reader_are_kept_byte_for_byte() -> None:
    child = a_child(case_file=CASE, moon_phase={"phase": "croissant"})

    got = opened(sealed(child), known_sections=frozenset({"case_file"}))

    assert got.children[0].sections == {"case_file": CASE}
    assert [(part.local_id, part.section) for part in got.unknown_sections] == [(child.local_id, "moon_phase")]
    assert got.unknown_sections[0].content == b'{"phase":"croissant"}'
    assert any("kept as they came" in str(note) for note in got.notes)


def test_one_child_and_thirty_three_make_packages_of_the_same_size() -> None:
    one = inside_of(sealed(a_child()))
    many = inside_of(sealed(*(a_child() for _ in range(33)), papers=(PDF,) * 33))

    assert len(one) == len(many) == limits.PADDING_FIRST


@pytest.mark.parametrize("size", [0, 1, 900_000, 1_040_000, 1_047_000, 1_200_000, 5_000_000, 17_000_000])
def test_every_package_fills_its_step_to_the_byte(size: int) -> None:
    blob = sealed(attachments=(Attachment(b"x" * size),))

    inside = inside_of(blob)

    assert ages.is_a_step(len(inside))
    assert opened(blob).attachments[0].content == b"x" * size


def test_file_names_betray_no_name_no_number_and_no_order() -> None:
    children = [a_child(case_file={**CASE, "case_number": f"TD-MARK{number}"}) for number in range(12)]
    papers = tuple(PDF + str(number).encode() for number in range(12))

    orders = [
        [
            content
            for path, content in sorted(read_zip(inside_of(sealed(*children, papers=papers))).items())
            if path.startswith("papers/")
        ]
        for _ in range(4)
    ]
    paths = set(read_zip(inside_of(sealed(*children, papers=papers))))

    assert len({tuple(order) for order in orders}) > 1
    assert not any("MARK" in path or "Furaha" in path for path in paths)
    assert len({new_local_id() for _ in range(1000)}) == 1000


def test_only_the_office_named_in_the_package_can_sign_it() -> None:
    with pytest.raises(ValueError, match="not the one who signs"):
        seal(a_package(), PARTNER_KEY, for_us())


def test_no_receiver_a_wrong_key_and_too_many_are_refused_in_words() -> None:
    for keys in ((), ("age1notakey",), tuple(ages.recipient_of(ages.new_identity()) for _ in range(17))):
        with pytest.raises(Refusal) as refused:
            seal(a_package(), CENTRE_KEY, Recipients(keys))
        assert refused.value.field == "recipient"


def test_more_than_a_package_can_hold_is_refused_before_it_is_closed() -> None:
    too_many = tuple(a_child() for _ in range(500))
    too_heavy = (Attachment(bytes(limits.ZIP_ENTRY_BYTES)),) * 3

    for package in (a_package(*too_many), a_package(attachments=too_heavy)):
        with pytest.raises(Refusal, match="more than one package can hold"):
            seal(package, CENTRE_KEY, for_us())


def test_a_value_that_could_not_be_read_back_is_not_packed() -> None:
    for value in ({"x": float("nan")}, {"x": 2**60}, {"x": "\ud800"}, {"x": "y" * 70_000}, {"born": "1234-01-01"}):
        with pytest.raises(PackageRefused) as refused:
            sealed(a_child(case_file=value))
        assert refused.value.why is Why.JSON


def test_a_text_armoured_package_is_read_too(tmp_path: pathlib.Path) -> None:
    (tmp_path / "package.zip").write_bytes(inside_of(sealed()))
    run(tmp_path, "age", "-a", "-r", ages.recipient_of(OURS), "-o", "TD-3.age", "package.zip")

    got = opened((tmp_path / "TD-3.age").read_bytes())

    assert got.children[0].sections["case_file"] == CASE


def test_eight_words_are_the_same_on_both_sides_and_differ_between_keys() -> None:
    words = fingerprint_words(public_bytes(CENTRE_KEY))

    assert words == fingerprint_words(CENTRE.public_key)
    assert words == ("bojoba", "kituko", "fasisa", "mobijo", "lutulu", "bitamu", "mojiso", "mifolo")
    assert all(len(word) == 6 and word.isascii() and word.islower() for word in words)
    assert words != fingerprint_words(public_bytes(PARTNER_KEY))
    assert CENTRE.key_id == key_id(CENTRE.public_key)


def test_the_hash_of_the_manifest_is_of_its_exact_bytes() -> None:
    blob = sealed()

    assert opened(blob).manifest_hash == manifest_hash(read_zip(inside_of(blob))["manifest.json"])


def test_a_superseded_package_names_the_one_it_replaces() -> None:
    before = uuid.uuid4()

    assert opened(sealed(supersedes=before)).manifest.supersedes == before


def with_note(note: str) -> PackedChild:
    child = a_child_with_sealed_section()
    section = dataclasses.replace(child.sealed[0], content={"note": note})
    return dataclasses.replace(child, sealed=(section,))


def run(folder: pathlib.Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def on_a_terminal(command: list[str], words: str) -> None:
    """The program asks for a passphrase on the terminal alone, so it gets one."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)  # noqa: S606
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, words.encode() + b"\n")
    try:
        while os.read(terminal, 1024):
            pass
    except OSError:  # the terminal closes with the program
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
