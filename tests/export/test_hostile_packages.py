"""Packages that were cut short, changed, or made to do harm: each is refused for its own reason."""

from __future__ import annotations

import io
import json
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from tests.export.makers import (
    CASE,
    CENTRE,
    OURS,
    PARTNER,
    TRUSTED,
    a_child,
    a_child_with_sealed_section,
    closed_again,
    forged,
    inside_of,
    mutated,
    opened,
    sealed,
    signed_zip,
)
from transit_desk.export import ages, limits
from transit_desk.export.manifest import ManifestFile
from transit_desk.export.opener import Secret, decrypt, decrypt_apart
from transit_desk.export.refusals import SENTENCES, PackageRefused, Why
from transit_desk.export.verify import open_package
from transit_desk.export.zips import read_zip

CHILD = "children/0123456789abcdef"


def why(blob: bytes) -> Why:
    with pytest.raises(PackageRefused) as refused:
        opened(blob)
    assert str(refused.value)
    return refused.value.why


def why_zip(inside: bytes) -> Why:
    return why(closed_again(inside))


def a_zip(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")  # of two entries with one name
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


# --- cut short and changed -------------------------------------------------------------------------------------------


def test_a_package_cut_anywhere_is_refused_and_at_most_places_said_to_be_cut() -> None:
    blob = sealed(a_child(), a_child())
    chance = random.Random(12)
    places = {at + by for at in range(0, len(blob), 64 * limits.KIB) for by in (-1, 0, 1)}
    places |= {chance.randrange(len(blob)) for _ in range(200)}

    reasons = [why(blob[:at]) for at in sorted(places) if 0 < at < len(blob)]

    assert len(reasons) > 200
    assert set(reasons) == {Why.CUT_SHORT}
    assert why(b"") is Why.NOT_A_PACKAGE


def test_a_package_cut_short_is_said_so_by_the_process_apart_too() -> None:
    blob = sealed()

    for at in (len(blob) // 2, 65_552 * 3, len(blob) - 1):
        with pytest.raises(PackageRefused) as refused:
            open_package(blob[:at], Secret.key(OURS), TRUSTED)
        assert refused.value.why is Why.CUT_SHORT


def test_no_change_of_the_closed_file_is_taken() -> None:
    blob = sealed()
    chance = random.Random(13)

    reasons = {why(changed) for _ in range(200) if (changed := mutated(blob, chance)) != blob}

    assert Why.ALTERED in reasons


def test_no_change_of_the_header_is_taken() -> None:
    blob = sealed()
    header = ages.read_header(blob).payload_at

    for at in range(header):
        why(blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :])


def test_a_change_inside_never_changes_what_is_read() -> None:
    """Somebody with the receiver's public key can close a changed archive again; the signature and the list hold."""
    inside = inside_of(sealed(a_child_with_sealed_section()))
    true = opened(closed_again(inside))
    chance = random.Random(14)
    places = [*range(0, 4000, 37), *(chance.randrange(len(inside)) for _ in range(100))]
    taken = 0

    for at in places:
        changed = inside[:at] + bytes([inside[at] ^ (1 << chance.randrange(8))]) + inside[at + 1 :]
        try:
            got = opened(closed_again(changed))
        except PackageRefused:
            continue
        taken += 1  # an hour or a right that stands in the archive's own frame, which nobody reads
        assert (got.manifest, got.children, got.papers, got.attachments) == (
            true.manifest,
            true.children,
            true.papers,
            true.attachments,
        )

    assert taken < len(places) / 4


@pytest.mark.soak
def test_no_change_is_taken_long() -> None:
    blob = sealed()
    chance = random.Random(15)

    for _ in range(20_000):
        changed = mutated(blob, chance)
        if changed != blob:
            why(changed)


# --- the outer file --------------------------------------------------------------------------------------------------


def header_of(*stanzas: str) -> bytes:
    mac = "A" * 43
    return f"age-encryption.org/v1\n{''.join(stanzas)}--- {mac}\n".encode() + bytes(64)


X25519 = "-> X25519 " + "A" * 43 + "\n" + "A" * 43 + "\n"


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (b"PK\x03\x04 an open archive", Why.NOT_A_PACKAGE),
        (b"%PDF-1.7", Why.NOT_A_PACKAGE),
        (b"age-encryption.org/v2\n", Why.NOT_A_PACKAGE),
        (b"age-encryption.org/v1\n", Why.CUT_SHORT),
        (header_of(), Why.HEADER),
        (header_of(X25519 * 21), Why.HEADER),
        (header_of("-> X25519 " + "A" * 43 + "\n" + ("A" * 64 + "\n") * 2000 + "\n"), Why.HEADER),
        (header_of("-> X25519 " + "A" * 43 + "\n"), Why.HEADER),  # a body that lacks
        (header_of("-> X25519 " + "A" * 43 + "\n" + "A" * 65 + "\n"), Why.HEADER),
        (header_of("->  X25519\nAAAA\n"), Why.HEADER),
        (header_of("-> scrypt AAAA 21\nAAAA\n"), Why.WORK_FACTOR),
        (header_of("-> scrypt AAAA 23\nAAAA\n"), Why.WORK_FACTOR),
        (header_of("-> scrypt AAAA 100\nAAAA\n"), Why.WORK_FACTOR),
        (header_of("-> scrypt AAAA 018\nAAAA\n"), Why.WORK_FACTOR),
        (header_of("-> scrypt AAAA x\nAAAA\n"), Why.HEADER),
        (header_of("-> scrypt AAAA 18\nAAAA\n", X25519), Why.HEADER),
        (header_of("-> scrypt AAAA\nAAAA\n"), Why.HEADER),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n", Why.CUT_SHORT),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n@@@@\n-----END AGE ENCRYPTED FILE-----\n", Why.ALTERED),
    ],
)
def test_the_outer_file_is_bounded_before_any_library_sees_it(blob: bytes, reason: Why) -> None:
    def never(given: bytes, secret: Secret) -> bytes:
        raise AssertionError("it went on to decryption")

    with pytest.raises(PackageRefused) as refused:
        open_package(blob, Secret.key(OURS), {}, decrypter=never)

    assert refused.value.why is reason


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert why(bytes(limits.PACKAGE_BYTES + 1)) is Why.TOO_LARGE


def test_a_passphrase_file_is_bounded_lower_than_the_others() -> None:
    blob = header_of("-> scrypt AAAA 18\nAAAA\n") + bytes(limits.PASSPHRASE_PACKAGE_BYTES)

    with pytest.raises(PackageRefused) as refused:
        open_package(blob, Secret.passphrase("x"), {}, decrypter=decrypt)

    assert refused.value.why is Why.TOO_LARGE


def test_a_secret_that_is_no_key_is_answered_in_words() -> None:
    with pytest.raises(PackageRefused):
        decrypt_apart(sealed(), Secret.key("not a key"))


# --- the archive -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "children/../../evil.json",
        "/etc/passwd",
        "C:/evil.json",
        "c:evil.json",
        "children\\evil.json",
        "./manifest.json",
        "children//x.json",
        "children/x.json/",
        "CHILDREN/x.json",
        "Manifest.json",
        "con .json",
        "children/é.json",
        "children/x.json\u202e",
        "-rf",
        ".hidden",
        "a" * 300,
        "a/b/c/d/e/f.json",
        "x..json",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert why_zip(a_zip(("manifest.json", b"{}"), (name, b"{}"))) is Why.PATH


def test_a_name_with_a_nul_in_it_is_refused() -> None:
    inside = a_zip(("manifest.json", b"{}"), ("a_b.json", b"{}")).replace(b"a_b.json", b"a\0b.json")

    assert why_zip(inside) in {Why.PATH, Why.ZIP}


def test_two_files_of_one_name_are_refused() -> None:
    assert why_zip(a_zip(("manifest.json", b"{}"), ("manifest.json", b"[]"))) is Why.PATH


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFBLK])
def test_a_link_a_folder_or_a_device_is_refused(kind: int) -> None:
    info = zipfile.ZipInfo("children")
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16

    assert why_zip(a_zip(("manifest.json", b"{}"), (info, b"/etc/passwd"))) is Why.PATH


def test_more_files_than_allowed_are_refused() -> None:
    assert why_zip(a_zip(*((f"f{number}", b"") for number in range(501)))) is Why.ZIP


def test_a_bomb_is_refused_by_counting_and_by_what_it_says_of_itself() -> None:
    bomb = a_zip(("bomb", bytes(200 * limits.MIB)), method=zipfile.ZIP_DEFLATED)
    many = a_zip(*((f"b{number}", bytes(limits.MIB)) for number in range(400)), method=zipfile.ZIP_DEFLATED)
    liar = patched_size(bomb, 100)

    assert why_zip(bomb) is Why.SWOLLEN
    assert why_zip(many) is Why.SWOLLEN
    assert why_zip(liar) is Why.ZIP


def patched_size(blob: bytes, size: int) -> bytes:
    """Write another size of the content into both headers of the only entry."""
    changed = bytearray(blob)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, changed.rfind(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def test_a_ratio_over_a_hundred_is_refused_after_the_first_mebibyte() -> None:
    small = a_zip(("small", bytes(limits.MIB - 1)), method=zipfile.ZIP_DEFLATED)
    large = a_zip(("large", bytes(2 * limits.MIB)), method=zipfile.ZIP_DEFLATED)

    assert why_zip(small) is Why.NOT_A_PACKAGE  # read, and found to have no list
    assert why_zip(large) is Why.SWOLLEN


def patch(at_local: int, at_central: int, value: int) -> Callable[[bytes], bytes]:
    def change(blob: bytes) -> bytes:
        changed = bytearray(blob)
        struct.pack_into("<H", changed, at_local, value)
        struct.pack_into("<H", changed, changed.rfind(b"PK\x01\x02") + at_central, value)
        return bytes(changed)

    return change


@pytest.mark.parametrize(
    "change",
    [
        patch(6, 8, 1),  # encrypted
        patch(6, 8, 0x41),  # encrypted the strong way
        patch(8, 10, 12),  # packed with bzip2
        patch(8, 10, 99),  # packed with what nobody knows
        lambda blob: blob + b"\0",
        lambda blob: b"\0" + blob,
        lambda blob: blob[:-1],
        lambda blob: blob[:-2] + b"\x05\0hello",  # a comment
        lambda blob: blob[: len(blob) // 2],
        lambda blob: blob + blob,
        lambda _: b"PK\x05\x06" + bytes(18),
        lambda _: b"no archive at all",
        lambda blob: blob.replace(b"manifest.json", b"manifest.jsoN", 1),  # two headers that disagree
    ],
)
def test_an_archive_that_is_not_built_plainly_is_refused(change: Callable[[bytes], bytes]) -> None:
    assert why_zip(change(a_zip(("manifest.json", b"{}")))) is Why.ZIP


def test_two_files_in_the_same_place_are_refused() -> None:
    """The bomb that needs no ratio: many entries that share one stretch of bytes."""
    inside = bytearray(a_zip(("manifest.json", b"{}"), ("manifest.xxxx", b"{}")))
    second = inside.rfind(b"PK\x01\x02")
    struct.pack_into("<I", inside, second + 42, 0)

    assert why_zip(bytes(inside)) is Why.ZIP


def test_a_file_hidden_within_another_is_refused() -> None:
    """The second entry lies in the bytes of the first: a reader in order and a reader by the directory would differ."""
    hidden = a_zip(("hidden.json", b"[]"))
    hidden = hidden[: hidden.index(b"PK\x01\x02")]
    inside = bytearray(a_zip(("manifest.json", hidden), ("hidden.json", b"[]")))
    struct.pack_into("<I", inside, inside.rfind(b"PK\x01\x02") + 42, 30 + len("manifest.json"))

    assert why_zip(bytes(inside)) is Why.ZIP


def test_a_directory_that_says_encrypted_alone_is_refused() -> None:
    inside = bytearray(a_zip(("manifest.json", b"{}")))
    struct.pack_into("<H", inside, inside.rfind(b"PK\x01\x02") + 8, 1)

    assert why_zip(bytes(inside)) is Why.ZIP


def test_a_second_directory_announced_in_a_comment_is_refused() -> None:
    info = zipfile.ZipInfo("manifest.json")
    info.comment = b"PK\x06\x07" + bytes(16)

    assert why_zip(a_zip((info, b"{}"))) is Why.ZIP


def test_a_modern_archive_of_another_program_may_be_squeezed() -> None:
    """Stored or deflated, as the format says: another office may use another program."""
    entries = read_zip(inside_of(sealed()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries.items():
            with archive.open(path, "w") as stream:
                stream.write(content)

    assert opened(closed_again(out.getvalue())).children[0].sections["case_file"] == CASE


# --- the list and its signature --------------------------------------------------------------------------------------


def test_an_archive_without_a_list_is_no_package() -> None:
    assert why_zip(a_zip(("hello.txt", b"hello"))) is Why.NOT_A_PACKAGE


def test_what_the_list_does_not_say_is_refused() -> None:
    content = b"{}"
    path = f"{CHILD}/case_file.json"
    honest = ManifestFile.of(path, content, "application/json")

    assert opened(forged({path: content})).children[0].sections == {"case_file": {}}
    assert why(forged({path: content}, {"files": ()})) is Why.CONTENTS
    assert why(forged({}, {"files": (honest,)})) is Why.CONTENTS
    assert why(forged({path: b"[]"}, {"files": (honest,)})) is Why.CONTENTS
    assert why(forged({path: b"{} "}, {"files": (honest,)})) is Why.CONTENTS
    assert why(forged({path: content}, {"files": (honest, honest)})) is Why.CONTENTS


def entries_of(blob: bytes) -> dict[str, bytes]:
    return read_zip(inside_of(blob))


def with_list(entries: dict[str, bytes], exact: bytes, *, signed: bool) -> bytes:
    rest = {path: content for path, content in entries.items() if not path.startswith("manifest.")}
    if signed:
        return signed_zip(exact, rest)
    return a_zip(("manifest.json", exact), ("manifest.sig", entries["manifest.sig"]), *rest.items())


def test_a_changed_list_does_not_fit_its_signature() -> None:
    entries = entries_of(sealed())
    exact = entries["manifest.json"]

    assert why_zip(with_list(entries, exact.replace(b'"sequence":3', b'"sequence":4'), signed=False)) is Why.SIGNATURE
    assert why_zip(with_list(entries, exact + b" ", signed=False)) is Why.SIGNATURE
    stolen = exact.replace(CENTRE.public_key.hex().encode(), PARTNER.public_key.hex().encode())
    assert why_zip(with_list(entries, stolen, signed=True)) is Why.SIGNATURE
    renamed = exact.replace(CENTRE.key_id.encode(), PARTNER.key_id.encode())
    assert why_zip(with_list(entries, renamed, signed=True)) is Why.SIGNATURE


def test_a_package_of_a_later_format_is_said_to_be_newer() -> None:
    entries = entries_of(sealed())
    later = entries["manifest.json"].replace(b'"version":1', b'"version":2')

    assert why_zip(with_list(entries, later, signed=False)) is Why.NEWER_FORMAT


def test_another_programs_list_is_no_package() -> None:
    entries = entries_of(sealed())
    other = entries["manifest.json"].replace(b"transit-desk/package", b"other-program/package")

    assert why_zip(with_list(entries, other, signed=True)) is Why.NOT_A_PACKAGE


@pytest.mark.parametrize("name", ["package", "recipients", "created", "expires", "sequence", "fictional", "files"])
@pytest.mark.parametrize("value", [None, True, -(2**53), "x", [], {}, [[]], ["x"], 2**53])
def test_a_signed_list_with_an_odd_value_is_refused(name: str, value: object) -> None:
    entries = entries_of(sealed())
    told = json.loads(entries["manifest.json"])
    if (name, value) in [("fictional", True), ("sequence", 2**53)]:
        return
    told[name] = value
    exact = json.dumps(told).encode()

    expected = {Why.MANIFEST, Why.CONTENTS} if name == "files" else {Why.MANIFEST}
    assert why_zip(with_list(entries, exact, signed=True)) in expected


def test_what_a_later_program_adds_to_the_list_is_passed_over() -> None:
    entries = entries_of(sealed())
    told = {**json.loads(entries["manifest.json"]), "mood": "calm"}

    inside = with_list(entries, json.dumps(told).encode(), signed=True)

    assert opened(closed_again(inside)).children


# --- what is written in it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"[" * 33 + b"]" * 33,
        b"9" * 5_000,
        b"-" + b"9" * 5_000,
        b"9007199254740993",
        b"1e999",
        b"0." + b"1" * 5_000,
        b"NaN",
        b"-Infinity",
        b'{"a":1,"a":2}',
        b'{"\\u0061":1,"a":2}',
        '{"é":1,"e\u0301":2}'.encode(),
        b'"\\ud800"',
        b'{"\\udfff":1}',
        b'"\xff"',
        b'\xef\xbb\xbf"x"',
        '"x"'.encode("utf-16"),
        b'"' + b"x" * 70_000 + b'"',
        b'{"born":"1899-12-31"}',
        b'{"born":"2101-01-01T10:00:00Z"}',
        b'"\x00"',
        b'"open',
        b'"' + b'\\"' * 30_000,
        b"",
        b"{} {}",
        b"'x'",
    ],
)
def test_a_part_that_is_not_written_as_it_should_be_is_refused(content: bytes) -> None:
    assert why(forged({f"{CHILD}/case_file.json": content})) is Why.JSON


def test_a_bracket_within_a_text_is_no_depth_and_odd_days_are_texts() -> None:
    value = {"note": "[" * 5000 + '"\\', "when": "1234-56-78", "about": "1850", "big": 2**53, "low": -(2**53)}

    blob = forged({f"{CHILD}/case_file.json": json.dumps(value).encode()})

    assert opened(blob).children[0].sections["case_file"] == value


def test_a_part_longer_than_allowed_is_refused() -> None:
    content = b"[" + b'"x",' * (5 * limits.MIB) + b'"x"]'

    assert why(forged({f"{CHILD}/case_file.json": content})) is Why.JSON


def test_files_of_an_unknown_kind_are_kept_and_a_paper_that_is_no_pdf_is_noted() -> None:
    got = opened(forged({"extra/x.bin": b"\x01", "papers/1.pdf": b"MZ\x90"}))

    assert [file.path for file in got.unknown_files] == ["extra/x.bin"]
    assert {str(note)[:20] for note in got.notes} >= {"One of the papers is", "Some parts are of a "}


def test_every_reason_has_words_that_say_what_to_do() -> None:
    assert set(SENTENCES) == set(Why)
    assert len(set(SENTENCES.values())) == len(SENTENCES)
