import pytest

from site_readers.front_matter import BadDataError, is_false, load_data, load_json, load_yaml, split


def test_yaml_front_matter_is_separated_with_its_lines():
    page = split("a.md", '---\ntitle: "x"\n\ndate: 2024-09\n---\nBody\n')
    assert page.data == {"title": "x", "date": "2024-09"}
    assert (page.body, page.body_line, page.lines) == ("Body\n", 6, {"title": 2, "date": 4})


def test_toml_front_matter_is_read():
    page = split("a.md", "+++\ntitle = 'x'\ndate = 2024-09-03\n+++\nBody")
    assert (page.data, page.body) == ({"title": "x", "date": "2024-09-03"}, "Body")


def test_page_without_front_matter_is_all_body():
    page = split("a.md", "# Title\n\n---\n")
    assert (page.data, page.body, page.body_line) == ({}, "# Title\n\n---\n", 1)


def test_tabs_do_not_lose_the_page():
    page = split("a.md", '---\ntitle: "x"\nurl_pdf: "https://a.example/p"\t\nlist:\n\t- a\n---\nBody')
    assert page.data == {"title": "x", "url_pdf": "https://a.example/p", "list": ["a"]}


def test_values_stay_as_written():
    data = load_yaml("a: 2024.10\nb: 2022-04-12\nc: 007\nd: No\ne: true\nf: 1e3\ng:\nh: 2022-02-31\n")
    assert data == {
        "a": "2024.10",
        "b": "2022-04-12",
        "c": "007",
        "d": "No",
        "e": True,
        "f": "1e3",
        "g": None,
        "h": "2022-02-31",
    }


def test_unreadable_front_matter_keeps_the_body_and_plain_fields():
    page = split("a.md", "---\ntitle: @A paper\nyear: 2024\n---\nBody")
    assert (page.data, page.body) == ({"title": "@A paper", "year": "2024"}, "Body")
    assert page.problems[0][0] == 2


def test_values_with_a_colon_need_no_quotes():
    page = split(
        "a.md", '---\ntitle: A: "b" \\ c\nawards:\n  - title: Maps: a course\n    date: 2024\n---\nBody'
    )
    assert page.data == {"title": 'A: "b" \\ c', "awards": [{"title": "Maps: a course", "date": "2024"}]}
    assert not page.problems


def test_mappings_know_their_lines():
    people = load_yaml("- name: A\n  role: x\n\n- name: B\n")
    assert [person.line for person in people] == [1, 4]
    assert split("a.md", "---\npeople:\n  - name: A\n---\n").data["people"][0].line == 3


def test_tag_of_another_program_is_read_as_plain_data():
    assert load_yaml("a: !ruby/object:Set\n  b: 1\nc: !!binary aGk=\n") == {"a": {"b": "1"}, "c": "aGk="}


def test_yaml_that_multiplies_itself_is_refused():
    bomb = "a: &a [x]\n" + "".join(f"{key}: [{', '.join(['*a'] * 60)}]\n" for key in "bcdef")
    with pytest.raises(BadDataError):
        load_yaml(bomb)


@pytest.mark.parametrize("text", ["a: [", "[" * 5000, "a: 'b", "{" * 500 + "}" * 500])
def test_broken_data_is_one_error(text):
    for name in ("a.yml", "a.json", "a.toml"):
        with pytest.raises(BadDataError):
            load_data(name, text)


def test_json_numbers_are_text():
    assert load_json('{"year": 2024, "v": [1.50, null, true]}') == {"year": "2024", "v": ["1.50", None, True]}


def test_no_is_false():
    assert [is_false(value) for value in (False, "no", "False", "", None, "yes")] == [True, True, True] + [
        False
    ] * 3
