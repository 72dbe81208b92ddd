"""Forms of grant numbers, and ROR IDs."""

import pytest

from projects.grant_numbers import form_of, number_key, number_keys, ror_of


@pytest.mark.parametrize(
    "text", ["01h0zpd94", "https://ror.org/021nxhr62", "ror.org/0472cxd90", " 05A28RW58 "]
)
def test_ror_id_is_read_from_what_people_copy(text):
    assert ror_of(text) == text.strip().lower()[-9:]


@pytest.mark.parametrize(
    "text", ["", "01h0zpd95", "11h0zpd94", "01h0zpd9", "01h0ipd94", "https://example.org/01h0zpd94"]
)
def test_ror_id_with_a_wrong_checksum_or_form_is_refused(text):
    assert ror_of(text) == ""


#: Numbers that Crossref records with papers, and others that the funders print.
PRINTED = {
    "NSFC": (
        "62376134 62233005 61375053 U2033218 U1301256 U24A20325 U23B2048 T2225025 W2412078 523B2089 623B2091 "
        "2156112001 21961142015 T2350710232 61450110082"
    ),
    "国家自然科学基金": "62376134",
    "National Science  Foundation": (
        "2112665 0825155 CCF-2112665 OPP1032350 CRII-1947789 CISE-CNS-2225698 DMS-19-13035 IOS-1553613"
    ),
    "European Research Council": "714034 101002345",
}


@pytest.mark.parametrize(
    ("funder", "number"),
    [
        *((funder, number) for funder, numbers in PRINTED.items() for number in numbers.split()),
        *(("NSF", number) for number in ("IIS 2112665", "ACI- 1638186", "CISE 1028668")),
        ("ERC", "ERC-2021-STG 101039827"),
    ],
)
def test_printed_numbers_have_the_form_of_their_funder(funder, number):
    assert form_of("", funder).pattern.fullmatch(number)


@pytest.mark.parametrize(
    ("ror", "number"),
    [("01h0zpd94", "6237613"), ("01h0zpd94", "2112665"), ("021nxhr62", "62376134"), ("0472cxd90", "1010023")],
)
def test_other_numbers_do_not(ror, number):
    assert not form_of(ror).pattern.fullmatch(number)


def test_other_funders_have_any_form():
    assert form_of("", "Yarn Fund") is None
    assert form_of("05a28rw58", "NSF") is None  # the ROR ID decides


def test_numbers_are_compared_without_division_case_and_spaces():
    assert number_key("CCF-2112665") == number_key("2112665")
    assert number_key("CISE-CNS-2225698") == number_key("2225698")
    assert number_key("u24a 20325") == number_key("U24A20325")
    assert number_key("62376134") != number_key("62376135")


def test_award_with_several_numbers_has_the_key_of_each():
    assert {"1427389", "2052443", "2139882"} <= number_keys("1427389 / 2052443 / 2139882")
    assert {"0805476", "1724745"} <= number_keys("CCF 0805476, CCF 1724745")
    assert number_keys("EP/S022481/1") == {number_key("EP/S022481/1"), "S022481"}
