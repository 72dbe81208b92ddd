"""Forms of grant numbers, and ROR IDs."""

import pytest

from projects.grant_numbers import form_of, number_key, ror_of


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


@pytest.mark.parametrize(
    ("funder", "number"),
    [
        *(("NSFC", number) for number in ("62376134", "U2033218", "U24A20325", "U23B2048", "T2225025")),
        *(("国家自然科学基金", number) for number in ("623B2091", "T2350710232", "61450110082")),
        *(("National Science  Foundation", number) for number in ("2112665", "CCF-2112665", "IIS 2112665")),
        *(("European Research Council", number) for number in ("714034", "101002345")),
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
    assert number_key("u24a 20325") == number_key("U24A20325")
    assert number_key("62376134") != number_key("62376135")
