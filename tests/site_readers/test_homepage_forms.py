"""Forms in which homepages write their entries. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values

JEKYLL = {"_config.yml": "title: Ann Lee\n", "_pages/about.md": "---\npermalink: /\n---\nI am Ann Lee.\n"}


def page(text: str):
    return read_site({"index.md": text})


def test_label_of_the_venue_is_no_part_of_the_title():
    result = page("""
        # Publications
        <div class="paper-box"><div class="paper-box-text" markdown="1">
        <div class="paper-title"><span class="paper-venue">ICXX 2026</span> Rivers with Slow Constraints</div>
        <div class="paper-authors"><b>Ann Lee</b>, Bo Wu, Cy Xu</div>
        <details><summary>Highlights</summary>Highlights: Rivers is the first IEEE system of 2019.</details>
        </div></div>
        """)
    assert values(result.publications, "title", "venue", "year") == [
        ("Rivers with Slow Constraints", "ICXX", "2026")
    ]


def test_note_between_title_and_authors_hides_neither_authors_nor_venue():
    result = page("""
        # Publications
        - ICXX 2024 (Oral, 2% of submitted papers) [Why rivers are slow](https://a.example), Ann Lee, Bo Wu.
        - ICXX 2025 [How lakes are slowed down](https://a.example/2) (Best Poster), Ann Lee, Cy Xu.
        """)
    assert values(result.publications, "authors", "venue", "year") == [
        (["Ann Lee", "Bo Wu"], "ICXX", "2024"),
        (["Ann Lee", "Cy Xu"], "ICXX", "2025"),
    ]


def test_paragraph_with_a_whole_paper_is_not_joined_with_the_next_one():
    result = page("""
        # Publications
        <b>[ICXX 2026]</b> <b>Ann Lee</b>, Bo Wu.
        <i>"Rivers are slower than lakes"</i>.

        <b>[ICYY 2025]</b> Cy Xu, <b>Ann Lee</b>.
        <i>"Lakes are slower than seas"</i>.
        """)
    assert values(result.publications, "title", "authors", "year") == [
        ("Rivers are slower than lakes", ["Ann Lee", "Bo Wu"], "2026"),
        ("Lakes are slower than seas", ["Cy Xu", "Ann Lee"], "2025"),
    ]


def test_year_in_brackets_after_a_volume_is_the_year():
    result = page("""
        # Publications
        - *Slow rivers from fast lakes*, A. Lee, B. Wu, JXXP 09 (2025) 083, [arXiv:2406.09155](https://arxiv.org/abs/2406.09155)
        """)
    assert values(result.publications, "year") == [("2025",)]


def test_short_bold_title_above_its_authors_is_a_title():
    result = page("""
        # Publications
        **Forbidden Rivers** <br>
        *A. Lee, B. Wu* <br>
        Acta Fluv. 13, 733 (2020)
        """)
    assert values(result.publications, "title", "year") == [("Forbidden Rivers", "2020")]


def test_year_of_an_event_stays_in_its_name():
    result = page("""
        # Honors
        - Best Reviewer, ICXX 2026.
        - Best Student, Lab of Rivers, NUX, 2023.
        """)
    assert values(result.honors, "date", "title", "issuer") == [
        ("2026", "Best Reviewer", "ICXX 2026"),
        ("2023", "Best Student", "Lab of Rivers, NUX"),
    ]


def test_honor_in_red_is_highlighted():
    result = page("""
        # Honors
        - *2023.06* <span style="color: red;">Silver River Prize<\\span> (Top 1%), Ministry of Lakes.
        - *2022.12* <span style="color: gray">Merit Scholarship</span>, Lake University.
        - *2021.05* Map Award, <font color="red">Lake University</font>.
        """)
    assert values(result.honors, "title", "level", "highlighted") == [
        ("Silver River Prize", "Top 1%", True),
        ("Merit Scholarship", "", False),
        ("Map Award", "", False),
    ]


def test_dates_below_an_entry_are_its_dates():
    result = page("""
        # Service
        ### Reviewer
        * [Journal of Rivers](https://j.example)
            * 2024, 2025
        ### Co-Supervisor
        * Capstone Project, North University
            * 2023-2024
        """)
    assert values(result.service, "role", "what", "start", "end") == [
        ("Reviewer", "Journal of Rivers", "2024", "2025"),
        ("Co-Supervisor", "Capstone Project, North University", "2023", "2024"),
    ]


def test_dates_of_services_keep_lists_and_seasons_in_the_text():
    result = page("""
        # Service
        ## Reviewing
        - ICXX 2020, 2022-2025
        - Session chair, ICYY (2017-2018)
        ## Teaching
        - LOGIC 101 Proofs (Winter 2024)
        - Fall 2021: LOGIC 201 Models
        - LOGIC 301 Trees (WS 2022/23)
        """)
    assert values(result.service, "what", "start", "end") == [
        ("ICXX 2020, 2022-2025", "", ""),
        ("ICYY", "2017", "2018"),
        ("LOGIC 101 Proofs (Winter 2024)", "2024", ""),
        ("LOGIC 201 Models, Fall 2021", "2021", ""),
        ("LOGIC 301 Trees (WS 2022/23)", "2022", "2023"),
    ]


def test_box_with_a_heading_and_a_list_is_one_service_for_each_point():
    result = read_site(
        {
            "index.html": """
        <h2>Teaching</h2>
        <table><tr><td><img src="logo.png"></td><td><b>North University</b>
        <ul><li>LOGIC 101 Proofs</li><li>LOGIC 201 Models</li></ul></td></tr></table>
        """
        }
    )
    assert values(result.service, "what") == [("LOGIC 101 Proofs",), ("LOGIC 201 Models",)]
    assert named(result, "North University")


def test_prose_is_no_service():
    text = "Since the start of my studies, I have been a teaching assistant for several courses of my school."
    result = page(f"# Teaching\n{text}\n")
    assert result.service == []
    assert named(result, "teaching assistant")


def test_tag_in_front_of_a_project_is_no_part_of_its_title():
    result = page("# Projects\n- ``Acme`` [Slow rivers](https://a.example), a tool.\n")
    assert values(result.projects, "title") == [("Slow rivers",)]


def test_paragraphs_below_projects_are_projects_only_if_they_begin_like_one():
    result = page("""
        # Selected projects
        Below are representative projects on rivers and lakes.

        **Slow rivers** A tool that slows rivers.

        [Project](https://a.example/1) | [Paper](https://a.example/2)
        """)
    assert values(result.projects, "title") == [("Slow rivers",)]


def test_award_on_two_pages_comes_in_once():
    award = "- 2023 Merit Scholarship, North University\n"
    result = read_site(
        JEKYLL
        | {
            "_data/navigation.yml": "main:\n  - url: /awards/\n",
            "_pages/about.md": f"---\npermalink: /\n---\n# Honors\n{award}",
            "_pages/awards.md": f"---\npermalink: /awards/\ntitle: Awards\n---\n{award}",
        }
    )
    assert len(result.honors) == 1
    assert named(result, "Merit Scholarship") == [("_pages/awards.md", 5, "Already in _pages/about.md:5.")]


def test_service_that_one_list_names_twice_stays():
    course = "- 2023.02 - 2023.06, Teaching Assistant, Threads (T101)\n"
    result = read_site({"index.md": f"# Service\n{course}{course}- 2022.02 - 2022.06, Tutor, Yarn\n"})
    assert len(result.service) == 3


def test_page_is_known_by_its_address_if_its_title_says_nothing():
    result = read_site(
        JEKYLL
        | {
            "_data/navigation.yml": "main:\n  - url: /publications/\n",
            "_pages/papers.md": "---\npermalink: /publications/\ntitle: List\n---\n"
            "- **Slow rivers and fast lakes**, Ann Lee, Bo Wu, ICXX 2024\n",
        }
    )
    assert values(result.publications, "title") == [("Slow rivers and fast lakes",)]


def test_loops_and_switched_off_parts_of_a_template_are_no_content():
    result = read_site(
        JEKYLL
        | {
            "_pages/about.md": "---\npermalink: /\n---\n# Projects\n{% for post in site.portfolio %}\n"
            "**Updates** coming soon.\n{% endfor %}\n"
            "{% if site.map == true %}\n**Map** of all talks\n{% endif %}\n"
        }
    )
    assert result.projects == []
    assert named(result, "Updates")


def test_title_that_looks_like_a_name_is_known_by_its_link():
    result = page("""
        # Publications
        - ICXX 2025 [River Batch Sorting](https://arxiv.org/abs/2501.00001), Ann Lee, Bo Wu.
        - [Ann Lee](https://ann.example), Bo Wu. *How rivers are sorted in batches*. ICYY, 2024.
        """)
    assert values(result.publications, "title", "authors") == [
        ("River Batch Sorting", ["Ann Lee", "Bo Wu"]),
        ("How rivers are sorted in batches", ["Ann Lee", "Bo Wu"]),
    ]


def test_title_in_italics_comes_before_a_venue_in_bold():
    result = page("""
        # Publications
        - Ann Lee, Bo Wu. *Slow rivers in the clinic*. **Methods and Programs in River Medicine**, 2022.
        """)
    assert values(result.publications, "title", "year") == [("Slow rivers in the clinic", "2022")]


def test_comment_between_two_lines_of_an_entry_does_not_end_it():
    result = page("""
        # Publications
        - <span class="badge">ICXX 2023</span>
        <!-- - an old badge -->
        [Slow rivers and their lakes](https://a.example/1),
        Ann Lee, Bo Wu.
        """)
    assert values(result.publications, "title", "venue", "year") == [
        ("Slow rivers and their lakes", "ICXX", "2023")
    ]


def test_courses_that_somebody_took_are_no_teaching():
    result = page("""
        # Courses
        To get the basics for my research, I have self-studied several math courses:
        - Real Analysis, Complex Analysis
        """)
    assert result.service == []
    assert named(result, "Real Analysis")


def test_introduction_beside_a_photo_is_no_paper():
    result = read_site(
        {
            "index.html": """
        <table><tr><td><p>I'm a researcher at the <a href="https://n.example">National Center for Rivers</a>,
        working with <a href="https://b.example">Bo Wu</a>, Cy Xu, since 2024.</p></td>
        <td><img src="me.jpg"></td></tr></table>
        """
        }
    )
    assert result.publications == []


def test_lines_of_a_paragraph_are_people_if_each_begins_with_a_name():
    result = page("""
        # People
        ## Alumni
        [Bo Wu](https://bo.example) (2023-2025)<br />
        [Cy Xu](https://cy.example) (2020-2023) *Now: Professor at North University*
        """)
    assert values(result.people, "name", "status", "start", "end") == [
        ("Bo Wu", "previous", "2023", "2025"),
        ("Cy Xu", "previous", "2020", "2023"),
    ]


def test_research_goals_are_no_projects():
    result = page(
        "# About me\nI am Ann.\n\n#### Research Goal: Scalable River Systems\n- **Fast rivers**: A, B\n"
    )
    assert result.projects == []


def test_names_between_semicolons_have_the_family_name_first():
    result = page(
        "# Publications\n\n<div class='paper-box'><div class='paper-box-text' markdown='1'>\n\n"
        "[Slow rivers of the north](https://example.org/a)\n\n"
        "**Ann Li**,Bergström, Eva; Wu, Bo\n**Marine Rivers, 2020**\n\n</div></div>\n"
    )
    assert values(result.publications, "title", "authors", "year") == [
        ("Slow rivers of the north", ["Ann Li", "Eva Bergström", "Bo Wu"], "2020")
    ]


def test_a_study_is_a_heading_with_degree_and_dates_below():
    result = read_site(
        {
            "index.html": "<html><body><h1>Ann Li</h1><h2>Education</h2>"
            "<div><div><h3>University of Ys</h3><div class='subheading'>Master's Degree in Rivers</div>"
            "<div>Degree in rivers, focusing on lakes, ponds and streams.</div>"
            "<div>Thesis on floods. Supervised by Prof. Bo Wu and Dr. Cy Xu</div></div>"
            "<div>October 2020 - May 2023</div></div>"
            "<div><div><h3>Lake College</h3><div class='subheading'>Bachelor of Science</div></div>"
            "<div>October 2017 - September 2020</div></div>"
            "<h2>Skills</h2><p>Rowing</p></body></html>"
        }
    )
    assert values(result.education, "degree", "school", "advisor", "start", "end") == [
        ("Master's Degree in Rivers", "University of Ys", "Bo Wu and Dr. Cy Xu", "2020-10", "2023-05"),
        ("Bachelor of Science", "Lake College", "", "2017-10", "2020-09"),
    ]
    assert named(result, "focusing on lakes")


def test_a_bracket_that_is_never_closed_hides_no_school():
    result = page(
        "# 教育经历\n- *2014.08 - 2018.12*, 博士，甲大学,导师 [Bo Wu](b)（乙科学院院士，主编, Cy Xu\n"
    )
    assert values(result.education, "degree", "school", "advisor") == [("博士", "甲大学", "Bo Wu")]


def test_labelled_links_and_lists_under_a_lead_are_no_project():
    result = page(
        "# Projects\n\n**Thesis:** [PDF](a.pdf)<br>\n**Notes by Bo:** [his page](b)<br>\n"
        "**Notes:** [Drive](c)\n\n<div class='paper-box'><div class='paper-box-text' markdown='1'>\n\n"
        "At Ys I work on these projects:\n"
        "1. Rivers of the north\n2. Lakes of the south\n\n</div></div>\n"
    )
    assert result.projects == []
    assert named(result, "Notes by Bo") and named(result, "Rivers of the north")


def test_marks_of_authors_may_be_names_of_signs():
    result = page(
        "# Publications\n\n- [Slow rivers of the north](https://example.org/a)\n\n"
        "  Ann Li$^\\dagger$, **Bo Wu**$^\\dagger$, Cy Xu$^{\\ast}$\n  *ICXX, 2024*\n"
    )
    assert values(result.publications, "authors", "year") == [(["Ann Li", "Bo Wu", "Cy Xu"], "2024")]


def test_year_after_a_dash_is_that_of_the_service():
    result = page("# Service\n\n### Conference Reviewer\n\n- Conference on Rivers - 2026\n- ICXX 2025\n")
    assert values(result.service, "what", "start") == [("Conference on Rivers", "2026"), ("ICXX 2025", "")]


def test_school_that_is_no_university_keeps_its_whole_name():
    result = page(
        "# Education\n- *2025.09 - Present*\\\\\nCFR, Agency for Rivers, Ys\\\\\nVisiting Student\n"
    )
    assert values(result.education, "degree", "school") == [
        ("Visiting Student", "CFR, Agency for Rivers, Ys")
    ]


def test_list_that_has_an_entry_twice_keeps_both():
    entry = "- *2025.02 - 2025.06*, Teaching Assistant, Rivers\n"
    result = page(f"# Service\n{entry}- *2024.05*, Reviewer, River Journal\n{entry}")
    assert values(result.service, "what") == [("Rivers",), ("River Journal",), ("Rivers",)]


def test_year_may_stand_close_to_its_venue_and_note_after_a_mark():
    result = page("""
        # Publications
        - ``ICXX2025`` [Slow rivers of the north](https://a.example) **Ann Lee**, Bo Wu.
        - Cy Xu#, **Ann Lee**# (equal contribution), Bo Wu. [Fast lakes of Ys](https://a.example). ICYY, 2023.
        """)
    assert values(result.publications, "authors", "venue", "year") == [
        (["Ann Lee", "Bo Wu"], "ICXX", "2025"),
        (["Cy Xu", "Ann Lee", "Bo Wu"], "ICYY", "2023"),
    ]


def test_year_in_a_bracket_with_a_note_dates_the_honor():
    result = page("# Honors\n- River Scholarship (2023, graduate student). Top 1% in Ys University.\n")
    assert values(result.honors, "date", "title") == [
        ("2023", "River Scholarship (graduate student). Top 1% in Ys University")
    ]
