"""What the likeness of names promises: spellings of one name at 0.85 or more, two names at 0.80 or less, and why."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.matching import names, spelling
from transit_desk.matching.names import LIKELY, UNLIKELY, Weights, keys_of, similar

# Evidence of spelling found in texts of the region, then invented pairs of fictional persons.
VARIANTS = """
Cirunga ~ Chirunga
Ninja ~ Nindja
Luhwinja ~ Luhwindja
Bafuliru ~ Bafuliiru
Ngweshe ~ Ngwesheh
Luindi ~ Lwindi
Shuri ~ Shuli
Nduhûra ~ Nduhura
Mushagalusha ~ Mushagaluza
Mushagalusha ~ Mushagalusa
Cirhuza ~ Chirhuza
Tshibangu ~ Chibangu
Djibril ~ Jibril
Ndjoli ~ Njoli
Moussa ~ Musa
Amani Bisimwa ~ Bisimwa Amani
Bisimua Amani ~ Amani Bisimwa
Josephine ~ Zefina
Pierre ~ Petro
Marie ~ Maria
Jean ~ Yohana
Mohamed ~ Muhammad
Deng ~ Dheng
Mohamed Abdallah ~ Muhammad Abdullahi
Kulimushi ~ Kurimushi
Murhula ~ Murula
Murhula ~ Mutula
Cirhakarhula ~ Chirakarula
Byamungu ~ Biamungu
Mwilarhe ~ Muilare
Ntakwinja ~ Takwindja
Mugisho ~ Mugicho
Mapendo ~ Mapendu
Espérance ~ Esperance
Dieumerci ~ Dieu-Merci
Jean-Bosco ~ Jean Bosco
Jean-Bosco ~ Bosco Jean
Héritier ~ Heritier
Nakalonge ~ Nakaronge
Chishugi ~ Cishugi
Bisimwa ~ Bisimua
Wilondja ~ Wilonja
Ebuela ~ Ebwela
Kashindi ~ Kasindi
Rubambiza ~ Lubambisa
Tuliabu ~ Turiyabu
Bashizi ~ Bachizi
Nshombo ~ Shombo
M'Cirunga ~ Cirunga
M’Cirunga ~ Mcirunga
Kabungulu ~ Kabunguru
Furaha ~ Fulaha
Zawadi ~ Zawady
Innocent ~ Inosent
Riziki ~ Lisiki
Nabintu ~ Nabindu
Mulumeoderhwa ~ Murumeoderwa
Nyakim ~ Niakim
Ouedraogo ~ Wedraogo
Nzigire ~ Zigire
Fatimatou ~ Fatouma
Youssouf ~ Yusuf
Mwamini ~ Muamini
Kasongo-wa-Mwinda ~ Kasongo wa Muinda
Kasongo-wa-Mwinda ~ Kasongowamwinda
Philippe ~ Filipe
Thérèse ~ Tereza
Shukuru ~ Chukuru
Plamedi ~ Plamédie
Vumilia ~ Bumilia
Quirin ~ Kirin
François ~ Fransisko
Baraka ~ Barack
Bisimwa ~ Bisimwa Amani
Nabintu Furaha ~ Furaha Nabintu Neema
"""

OTHERS = """
Bahati ~ Bati
Furaha ~ Faida
Neema ~ Noella
Amani ~ Bahati
Bahati ~ Baraka
Safari ~ Sifa
Riziki ~ Zawadi
Mugisho ~ Mihigo
Byamungu ~ Bisimwa
Murhula ~ Mugisho
Nshombo ~ Kashindi
Kambale ~ Kasereka
Kambale ~ Kahambu
Kakule ~ Katembo
Masika ~ Kahindo
Kahindo ~ Kahambu
Faida ~ Farida
Amani ~ Amina
Aline ~ Alice
Esther ~ Espérance
Musa ~ Moïse
Pascal ~ Pascaline
Josephine ~ Joseph
Mumbere ~ Mbusa
Balola ~ Bashizi
Nabintu ~ Nakalonge
Kabungulu ~ Byamungu
Kulimushi ~ Mushagalusha
Wilondja ~ Ebuela
Innocent ~ Clément
Nshombo ~ Nsimire
Cirhuza ~ Cirunga
Chishugi ~ Cishimbi
Kasongo ~ Kabongo
Sifa ~ Safi
Bora ~ Bera
Kito ~ Kato
Rehema ~ Neema
Salama ~ Salima
Paluku ~ Kakule
Mugisha ~ Muhima
Amani Bisimwa ~ Amani Mugisho
Amani Bisimwa ~ Bahati Mugisho
Lado Kenyi ~ Deng Kenyi
Nyakim Gatluak Deng ~ Lado Kenyi Wani
"""

# The stock of fictional names: each is a name of its own.
_STOCK = """
Cirhakarhula Nshombo Byamungu Mushagalusha Rubambiza Ntakwinja Bisimwa Kulimushi Murhula Chishugi Nakalonge Nabintu
Mugisho Balola Kabungulu Wilondja Ebuela Mwilarhe Bashizi Kashindi Mihigo Tuliabu Furaha Neema Zawadi Esther Faida Aline
Riziki Espérance Sifa Noella Byadunia Mapendo Amani Bahati Safari Bosco Dieumerci Pascal Baraka Olivier Musa Plamedi
Héritier Innocent
"""
STOCK = _STOCK.split()

ANY_NAME = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30)
BANTU = st.lists(
    st.sampled_from(["mu", "ki", "sha", "nga", "rha", "li", "ndo", "bwa", "ci", "nya", "za", "ho", "tu", "bi", "e"]),
    min_size=1,
    max_size=5,
).map("".join)


def pairs(table: str) -> list[tuple[str, str]]:
    return [(one, other) for line in table.strip().splitlines() for one, _, other in [line.partition(" ~ ")]]


@pytest.mark.parametrize(("one", "other"), pairs(VARIANTS))
def test_spellings_of_one_name_are_found_alike(one: str, other: str) -> None:
    assert similar(one, other).score >= LIKELY, str(similar(one, other).reason)


@pytest.mark.parametrize(("one", "other"), pairs(OTHERS))
def test_two_names_are_not_taken_for_one(one: str, other: str) -> None:
    assert similar(one, other).score <= UNLIKELY, str(similar(one, other).reason)


def test_no_two_names_of_the_stock_are_taken_for_one() -> None:
    """1,035 pairs of names that all differ: none may reach what a spelling of one name reaches."""
    taken = [(one, other) for one, other in itertools.combinations(STOCK, 2) if similar(one, other).score > UNLIKELY]

    assert taken == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Cirhuza", "Chirhuza", "Cirhuza ~ Chirhuza (c/ch)"),
        ("Murhula", "Murula", "Murhula ~ Murula (rh/r)"),
        ("Moussa Bisimwa", "Bisimua Musa", "Moussa ~ Musa (ou/u, ss/s), Bisimwa ~ Bisimua (w/u)"),
        ("Ntakwinja", "Takwindja", "Ntakwinja ~ Takwindja (n/–, j/dj)"),
        ("Cirunga", "M'Cirunga", "Cirunga ~ Mcirunga (–/m)"),
        ("M'Cirunga", "Cirunga", "Mcirunga ~ Cirunga (m/–)"),
        ("Josephine", "Zefina", "Josephine ~ Zefina"),
        ("Furaha Nabintu", "Furaha Bisimwa", "Furaha ="),
        ("Luhwinja", "Luhuwinja", "Luhwinja ~ Luhuwinja (–/u)"),
        ("Kasongowamwinda", "Kasongo wa Mwinda", "Kasongowamwinda ="),
        ("Furaha", "Bisimwa", "nothing alike"),
    ],
)
def test_the_reason_shows_what_differs(one: str, other: str, reason: str) -> None:
    assert str(similar(one, other).reason) == reason


@given(ANY_NAME, ANY_NAME)
def test_a_likeness_lies_between_nothing_and_one_and_has_a_reason(one: str, other: str) -> None:
    likeness = similar(one, other)

    assert 0 <= likeness.score <= 1
    assert str(likeness.reason)


@given(BANTU, BANTU, BANTU)
def test_it_does_not_matter_who_is_compared_with_whom(one: str, other: str, third: str) -> None:
    here, there = f"{one} {other}", third

    assert similar(here, there).score == pytest.approx(similar(there, here).score)


@given(BANTU, BANTU)
def test_the_order_of_words_does_not_matter(one: str, other: str) -> None:
    assert similar(f"{one} {other}", f"{other} {one}").score == pytest.approx(1.0)


@given(BANTU)
def test_a_name_is_itself(name: str) -> None:
    assert similar(name, name.upper()).score == 1


@pytest.mark.parametrize(("one", "other"), [("", ""), ("Amani", ""), (" - ", "Amani"), ("😀", "Amani")])
def test_what_holds_no_letter_is_like_nothing(one: str, other: str) -> None:
    assert similar(one, other).score == 0


def test_missing_words_cost_little_and_contradicting_ones_cost_more() -> None:
    missing = similar("Amani Bisimwa Nshombo", "Amani Bisimwa").score
    contradicting = similar("Amani Bisimwa Nshombo", "Amani Bisimwa Kashindi").score

    assert missing > LIKELY
    assert contradicting < UNLIKELY


def test_a_name_of_everybody_tells_less_than_a_rare_one() -> None:
    weights = Weights.of(["Kambale"] * 400 + ["Kambale Paluku"] * 300 + ["Nshombo Wilondja", "Ebuela"])

    common = similar("Kambale Ebuela", "Kambale Wilondja", weights)
    rare = similar("Ebuela Kambale", "Ebuela Paluku", weights)

    assert common.score < rare.score
    assert similar("Kambale", "Kambale", weights).weight < similar("Ebuela", "Ebuela", weights).weight


def test_spellings_of_one_name_are_counted_as_one() -> None:
    weights = Weights.of(["Cirunga", "Chirunga", "Cirunga Amani", "Bahati"])

    assert weights.of_key(names.key_of("chirunga")) < weights.of_key(names.key_of("bahati"))


@pytest.mark.parametrize(("one", "other"), pairs(VARIANTS))
def test_a_variant_shares_a_key_or_the_beginning_of_one(one: str, other: str) -> None:
    """The table of search keys is only the first sieve; it must not lose what the likeness would find."""
    here, there = keys_of(one), keys_of(other)

    assert any(a.startswith(b[:3]) or b.startswith(a[:3]) for a in here for b in there)


def test_most_variants_share_a_whole_key() -> None:
    every = pairs(VARIANTS)
    shared = [pair for pair in every if set(keys_of(pair[0])) & set(keys_of(pair[1]))]

    assert len(shared) / len(every) >= 0.9


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("chib", "Tshibangu"),
        ("Tshib", "Chibangu"),
        ("cibang", "Tshibangu"),
        ("CHIBANGU", "Tshibangu"),
        ("chibangu", "Tshibangu Amani"),
        ("moussa", "Musa"),
        ("c", "Cirhuza"),
        ("pas", "Pascal"),
        ("pasc", "Pascal"),
        ("mutu", "Murhula"),
        ("chuk", "Shukuru"),
        ("yohana", "Jean"),
        ("yoha", "Yohana"),
        ("dieum", "Dieu Merci"),
        ("cirunga", "M'Cirunga"),
        ("amani bis", "Bisimwa Amani"),
    ],
)
def test_a_name_half_typed_finds_the_whole(typed: str, name: str) -> None:
    keys = keys_of(name)

    for ways in names.sought(typed):
        assert any(key.startswith(way) for key in keys for way in ways), (ways, keys)


def test_an_empty_box_seeks_nothing() -> None:
    assert names.sought(" -- ") == ()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Cirhakarhula", ("cilakalul", "citakatul")),
        ("M'Cirunga", ("mcilung", "cilung")),
        ("Kasereka", ("kasilik", "silik")),
        ("Hawa", ("hawa",)),
        ("Dieu-Merci", ("diu", "mils", "diumils")),
        ("فاطمة", ("فاطمة",)),
        ("", ()),
        ("(?)", ()),
    ],
)
def test_the_keys_of_a_name(name: str, keys: tuple[str, ...]) -> None:
    assert keys_of(name) == keys


@given(ANY_NAME)
def test_every_name_with_a_letter_has_a_key(name: str) -> None:
    keys = keys_of(name)

    assert bool(keys) == bool(spelling.tokens(name))
    assert len(set(keys)) == len(keys)
    assert all(key and " " not in key for key in keys)


def test_letters_of_every_script_are_kept() -> None:
    assert similar("محمد أحمد", "احمد محمد").score >= LIKELY
    assert similar("ሰላም", "ሰላም").score == 1
    assert keys_of("ሰላም")


def test_the_words_of_a_name_are_heard_one_by_one() -> None:
    assert [word.signs for word in names.heard("Nduhûra Cirhuza")] == ["duhura", "CiRuza"]
