"""Data files that the pages of a homepage show in a loop. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values

PAPERS = """
    - title: "Sparse Rivers in Dense Maps"
      url: "https://example.edu/rivers.pdf"
      year: 2024
      venue: "Journal of Hydrology and Maps"
      authors:
        - Ann Lee
        - Bo Wu
    - title: "Bridges that Count Their Cars"
      year: 2023
      venue: "ICBM"
      authors: Bo Wu, Ann Lee
"""
ABOUT = "---\npermalink: /\n---\n# About\nI am Ann Lee.\n"


def test_papers_of_a_data_file_that_a_page_loops_over_come_in():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_data/publications.yml": PAPERS,
            "_pages/about.md": ABOUT
            + "# Publications\n{% for pub in site.data.publications %}\n- {{ pub.title }}\n{% endfor %}\n",
        }
    )

    assert values(result.publications, "title", "year", "venue", "authors") == [
        ("Sparse Rivers in Dense Maps", "2024", "Journal of Hydrology and Maps", ["Ann Lee", "Bo Wu"]),
        ("Bridges that Count Their Cars", "2023", "ICBM", ["Bo Wu", "Ann Lee"]),
    ]


def test_data_file_of_an_included_file_is_read_by_the_heading_above_the_loop():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_data/updates_2024.yml": '- date: 2024-05-02\n  headline: "The map of rivers is out."\n',
            "_includes/latest.html": "{% for one in site.data.updates_2024 %}{{ one.headline }}{% endfor %}",
            "_pages/about.md": ABOUT + "# News\n{% include latest.html %}\n",
        }
    )

    assert values(result.news, "date", "text") == [("2024-05-02", "The map of rivers is out.")]


def test_lists_below_the_keys_of_a_data_file_are_read_as_well():
    data = """
        awards:
          - year: 2023
            title: Prize for maps
            organization: Lake University
        service:
          - role: Reviewer
            organization: ICBM
            years: 2021 - 2023
    """
    loops = "".join(
        f"{{% for one in site.data.profile.{key} %}}{{% endfor %}}" for key in ("awards", "service")
    )
    result = read_site(
        {"_config.yml": "title: Ann Lee", "_data/profile.yml": data, "_pages/about.md": ABOUT + loops}
    )

    assert values(result.honors, "date", "title", "issuer") == [("2023", "Prize for maps", "Lake University")]
    assert values(result.service, "start", "end", "role", "what") == [("2021", "2023", "Reviewer", "ICBM")]


def test_data_file_that_no_page_shows_is_named_and_left_out():
    result = read_site(
        {"_config.yml": "title: Ann Lee", "_data/publications.yml": PAPERS, "_pages/about.md": ABOUT}
    )

    assert result.publications == []
    assert named(result, "Sparse Rivers")[0][2] == "No page shows this data file, left out."


def test_page_that_no_menu_of_the_layout_names_is_left_out():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_includes/menu.html": '<nav><a href="/talks/">Talks</a></nav>',
            "index.html": "---\nlayout: default\n---\n<h2>News</h2><ul><li>[May 2024] New map.</li></ul>",
            "index_old.html": "---\nlayout: default\n---\n<h2>News</h2><ul><li>[May 2023] Old map.</li></ul>",
            "talks.html": "---\nlayout: default\n---\n<h2>Talks</h2><p>2023.11, Maps of rivers, LakeConf</p>",
        }
    )

    assert values(result.news, "date", "text") == [("2024-05", "New map.")]
    assert len(result.talks) == 1
    assert named(result, "index_old.html")[0][2] == "The navigation does not lead to this page, left out."


def test_place_after_a_school_stays_with_it():
    page = """
        # Education

        - *Lake University of Technology, Singapore*, **Ph.D., Aug. 2023 – Present**
    """
    result = read_site({"index.md": page})

    assert values(result.education, "start", "degree", "school") == [
        ("2023-08", "Ph.D.", "Lake University of Technology, Singapore")
    ]


def test_paper_of_a_data_file_takes_its_year_from_the_venue_and_its_authors_without_tags():
    data = """
        main:
          - title: Maps of Quiet Rivers
            authors: Bo Wu, <strong>Ann Lee*</strong>, Cy Young<sup>†</sup> (*Corresponding authors)
            conference: Conference on Rivers and Maps <strong>(CRM)</strong>, 2023.
            pdf: https://arxiv.org/pdf/2301.00001.pdf
    """
    page = ABOUT + "{% include_relative _includes/papers.md %}"
    loop = "## Papers\n{% for one in site.data.papers.main %}{{ one.title }}{% endfor %}"
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_data/papers.yml": data,
            "_includes/papers.md": loop,
            "index.md": page,
        }
    )

    assert values(result.publications, "title", "year", "authors") == [
        ("Maps of Quiet Rivers", "2023", ["Bo Wu", "Ann Lee", "Cy Young"])
    ]


def test_key_of_a_group_in_a_data_file_gives_the_role_of_its_services():
    data = """
        main:
          Journal Reviewers:
            - title: Journal of Lakes
    """
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_data/services.yml": data,
            "_pages/about.md": ABOUT + "{% for one in site.data.services.main %}{% endfor %}",
        }
    )

    assert values(result.service, "role", "what") == [("Journal Reviewers", "Journal of Lakes")]


def test_data_file_of_which_every_entry_is_one_of_the_template_is_left_out():
    data = """
        main:
          - title: Continual Learning for Abdominal Multi-Organ and Tumor Segmentation
            authors: Yixiao Zhang, <strong>Yaoyao Liu*</strong>
            conference: MICCAI, 2023.
    """
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_data/publications.yml": data,
            "_pages/about.md": ABOUT + "{% for one in site.data.publications.main %}{% endfor %}",
        }
    )

    assert result.publications == []
    assert named(result, "publications.yml")[0][2] == "Template example, left out."


def test_software_in_a_collection_of_its_own_is_a_project_and_the_last_author_stands_before_the_year():
    paper = """\
        ---
        title: Maps of Quiet Rivers
        date: 2020-05-25
        citation: 'A.K. Lee, B.U. Wu, C.G. Young (2020). &quot;Maps of Quiet Rivers&quot; <i>Lakes</i>.'
        ---
    """
    lists = "{% for one in site.software %}{% endfor %}{% for one in site.publications %}{% endfor %}"
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_pages/about.md": ABOUT + lists,
            "_publications/2020-05-25-maps.md": paper,
            "_software/maps.md": "---\ntitle: MapTool\nexcerpt: Draws maps\n---\nMapTool draws maps.",
        }
    )

    assert values(result.projects, "title") == [("MapTool",)]
    assert values(result.publications, "authors") == [(["A.K. Lee", "B.U. Wu", "C.G. Young"],)]
