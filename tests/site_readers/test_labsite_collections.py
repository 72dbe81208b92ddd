"""Groups with collections and menus of their own on a Jekyll site. All of it is invented."""

from tests.site_readers.sites import named, read_site, values


def page(body: str = "", **fields: str) -> str:
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + f"---\n{body}\n"


SITE = {
    "_config.yml": "title: Lake Lab\nurl: https://lake.example",
    "_data/navigation.yml": "main:\n  - {title: People, url: /people/}\n  - {title: Papers, url: /papers/}",
    "_pages/about.md": page("We map lakes. [Talks](/talks/)", permalink="/"),
    "_pages/people.md": """\
        ---
        permalink: /people/
        ---
        ## Teachers
        [Ann Li](https://lake.example/people/ann)

        ## Master (1st year)
        [吴波](/people/bo)  [许云](/people/cy)

        ## Graduated
        {% for post in site.grad %}{{ post.title }}{% endfor %}
        """,
    "_people/bo.md": page(
        "培养层次：博士\n\n入学时间：2021年\n\n联系方式：bo@lake.example\n\n### 兴趣", title="吴波"
    ),
    "_people/cy.md": page(title="许云"),
    "_people/di.md": page(title="何迪"),
    "_grad/all.md": page(
        "| 姓名 | 入学年份 | 层次 | 毕业去向 |\n|-|-|-|-|\n| 钱月 | 2005 | 硕士 | 湖泊公司 |",
        title="毕业去向",
    ),
    "_pages/papers.md": page(
        "{% for one in site.journal %}{{ one.title }}{% endfor %}", permalink="/papers/"
    ),
    "_journal/a.md": page(title="Maps of rivers", venue="Lakes", author="Ann Li, Bo Wu.", date="2019-01-01"),
    "_pages/talks.md": page(
        "- Ann Li, “Maps of all lakes”, Lake Meeting, 2022", title="Conferences", permalink="/talks/"
    ),
    "_pages/cv.md": page(
        "## Publications\n- Ann Li, Bo Wu. Old maps of rivers. Lakes, 2001.", title="CV", permalink="/cv/"
    ),
}


def test_people_of_a_list_have_the_role_of_its_heading():
    result = read_site(SITE)
    assert values(result.people, "name", "role", "status", "start", "email", "place") == [
        ("吴波", "master", "current", "2021", "bo@lake.example", ""),
        ("许云", "master", "current", "", "", ""),
        ("Ann Li", "faculty", "current", "", "", ""),
        ("钱月", "master", "previous", "2005", "", "湖泊公司"),
    ]
    assert named(result, "contradicts “phd”")
    assert named(result, "何迪") == [("_people/di.md", 2, "The site shows this person on no page.")]


def test_collection_of_any_name_is_read_where_a_page_shows_it():
    assert values(read_site(SITE).publications, "title", "authors", "year", "venue") == [
        ("Maps of rivers", ["Ann Li", "Bo Wu"], "2019", "Lakes")
    ]
    hidden = read_site(SITE | {"_pages/papers.md": page("No list.", permalink="/papers/")})
    assert not hidden.publications and named(hidden, "Maps of rivers")


def test_page_to_which_neither_menu_nor_link_leads_is_left_out():
    result = read_site(SITE)
    assert values(result.talks, "title") == [("Maps of all lakes",)]
    assert named(result, "CV") == [("_pages/cv.md", 1, "No page of the site leads here, left out.")]
    shown = read_site(
        SITE | {"_data/navigation.yml": "main: [{url: /people/}, {url: /papers/}, {url: /cv/}]"}
    )
    assert ("Old maps of rivers",) in values(shown.publications, "title")


def test_video_in_the_place_of_a_picture_is_a_link_in_the_news():
    post = page(
        "Our talk:\n<![]({https://youtu.be/1a})>\n\n![Part two](https://www.youtube.com/watch?v=2b)",
        title="Talk",
    )
    result = read_site(SITE | {"_posts/2024-01-02-talk.md": post})
    text = "Talk\n\nOur talk:\n[https://youtu.be/1a](https://youtu.be/1a)"
    text += "\n\n[Part two](https://www.youtube.com/watch?v=2b)"
    assert values(result.news, "date", "text") == [("2024-01-02", text)]
    assert not named(result, "youtu")
