"""What makes homepages hard to read: comments, broken markup, marks, badges, flavours of Markdown."""

import pytest

from site_readers import read


@pytest.fixture
def homepage(tmp_path):
    def read_page(text, name="index.md"):
        (tmp_path / name).write_text(text)
        return read(tmp_path / name)

    return read_page


def test_comments_bring_nothing_and_a_commented_heading_begins_no_section(homepage):
    result = homepage(
        "# Publications\n<!-- # Further papers -->\n- A live paper, **Ann Lee**, *ICXX 2024*\n"
        "<!-- # Honors\n- 2019 Prize of another university -->\n[//]: # (- 2020 Prize)\n"
    )
    assert [paper.title for paper in result.publications] == ["A live paper"]
    assert not result.honors


def test_broken_markup_leaves_no_trace(homepage):
    result = homepage(
        '# Honors\n- *2022.12* <span style="color:red">State Prize<\\span> (top 2%), Ministry.\n'
        "# Publications\n"
        "- [A paper on things]([https://a.example/x](https://b.example/y.pdf)), Ann Lee, Bo Wu, ICXX 2024, "
        '[PDF](), <a href="[PDF链接]">Paper</a>, <a href="">code</a>\n'
        "- Another paper without a start](https://c.example/z). Ann Lee, Bo Wu. ICXX 2023.\n"
    )
    (honor,) = result.honors
    assert (honor.title, honor.level, honor.issuer) == ("State Prize", "top 2%", "Ministry")
    assert [link.url for link in result.publications[0].links] == ["https://b.example/y.pdf"]
    assert result.publications[1].title == "Another paper without a start"
    assert [link.url for link in result.publications[1].links] == ["https://c.example/z"]


@pytest.mark.parametrize(
    ("legend", "authors", "equal"),
    [
        ("(* equal contribution, # corresponding)", "Ann Lee*, Bo Wu*, Cy Xu#", [0, 1]),
        ("(# denotes equal contribution)", "{Ann Lee#, **Bo Wu#**}, Cy Xu", [0, 1]),
        ("", "Ann Lee, Bo Wu*, Cy Xu", []),
        ("", "Ann Lee*, Bo Wu*, Cy Xu", [0, 1]),
        ("", "Ann Lee, Bo Wu*, Cy Xu*", []),
        ("(* corresponding author)", "Ann Lee*, Bo Wu*, Cy Xu", []),
        ("（†表示共同一作，*表示通讯作者）", "Ann Lee†, Bo Wu†, Cy Xu*", [0, 1]),
    ],
)
def test_legend_decides_what_a_mark_means(homepage, legend, authors, equal):
    result = homepage(f"# Publications\n{legend}\n\n- {authors}. A paper on great things. *ICXX*, 2024.\n")
    (paper,) = result.publications
    assert paper.authors == ["Ann Lee", "Bo Wu", "Cy Xu"]
    assert paper.equal_contribution == equal


def test_reference_in_apa_style_is_read(homepage):
    result = homepage(
        "# Publications\n- Lee, A., <b>Wu, B.</b>*, & Xu, C. (2024). A title of things. Journal "
        "of X, 3(1), 2.\n"
    )
    (paper,) = result.publications
    assert (paper.title, paper.authors) == ("A title of things", ["Lee, A.", "Wu, B.", "Xu, C."])
    assert (paper.venue, paper.year, paper.equal_contribution) == ("Journal of X", "2024", [])


def box(badge, text):
    return (
        f'<div class="paper-box"><div class="paper-box-image"><div class="badge">{badge}</div></div>\n'
        f'<div class="paper-box-text" markdown="1">\n{text}\n</div></div>\n'
    )


def test_badge_counts_less_than_the_text(homepage):
    text = "[**ICXX 2026**] [A title of great length](https://a.example/u)\n\nAnn Lee, Bo Wu"
    (paper,) = homepage("# Publications\n" + box("arXiv", text)).publications
    assert (paper.title, paper.venue, paper.year) == ("A title of great length", "ICXX", "2026")


def test_badge_without_paper_makes_no_paper(homepage):
    result = homepage("# Publications\n" + box("2", "[**Project-2**] **Some topic**"))
    assert not result.publications
    assert "Some topic" in " ".join(rest.text for rest in result.not_understood)


@pytest.mark.parametrize(
    ("venue", "name", "year"),
    [
        ("*Journal of Things (JT), IF=8.6, 2024*", "Journal of Things (JT)", "2024"),
        ("*Submitted to JT, (under review, 2026)*", "", "2026"),
        ("In Proceedings of ICXX-24. Oslo, Norway, 2024: 12-19. (EI, CCF-C)", "ICXX", "2024"),
        ("arXiv preprint arXiv:2402.02491, 2024.", "arXiv", "2024"),
    ],
)
def test_venue_and_year_are_those_of_the_text(homepage, venue, name, year):
    result = homepage(
        f"# Publications\n- [A title of great length](https://a.example). Ann Lee, Bo Wu. {venue}\n"
    )
    (paper,) = result.publications
    assert (paper.venue, paper.year) == (name, year)


def test_same_paper_is_imported_once(homepage):
    result = homepage(
        "# Selected publications\n- [A title of great length](https://a.example), Ann Lee, Bo Wu, ICXX 2024\n"
        "# All publications\n- Ann Lee, Bo Wu. A Title of Great Length. ICXX, 2024. [Code](https://c.example)\n"
    )
    (paper,) = result.publications
    assert [link.url for link in paper.links] == ["https://a.example", "https://c.example"]


def test_flavours_of_markdown_are_read(homepage):
    result = homepage(
        '---\ntitle: "x"\nurl_pdf: "https://a.example/p"\t\n---\nEducation\n======\n- 2019 - '
        "2023, North University\n"
        "\nHonors\n======\n- **国家奖（2020）**教育部\\\\\n  next line\n\n#Talks\n- 2024.05, A talk on "
        "things, LogicConf\n"
        '# Publications\n<div markdown="1">\n[**A title of great length**](https://a.example), '
        "Ann Lee, ICXX 2024\n</div>\n"
    )
    assert [study.school for study in result.education] == ["North University"]
    (honor,) = result.honors
    assert honor.date == "2020"
    assert "*" not in honor.title + honor.issuer
    assert [talk.title for talk in result.talks] == ["A talk on things"]
    assert [paper.title for paper in result.publications] == ["A title of great length"]


def test_examples_of_templates_stay_out_and_are_named(homepage):
    result = homepage(
        "# Honors\n- *2021.10* Lorem ipsum dolor sit amet, consectetur.\n- *2022* Real Prize\n# "
        "Publications\n"
        "- [Deep Residual Learning for Image Recognition](https://a.example), **Kaiming He**, "
        "Xiangyu Zhang, CVPR 2016\n"
    )
    assert [honor.title for honor in result.honors] == ["Real Prize"]
    assert not result.publications
    assert [rest.why for rest in result.not_understood] == ["Template example, left out."] * 2


def test_table_of_papers_with_pictures_is_read(homepage):
    result = homepage(
        "<html><body><table><tr><td><h2>Research</h2></td></tr></table><table>"
        '<tr><td><img src="a.png"></td><td><a href="https://p.example"><papertitle>A title of '
        "great length</papertitle>"
        "</a><br><strong>Ann Lee</strong>, <a href='https://bo.example'>Bo "
        "Wu</a><br><em>ICXX</em>, 2024 (Oral)<br>"
        "<a href='https://p.example/code'>code</a> / <a href='https://arxiv.org/abs/2401.00001'>arXiv</a>"
        "<p>We show great things.</p></td></tr></table></body></html>",
        "index.html",
    )
    (paper,) = result.publications
    assert (paper.title, paper.authors) == ("A title of great length", ["Ann Lee", "Bo Wu"])
    assert (paper.venue, paper.year) == ("ICXX", "2024")
    assert [link.url for link in paper.links] == [
        "https://p.example/code",
        "https://arxiv.org/abs/2401.00001",
        "https://p.example",
    ]
    assert "We show great things." in " ".join(rest.text for rest in result.not_understood)


@pytest.mark.parametrize("text", ["# News\n" + "- 2024.05: Hello\n" * 30_000, "# News\n- " + "[" * 30_000])
def test_page_that_is_too_long_is_refused_and_named(homepage, text):
    result = homepage(text)
    assert not result.news
    (rest,) = result.not_understood
    assert "longer than" in rest.why
