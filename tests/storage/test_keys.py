"""Keys: the same words and the same work for every wrong try, and a slot bound to its place and its cost."""

from __future__ import annotations

import dataclasses
from typing import Any

import argon2.low_level
import pytest

from transit_desk.domain import errors
from transit_desk.storage import compartments, halves, keys
from transit_desk.storage.header import Header, Kdf
from transit_desk.storage.keys import Cost

VAULT = "12" * 16
PHRASE = "lutizi bedamo bukare lizira fagoge tamafi"
KEYRING = keys.new_keyring("worker-1", "d1", b"\x42" * 32, {"c3": compartments.make_pair().private})


def a_header(cost: Cost | None = None) -> Header:
    slot = keys.make_slot(VAULT, PHRASE, KEYRING, cost or Cost.lowest())
    return Header(VAULT, 1, 1, "00" * 32, 0, slots=(slot,))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Every call of Argon2, with its parameters; the real one is called."""
    calls: list[tuple[object, ...]] = []
    real = argon2.low_level.hash_secret_raw

    def counted(secret: bytes, salt: bytes, *parameters: Any) -> bytes:
        calls.append(parameters)
        return real(secret, salt, *parameters)

    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", counted)
    return calls


def test_a_passphrase_opens_what_was_sealed_under_it() -> None:
    slot, keyring = keys.open_slot(a_header(), "d1", PHRASE)

    assert keyring == KEYRING
    assert slot.expires is None


def test_the_defaults_open_too() -> None:
    """Once with 256 MiB, as an office has it."""
    made = a_header(Cost())

    _slot, keyring = keys.open_slot(made, "d1", PHRASE)

    assert keyring == KEYRING
    assert made.slots[0].kdf == Kdf("argon2id", 262144, 3, 2)


def test_a_passphrase_is_the_same_however_its_letters_were_composed() -> None:
    slot = keys.make_slot(VAULT, "été à l’orée du bois", KEYRING, Cost.lowest())
    made = dataclasses.replace(a_header(), slots=(slot,))

    _slot, keyring = keys.open_slot(made, "D1 ", "e\u0301te\u0301 a\u0300 l’ore\u0301e du bois")

    assert keyring == KEYRING


def test_every_wrong_try_gets_the_same_words_and_the_same_work(work: list[tuple[object, ...]]) -> None:
    made = a_header()
    work.clear()
    heard = set()

    for login, phrase in (("d1", "another passphrase"), ("nobody", PHRASE), ("", ""), ("nobody", "\ud800\0")):
        with pytest.raises(errors.WrongPassphrase) as said:
            keys.open_slot(made, login, phrase)
        heard.add((str(said.value), said.value.field))

    assert len(heard) == 1
    assert len(work) == 4
    assert len(set(work)) == 1


def test_a_slot_moved_renamed_or_made_cheaper_does_not_open() -> None:
    made = a_header(Cost(20 * 1024, 2, 1))
    slot = made.slots[0]
    changes = [
        dataclasses.replace(slot, id="00" * 16),
        dataclasses.replace(slot, expires=99),
        dataclasses.replace(slot, salt="00" * 16),
        dataclasses.replace(slot, kdf=Cost.lowest().kdf()),
        dataclasses.replace(slot, sealed=slot.sealed[:-2]),
    ]

    for changed in changes:
        with pytest.raises(errors.WrongPassphrase):
            keys.open_slot(dataclasses.replace(made, slots=(changed,)), "d1", PHRASE)
    moved = dataclasses.replace(
        made, vault_id="34" * 16, slots=(dataclasses.replace(slot, find=keys.find_of("34" * 16, "d1")),)
    )
    with pytest.raises(errors.WrongPassphrase):
        keys.open_slot(moved, "d1", PHRASE)


@pytest.mark.parametrize(
    "kdf",
    [
        Kdf("argon2id", 19 * 1024 - 1, 1, 1),
        Kdf("argon2id", 1024 * 1024 + 1, 1, 1),
        Kdf("argon2id", 1 << 40, 1, 1),
        Kdf("argon2id", 19 * 1024, 0, 1),
        Kdf("argon2id", 19 * 1024, 11, 1),
        Kdf("argon2id", 19 * 1024, 1, 9),
        Kdf("argon2i", 19 * 1024, 1, 1),
        Kdf("md5", 19 * 1024, 1, 1),
    ],
    ids=str,
)
def test_a_cost_outside_the_bounds_is_refused_before_any_work(kdf: Kdf, work: list[tuple[object, ...]]) -> None:
    made = a_header()
    work.clear()
    crafted = dataclasses.replace(made, slots=(dataclasses.replace(made.slots[0], kdf=kdf),))

    for login in ("d1", "nobody"):
        with pytest.raises(errors.VaultUnreadable):
            keys.open_slot(crafted, login, PHRASE)

    assert work == []


def test_too_little_memory_is_said_and_never_made_cheaper(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_parameters: object) -> bytes:
        raise MemoryError

    made = a_header()
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", exhausted)

    with pytest.raises(errors.Fault) as said:
        keys.open_slot(made, "d1", PHRASE)

    assert "memory" in str(said.value)


def test_a_keyring_shows_nothing_of_itself() -> None:
    shown = repr(KEYRING) + str(KEYRING) + repr([KEYRING])

    for secret in (KEYRING.db_key, KEYRING.own, KEYRING.signing, KEYRING.compartments["c3"], b"d1"):
        assert secret.hex() not in shown
        assert repr(secret) not in shown


def test_a_slot_does_not_tell_how_much_its_owner_holds() -> None:
    poor = dataclasses.replace(KEYRING, compartments={})
    rich = dataclasses.replace(KEYRING, compartments={name: bytes(32) for name in compartments.NAMES})

    lengths = {len(keys.make_slot(VAULT, PHRASE, each, Cost.lowest()).sealed) for each in (poor, rich)}

    assert len(lengths) == 1


def test_derived_keys_differ_by_purpose() -> None:
    derived = {KEYRING.derived(purpose) for purpose in ("header-mac", "anchor", "audit", "backup")}

    assert len(derived) == 4
    assert KEYRING.db_key not in derived


def test_both_halves_open_the_recovery_slot_and_one_alone_does_not() -> None:
    slot, first, second = keys.make_recovery(VAULT, KEYRING)
    made = dataclasses.replace(a_header(), slots=(slot,))

    assert keys.open_recovery(made, first, second)[1] == KEYRING
    for pair in ((first, first), (second, first), (first, bytes(16)), (bytes(16), second)):
        with pytest.raises(errors.WrongPassphrase):
            keys.open_recovery(made, *pair)


def test_a_half_is_read_as_people_type_it_and_a_slip_is_noticed() -> None:
    half = bytes(range(16))
    printed = halves.spell(half, "A")

    assert halves.read(printed, "A") == half
    assert halves.read(printed.lower().replace("-", " ").replace("0", "o").replace("1", "l"), "A") == half
    assert halves.read(printed[2:], "A") == half
    with pytest.raises(errors.RuleBroken, match="other half"):
        halves.read(printed, "B")
    missed = 0
    for place in range(2, len(printed)):
        if printed[place] != "-":
            slip = printed[:place] + ("2" if printed[place] != "2" else "3") + printed[place + 1 :]
            try:
                halves.read(slip, "A")
                missed += 1
            except errors.RuleBroken:
                pass
    assert missed == 0


def test_sealing_to_a_compartment_is_bound_to_its_purpose() -> None:
    pair, other = compartments.make_pair(), compartments.make_pair()
    sealed = compartments.seal_to(pair.public, b"a data key", b"case key")

    assert compartments.open_with(pair.private, sealed, b"case key") == b"a data key"
    assert compartments.public_of(pair.private) == pair.public
    for private, info, data in (
        (other.private, b"case key", sealed),
        (pair.private, b"draft", sealed),
        (pair.private, b"case key", sealed[:-1]),
        (pair.private, b"case key", b""),
    ):
        with pytest.raises(compartments.CannotOpen):
            compartments.open_with(private, data, info)


def test_who_signs_can_be_checked_by_the_public_half() -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public = Ed25519PublicKey.from_public_bytes(KEYRING.verifying)

    public.verify(KEYRING.sign(b"a segment"), b"a segment")
    with pytest.raises(InvalidSignature):
        public.verify(KEYRING.sign(b"a segment"), b"another")
