"""The signed line that comes back: it proves, and it tells nothing else."""

from __future__ import annotations

import json
import random

import pytest

from tests.export.makers import (
    CASE,
    CENTRE,
    CENTRE_KEY,
    CREATED,
    PARTNER,
    PARTNER_KEY,
    a_child,
    mutated,
    opened,
    sealed,
)
from transit_desk.export.receipt import SIGNED_AS, Outcome, read_receipt, receipt_for
from transit_desk.export.refusals import PackageRefused, Why
from transit_desk.export.verify import Opened, Trust

KNOWN = {PARTNER.key_id: "ONG d’essai"}


def a_receipt(children: int = 2) -> tuple[Opened, bytes]:
    got = opened(sealed(*(a_child() for _ in range(children))))
    outcomes = {child.local_id: Outcome.TAKEN for child in got.children}
    outcomes[got.children[0].local_id] = Outcome.PARTLY
    return got, receipt_for(got, PARTNER_KEY, PARTNER, CREATED + 5, outcomes)


def test_a_receipt_proves_to_the_sender_what_arrived() -> None:
    got, blob = a_receipt()

    read = read_receipt(blob, got.manifest_hash, KNOWN)

    assert (read.package_id, read.manifest_hash) == (got.manifest.package_id, got.manifest_hash)
    assert (read.trust, read.label, read.received_at) == (Trust.KNOWN, "ONG d’essai", CREATED + 5)
    assert read.outcomes[got.children[0].local_id] is Outcome.PARTLY
    assert len(read.outcomes) == 2
    assert read.notes == ()


def test_a_receipt_holds_no_name_and_nothing_of_a_child() -> None:
    _, blob = a_receipt()

    told = json.loads(json.loads(blob)["receipt"])

    assert set(told) == {"format", "version", "package", "manifest", "receiver", "received", "children"}
    assert blob.isascii()
    for word in (CENTRE.label, PARTNER.label, "ONG", str(CASE["name"]), "Suivi", "Kavu"):
        assert word not in json.dumps(told, ensure_ascii=False)


def test_a_receipt_from_an_unknown_key_says_so() -> None:
    got, blob = a_receipt()

    read = read_receipt(blob, got.manifest_hash, {})

    assert read.trust is Trust.UNVERIFIED
    assert "confirmed" in str(read.notes[0])


def test_a_receipt_for_another_package_is_refused() -> None:
    _, blob = a_receipt()
    other, _ = a_receipt()

    with pytest.raises(PackageRefused) as refused:
        read_receipt(blob, other.manifest_hash, KNOWN)

    assert refused.value.why is Why.RECEIPT


def test_no_change_of_a_receipt_changes_what_it_says() -> None:
    got, blob = a_receipt()
    true = read_receipt(blob, got.manifest_hash, KNOWN)
    chance = random.Random(16)

    for _ in range(500):
        try:
            assert read_receipt(mutated(blob, chance), got.manifest_hash, KNOWN) == true
        except PackageRefused:
            continue


def test_a_receipt_of_thirty_three_children_is_read_too() -> None:
    got, blob = a_receipt(33)

    assert len(read_receipt(blob, got.manifest_hash, KNOWN).outcomes) == 33


def test_a_later_receipt_is_said_to_be_newer() -> None:
    got, blob = a_receipt()

    with pytest.raises(PackageRefused) as refused:
        read_receipt(blob.replace(b'\\"version\\":1', b'\\"version\\":2'), got.manifest_hash, KNOWN)

    assert refused.value.why is Why.NEWER_FORMAT


def test_only_children_of_the_package_and_the_office_itself_are_in_a_receipt() -> None:
    got, _ = a_receipt()

    with pytest.raises(ValueError, match="not in the package"):
        receipt_for(got, PARTNER_KEY, PARTNER, CREATED, {"0" * 16: Outcome.TAKEN})
    with pytest.raises(ValueError, match="not the one who signs"):
        receipt_for(got, CENTRE_KEY, PARTNER, CREATED, {})


def test_a_receipt_that_borrows_the_id_of_a_known_key_is_refused() -> None:
    got, blob = a_receipt()
    body = json.loads(blob)["receipt"].replace(PARTNER.key_id, CENTRE.key_id)
    forged = json.dumps({"receipt": body, "signature": PARTNER_KEY.sign(SIGNED_AS + body.encode()).hex()})

    with pytest.raises(PackageRefused) as refused:
        read_receipt(forged.encode(), got.manifest_hash, {CENTRE.key_id: "x"})

    assert refused.value.why is Why.SIGNATURE
