"""What owners of template sites write: labels, co-authors, links. All of it is invented."""

from tests.site_readers.sites import read_site, values

SITE = {"_config.yml": "title: Ann\nauthor:\n  name: Ann Lee\n", "index.md": "I map rivers.\n"}
PAPERS = {"_pages/papers.md": "---\npermalink: /papers/\n---\n{% for p in site.publications %}{% endfor %}\n"}


def test_parts_of_patents_are_told_by_their_labels():
    page = """
        # Patents

        - **Title:** Mapping Method (一种绘图方法)
          - **No.:** CN1
          - **Inventors:** **Ann Lee**, Bo Wu
          - **Grant Date:** 2022-07-08
        - **Title:** Map of Lakes
          - **Owner:** Lake Maps Co., Ltd.
          - **Grant Date:** 2024-12-18
    """
    result = read_site({"index.md": page})

    assert values(result.publications, "title", "authors", "year", "month") == [
        ("Mapping Method (一种绘图方法)", ["Ann Lee", "Bo Wu"], "2022", "07"),
        ("Map of Lakes", [], "2024", "12"),
    ]
    assert any("CN1" in rest.text for rest in result.not_understood)


def test_authors_besides_the_owner_are_those_of_a_field_of_their_own():
    entry = """
        ---
        title: Maps of rivers
        date: 2022-09-15
        co_authors: '[Bo Wu](https://x.edu/~wu), Cy Xu, and [Di Yun](https://x.edu/yun)'
        ---
    """
    pages = {
        "_pages/papers.md": "---\npermalink: /papers/\n---\n{% for p in site.publications %}{% endfor %}\n"
    }
    result = read_site(SITE | pages | {"_publications/a.md": entry})

    assert values(result.publications, "authors") == [(["Ann Lee", "Bo Wu", "Cy Xu", "Di Yun"],)]


def test_citation_with_hyphens_names_all_authors():
    entry = """
        ---
        title: Ferns
        date: 2022-07-21
        citation: 'Lee, A.D., Blake‐Wu, J., & Xu, J. E. (2022). &quot;Ferns.&quot;'
        ---
    """
    pages = {
        "_pages/papers.md": "---\npermalink: /papers/\n---\n{% for p in site.publications %}{% endfor %}\n"
    }
    result = read_site(SITE | pages | {"_publications/a.md": entry})

    assert values(result.publications, "authors") == [(["Lee, A.D.", "Blake‐Wu, J.", "Xu, J. E."],)]


def test_entry_to_which_a_page_links_is_reached():
    pages = {
        "index.md": "<a href=\"{{ '/publication/maps' | relative_url }}\">Maps</a>\n",
        "_publications/a.md": "---\ntitle: Maps\npermalink: /publication/maps\ndate: 2021-02-04\n---",
        "_publications/b.md": "---\ntitle: Maps of lakes\npermalink: /publication/lakes\n---\n",
    }
    assert values(read_site(SITE | pages).publications, "title", "year") == [("Maps", "2021")]


def test_page_to_which_liquid_completes_the_address_is_reached():
    pages = {
        "_data/navigation.yml": "main: []\n",
        "index.md": "<a href=\"{{ '/honors/' | relative_url }}\">Honors</a>\n",
        "_pages/honors.md": "---\npermalink: /honors/\n---\n# Honors\n\n- 2023 Prize of Maps\n",
    }
    assert values(read_site(SITE | pages).honors, "title") == [("Prize of Maps",)]


def test_heading_with_co_authors_below_is_a_paper_of_the_owner():
    page = """
        # Research

        ## Networks of lake beliefs
        With M. Croce, R. Colacito, and F. Gerding

        We construct a model of lakes.

        ## A flexible approach to maps
        With B. Wu · Lake Letters, 2021
    """
    result = read_site(SITE | {"index.md": page})

    assert values(result.publications, "title", "authors", "year") == [
        ("Networks of lake beliefs", ["Ann Lee", "M. Croce", "R. Colacito", "F. Gerding"], ""),
        ("A flexible approach to maps", ["Ann Lee", "B. Wu"], "2021"),
    ]


def test_topic_of_projects_and_page_for_students_begin_no_other_section():
    page = """
        # Projects

        ## Maps & Education
        - **Map School**: a school for maps.

        # Playground for students
        We have lakes to play with.

        # Education
        I received my B.A. in Maps with honors from Lake University in 2021, and I worked on rivers there.

        <h1>02</h1><p>02</p>
    """
    result = read_site({"index.md": page})

    assert values(result.projects, "title") == [("Map School",)]
    assert (result.notices, result.education) == ([], [])


def test_articles_without_a_class_are_entries():
    page = """
        <h2>Qualifications</h2><div>
        <article><div>2024-2028<br><small>Expected</small></div>
          <div><h3>PhD in Maps</h3><p>Lake University · Laketown</p></div></article>
        <article><div>2015-2020</div>
          <div><h3>BSc in Rivers</h3><p>River University · Rivertown</p></div></article></div>
    """
    result = read_site({"index.html": page})

    assert values(result.education, "start", "end", "degree") == [
        ("2024", "2028", "PhD in Maps"),
        ("2015", "2020", "BSc in Rivers"),
    ]


def test_loose_bibliography_counts_beside_nothing_but_examples():
    site = {
        "config/_default/hugo.yaml": "title: Ann\n",
        "content/authors/admin/_index.md": "---\ntitle: Ann Lee\nsuperuser: true\n---\n",
        "content/publication/journal-article/index.md": "---\ntitle: An example journal article\n---\n",
        "publications.bib": "@article{a, title={Maps of rivers}, author={Lee, Ann}, year=2022}\n",
    }
    assert values(read_site(site).publications, "title", "year") == [("Maps of rivers", "2022")]


def test_date_in_a_colour_is_the_date_of_the_news():
    result = read_site(
        {"index.md": "# News\n\n- $\\color{#37a55a}{2022.10 – Funding:}$ &nbsp;I got a grant.\n"}
    )
    assert values(result.news, "date") == [("2022-10",)]


def test_subject_before_a_degree_and_after_a_school_is_kept():
    page = """
        # Education

        - *2015.07 - 2021.07*: Lakes, rivers and Maps, Ph.D., Lake University.
        - *2012 - 2015*: Lake University — Pattern of Rivers
    """
    result = read_site({"index.md": page})

    assert values(result.education, "degree", "school", "department") == [
        ("Ph.D., Lakes, rivers and Maps", "Lake University", ""),
        ("", "Lake University", "Pattern of Rivers"),
    ]


def test_profile_of_hugo_holds_begun_studies_and_papers_below_the_biography():
    author = """
        ---
        title: Ann Lee
        superuser: true
        education:
          - area: PhD Maps
            institution: Lake University
            date_start: 2024-09-01
            date_end: ''
        ---
        I map rivers.

        ### Selected Publications

        - **Maps of Rivers: A Survey with Lakes and Seas** (ICXX 2025)
    """
    site = {"config/_default/hugo.yaml": "title: Ann\n", "content/authors/admin/_index.md": author}
    result = read_site(site)

    assert values(result.education, "start", "end") == [("2024-09-01", "")]
    assert values(result.publications, "title", "year") == [
        ("Maps of Rivers: A Survey with Lakes and Seas", "2025")
    ]
    assert any(rest.text == "I map rivers." for rest in result.not_understood)


def test_box_with_several_projects_is_read_as_such():
    box = "<div class='paper-box'><div class='paper-box-text' markdown=\"1\">\n\n{}\n</div>\n</div>\n\n"
    numbered = (
        "- Project 1: Maps of Lakes\n- Project 2 Maps of Seas\n\n**[Lake Maps](https://x.edu), 2013 - 2014**"
    )
    listed = (
        "At Lake University I got these projects:\n1. Maps of slow rivers（Lake Fund，2021 - 2023年）\n"
        "- A new method.\n\n2. Maps of deep lakes (2019 - 2021)"
    )
    result = read_site({"index.md": "# Projects\n" + box.format(numbered) + box.format(listed)})

    titles = ["Maps of Lakes", "Maps of Seas", "Maps of slow rivers（Lake Fund）", "Maps of deep lakes"]
    assert [item.title for item in result.projects] == titles
    assert "A new method" in result.projects[2].text


def test_page_with_front_matter_is_shown_and_not_the_file_at_its_address():
    pages = {
        "_pages/projects.md": "---\npermalink: /projects/\nnav: true\n---\n{% for p in site.projects %}",
        "projects.html": "<div>{{ project.title }}</div>\n",
        "_projects/robot.md": "---\ntitle: Robot of lakes\n---\nA robot.\n",
    }
    assert values(read_site(SITE | pages).projects, "title") == [("Robot of lakes",)]


def test_high_school_stands_for_the_degree_before_the_name_of_a_school():
    page = "# Education\n\n* High School, Lake Vidyalaya, Rivertown Region, 2021\n* Lake High School, 2018\n"
    assert values(read_site({"index.md": page}).education, "degree", "school", "end") == [
        ("High School", "Lake Vidyalaya, Rivertown Region", "2021"),
        ("", "Lake High School", "2018"),
    ]
