"""Names that are typed or pasted into the form of a publication."""

import pytest

from publications.typed_names import authors_in_list


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Example, andrea Cho, and Bo Reed,", ["Ada Example", "andrea Cho", "Bo Reed"]),
        ("A. Example, B.C. Reed & D. Lake", ["A. Example", "B.C. Reed", "D. Lake"]),
        ("A. Example, B. Reed", ["A. Example", "B. Reed"]),
        ("Ada M. Example, Bo Reed", ["Ada M. Example", "Bo Reed"]),
        ("王伟，李娜", ["王伟", "李娜"]),
        ("Ada Example\tBo Reed\r\nCy Lake", ["Ada Example", "Bo Reed", "Cy Lake"]),
        ("Example, Ada and Reed, Bo", ["Example, Ada", "Reed, Bo"]),
        ("Ada van der Berg，伍爱达、Otto von Reed", ["Ada van der Berg", "伍爱达", "Otto von Reed"]),
    ],
)
def test_list_of_full_names_has_several_authors(text, names):
    assert [author.name for author in authors_in_list(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example",
        "Example, Ada",
        "King, Martin L., Jr.",
        "Ruiz Ortega, Pilar M.",
        "Ada Example, Bo Reed",
        "Ortega y Gasset, José Luis",
        "山田, 太郎",
        "Ada Example, Bo Reed, et al.",
        "Ada Example & Sons",
        "Example Looms, Inc.",
        "Ministry of Looms, Bank of Looms",
        "U.S. Department of Looms, Office of Yarn",
        "Ada Example, Sample University, Lake City",
        "{Ada Example and Bo Reed}",
        "",
    ],
)
def test_other_text_is_left_as_it_is(text):
    assert authors_in_list(text) == []


def test_long_blanks_are_read_fast():
    assert authors_in_list("Ada" + " " * 200_000 + "Example") == []
