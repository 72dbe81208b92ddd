"""Studies, services and papers that a homepage shows as cards and boxes. All people are invented."""

from tests.site_readers.sites import read_site, values


def test_schools_as_headings_of_the_level_of_education_are_studies():
    page = """
        ## Education

        <div class="image-text-container"><img src="lake.jpg">
        <div class="text">
        <h2>Lake University (LU)</h2>
        <h3><span>College of Computing</span></h3>
        <p>Ph.D. in Computer Science, <strong> [Oct 2021 - Feb 2025] </strong></p>
        <p>Supervised by Prof. <a href="https://example.edu/wu">Bo Wu</a>.</p>
        <p>Thesis: Maps of rivers</p>
        </div></div>
        <div class="image-text-container"><div class="text">
        <h2>River University (RU)</h2>
        <h3>School of Software</h3>
        <p>BS in Software Engineering, [Sep 2016 - Jun 2020]</p>
        </div></div>

        ## Awards

        - 2019 Prize for maps
    """
    result = read_site({"index.md": page})

    assert values(result.education, "start", "end", "degree", "school", "department", "advisor") == [
        (
            "2021-10",
            "2025-02",
            "Ph.D. in Computer Science",
            "Lake University (LU)",
            "College of Computing",
            "Bo Wu",
        ),
        (
            "2016-09",
            "2020-06",
            "BS in Software Engineering",
            "River University (RU)",
            "School of Software",
            "",
        ),
    ]
    assert values(result.honors, "date", "title") == [("2019", "Prize for maps")]


def test_teaching_below_a_heading_about_experience_is_read():
    page = """
        ## Experience

        #### Teaching Experience

        - **School of Computing, Lake University**

            Teaching Assistant of *Maps for Beginners*, Oct 2021 - Jul 2025

        #### Professional Experience

        - **Map Group, Lake Company**

            Research Intern, Sep 2020 - Jan 2021
    """
    result = read_site({"index.md": page})

    assert values(result.service, "start", "end", "role", "what") == [
        (
            "2021-10",
            "2025-07",
            "Teaching Assistant",
            "School of Computing, Lake University, Maps for Beginners",
        )
    ]


def test_award_of_a_paper_is_no_venue():
    page = """
        <h2>Publications</h2>
        <table><tr><td><img src="a.png"></td><td>
        <papertitle>Maps beyond Rivers: What Lakes Teach Us</papertitle><br>
        Ann Lee, <strong>Bo Wu</strong><br>
        <span class="venue-badge">CRM 2026</span><br>
        <span class="award">Best Paper Award, LAKE JUMP 2.0, 2025</span>
        </td></tr></table>
    """
    result = read_site({"index.html": page})

    assert values(result.publications, "title", "year", "venue") == [
        ("Maps beyond Rivers: What Lakes Teach Us", "2026", "CRM")
    ]


def test_start_page_that_only_says_where_the_site_moved_does_not_hide_the_about_page():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "index.html": "---\n---\n<p>This page has moved to https://example.edu/lee.</p>",
            "_pages/about.md": "---\nlayout: about\npermalink: /about/\nnews: true\n---\nHello",
            "_pages/papers.md": "---\npermalink: /papers/\nnav: true\n---\n",
            "_news/one.md": "---\ndate: 2024-02-16\ninline: true\n---\nI finally got my Ph.D.",
        }
    )

    assert values(result.news, "date", "text") == [("2024-02-16", "I finally got my Ph.D.")]


def test_services_of_the_template_in_a_cv_stay_out():
    page = "---\npermalink: /cv/\nnav: true\n---\nService and leadership\n======\n* {}\n"
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "_pages/about.md": "---\npermalink: /\n---\nI am Ann Lee.",
            "_pages/cv.md": page.format("Currently signed in to 43 different slack teams"),
        }
    )

    assert result.service == []


def test_heading_with_places_and_dates_below_is_the_title_of_talks():
    page = """
        ## Talks

        <h4>Towards Safe Boats on Rivers and Lakes</h4>

        - College of Computing, River University, Jan. 2024

        <h4>Training Young Pilots for Long Rivers</h4>

        - [Workshop on Rivers](https://example.edu/w), ICLB, May 2023
        - Youth Meeting, Lake Society, Feb 2023

        <h4>Invited Talks in the Year Before</h4>

        - Maps of Lakes, River Forum, Mar 2022
    """
    result = read_site({"index.md": page})

    assert values(result.talks, "date", "title", "event") == [
        ("2024-01", "Towards Safe Boats on Rivers and Lakes", "College of Computing, River University"),
        ("2023-05", "Training Young Pilots for Long Rivers", "Workshop on Rivers, ICLB"),
        ("2023-02", "Training Young Pilots for Long Rivers", "Youth Meeting, Lake Society"),
        ("2022-03", "Maps of Lakes", "River Forum"),
    ]


def test_empty_page_shows_what_its_layout_says():
    layout = """
        ---
        layout: default
        ---
        <main><h1>Services</h1>
        <h2>2024</h2>
        <ul><li>Program Committee – Conference on Maps (COM 2024)</li>
        <!-- <li>Reviewer – an example</li> -->
        <li>Shadow Track Program Committee – Meeting on Rivers</li>
        <li>Artifact Evaluation Committee – Lake Symposium (LAKE 2024)</li></ul>
        </main>
    """
    result = read_site(
        {
            "_config.yml": "title: Ann Lee",
            "index.md": "---\ntitle: Ann Lee\n---\nI make maps.",
            "_pages/services.md": "---\nlayout: services\npermalink: /services/\nnav: true\n---\n",
            "_layouts/services.html": layout,
            "_layouts/default.html": "<main>{{ content }}</main>",
        }
    )

    assert values(result.service, "start", "role", "what") == [
        ("2024", "Program Committee", "Conference on Maps (COM 2024)"),
        ("2024", "Shadow Track Program Committee", "Meeting on Rivers"),
        ("2024", "Artifact Evaluation Committee", "Lake Symposium (LAKE 2024)"),
    ]
