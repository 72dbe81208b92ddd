"""CVs in data files, leftovers of templates, and texts that no reader can reach. All people are invented."""

from tests.site_readers.sites import named, read_site, values
from tests.site_readers.test_homepage_forms import JEKYLL, page

RESUME = """
    {"basics": {"name": "Ann Lee"},
     "work": [{"position": "Engineer", "name": "Acme", "startDate": "2020"}],
     "education": [{"institution": "North University", "area": "Logic", "studyType": "PhD",
                    "startDate": "2022", "endDate": "2026"}],
     "awards": [{"title": "State Prize", "date": "2023-05", "awarder": "Ministry"}],
     "publications": [{"name": "Slow rivers", "publisher": "ICXX", "releaseDate": "2024-05-05",
                       "website": "https://a.example/1"}],
     "presentations": [{"name": "On rivers", "event": "ICXX", "date": "2024-05-06", "location": "Oslo"}],
     "volunteer": [{"position": "Mentor", "organization": "River School", "startDate": "2021"}]}
    """


def test_json_resume_is_read_if_a_page_shows_it():
    shown = {
        "_data/navigation.yml": "main:\n  - url: /cv-json/\n",
        "_pages/cv.md": "---\npermalink: /cv-json/\n---\n{% include cv-template.html %}\n",
        "_data/cv.json": RESUME,
    }
    result = read_site(JEKYLL | shown)
    assert values(result.education, "start", "end", "degree", "school") == [
        ("2022", "2026", "PhD in Logic", "North University")
    ]
    assert values(result.honors, "date", "title", "issuer") == [("2023-05", "State Prize", "Ministry")]
    assert values(result.publications, "title", "venue", "year") == [("Slow rivers", "ICXX", "2024")]
    assert values(result.talks, "date", "title", "event", "place") == [
        ("2024-05-06", "On rivers", "ICXX", "Oslo")
    ]
    assert values(result.service, "start", "role", "what") == [("2021", "Mentor", "River School")]
    assert values(result.affiliations, "start", "role", "where") == [("2020", "Engineer", "Acme")]
    hidden = read_site(JEKYLL | shown | {"_data/navigation.yml": "main:\n  - url: /\n"})
    assert hidden.honors == []
    assert named(hidden, "_data/cv.json")


def test_cv_of_al_folio_is_read_section_by_section():
    cv = """
        - title: Education
          type: time_table
          contents:
            - title: PhD
              institution: North University
              year: 2018 - 2022
        - title: Honors and Awards
          type: time_table
          contents:
            - year: 2021
              items: [State Prize, Merit Scholarship]
        - title: Patents
          type: time_table
          contents:
            - year: 2017
              items: [Mapping of rivers]
        - title: Hobbies
          type: list
          contents: [Rivers]
        """
    shown = {"_pages/cv.md": "---\nlayout: cv\nnav: true\npermalink: /cv/\n---\n", "_data/cv.yml": cv}
    result = read_site(JEKYLL | shown)
    assert values(result.education, "start", "end", "degree") == [("2018", "2022", "PhD")]
    assert values(result.honors, "date", "title") == [("2021", "State Prize"), ("2021", "Merit Scholarship")]
    assert values(result.publications, "year", "title") == [("2017", "Mapping of rivers")]
    assert named(result, "Rivers")
    einstein = read_site(JEKYLL | shown | {"_data/cv.yml": cv + "\n# Albert Einstein\n"})
    assert einstein.honors == []


def test_example_text_below_an_own_title_does_not_hide_the_entry():
    result = read_site(
        JEKYLL
        | {
            "_data/navigation.yml": "main:\n  - url: /talks/\n",
            "_pages/talks.html": "---\npermalink: /talks/\n---\n{% for post in site.talks %}{% endfor %}\n",
            "_talks/2012-03-01-talk-1.md": "---\ntitle: On rivers\ndate: 2024-05-06\nvenue: ICXX\n"
            "location: City, Country\n---\n"
            "This is a description of your talk, which is a markdown file.\n",
            "_talks/2012-03-01-talk-2.md": "---\ntitle: Talk 2 on Relevant Topic in Your Field\n---\nMine.\n",
        }
    )
    assert values(result.talks, "date", "title", "place") == [("2024-05-06", "On rivers", "")]
    assert not named(result, "description of your talk")


def test_examples_of_al_folio_stay_out_of_a_homepage():
    result = read_site(
        JEKYLL
        | {
            "_pages/publications.md": "---\nnav: true\npermalink: /publications/\n---\n{% bibliography %}\n",
            "_pages/teaching.md": "---\nnav: true\npermalink: /teaching/\ntitle: Teaching\n---\n"
            "Organize your courses by years, topics, or universities, however you like!\n",
            "_pages/news.md": "---\nnav: true\npermalink: /news/\ntitle: News\n---\n{{ site.posts }}\n",
            "_posts/2024-05-01-tabs.md": "---\ntitle: a post with tabs\n---\nThis is a post.\n",
            "_bibliography/papers.bib": "@article{a, title={On bodies}, author={Einstein, A.}, year=1905}\n"
            "@article{b, title={On rivers}, author={Lee, Ann}, year=2024}\n",
        }
    )
    assert values(result.publications, "title") == [("On rivers",)]
    assert result.news == result.service == []


def test_posts_are_news_only_below_a_heading_that_says_so():
    post = {"_posts/2024-05-01-a.md": "---\ntitle: We moved\n---\n"}
    assert len(read_site(JEKYLL | post | {"_pages/about.md": "# News\n{{ site.posts }}\n"}).news) == 1
    blog = read_site(JEKYLL | post | {"_pages/about.md": "# Blog\n{{ site.posts }}\n"})
    assert blog.news == []
    assert named(blog, "We moved")


def test_first_period_of_a_study_counts_and_work_is_no_study():
    result = page("""
        # Education and Experience
        * **M.Sc. in Logic**
          *North University* • Feb 2018 – Jun 2021
          **Exchange** – *South University*, Mar 2020 – Jun 2020
        * Sept. 2021 - Jun. 2026 B.E. at West University, supervised by Prof. Eve Fu and Mr. Gil Ha
        * Sept. 2025 - Present RA at East University, supervised by Prof. Ida Ju
        """)
    assert values(result.education, "start", "end", "degree", "school", "advisor") == [
        ("2018-02", "2021-06", "M.Sc. in Logic", "North University", ""),
        ("2021-09", "2026-06", "B.E.", "West University", "Eve Fu and Mr. Gil Ha"),
    ]
    assert named(result, "RA at East University")


def test_search_for_a_position_is_no_call_for_students():
    result = page("# About me\nI am actively seeking overseas postdoc opportunities starting in 2027.\n")
    assert result.notices == []


def test_footer_belongs_to_no_section():
    result = page(
        "# Teaching\n- TA in Logic, North University\n\n© Ann Lee | Last updated: Aug. 22nd, 2026\n"
    )
    assert values(result.service, "what") == [("Logic, North University",)]


def test_sentence_about_patents_is_no_paper():
    result = page("# Patents\n- **Patents:** Co-authored 2 pending patents (No. 2025108951)\n")
    assert result.publications == []
    assert named(result, "Co-authored")


def test_paragraph_of_links_below_projects_is_one_project_for_each():
    result = page("# Projects\n[Slow Rivers](https://a.example/1) \\\n[Fast Lakes](https://a.example/2)\n")
    assert values(result.projects, "title") == [("Slow Rivers",), ("Fast Lakes",)]


def test_authors_of_one_word_and_venues_without_a_separator_are_distinguished():
    result = page("""
        # Publications
        <div class="paper-box">
        <a href="https://a.example/1">Why rivers are slow today.</a> Chenchen, Bo Wu, Cy Xu. <b>ICXX 2023.</b>
        </div>
        <div class="paper-box">
        <a href="https://a.example/2">Why lakes are fast today.</a> Bo Wu, Cy Xu <b>ICYY 2024. Oslo.</b>
        </div>
        <div class="paper-box">
        Why seas are wide today: A Survey. Bo Wu, Cy Xu, Dee Yi. <b>IXAC 2026 @ ACM Rivers 2026. Rio.</b>
        </div>
        """)
    assert values(result.publications, "title", "authors", "year") == [
        ("Why rivers are slow today", ["Chenchen", "Bo Wu", "Cy Xu"], "2023"),
        ("Why lakes are fast today", ["Bo Wu", "Cy Xu"], "2024"),
        ("Why seas are wide today: A Survey", ["Bo Wu", "Cy Xu", "Dee Yi"], "2026"),
    ]


def test_titles_in_a_program_of_the_page_are_named():
    script = (
        '<script>const papers = [{title: "Slow rivers and their many fast lakes", year: "2024"}];</script>'
    )
    result = read_site({"index.html": f"<h2>Publications</h2>\n{script}\n"})
    assert named(result, "Slow rivers") == [
        ("index.html", 2, "Text in a program of the page, which is not run.")
    ]


def test_several_bibliographies_beside_a_page_are_no_list_of_papers():
    entry = "@article{a, title={Slow rivers}, author={Lee, Ann}, year=2024}\n"
    alone = read_site({"index.html": "<p>I am Ann Lee.</p>", "papers.bib": entry})
    assert values(alone.publications, "title") == [("Slow rivers",)]
    several = read_site({"index.html": "<p>I am Ann Lee.</p>", "data/a.bib": entry, "data/b.bib": entry})
    assert several.publications == []
    assert named(several, "data/a.bib")


def test_lines_and_linked_names_of_rendercv_are_read():
    cv = """
        cv:
          name: Ann Lee
          sections:
            selected_honors:
              - bullet: River Prize (2024)
              - Delta Award (2022)
            invited_talks:
              - reversed_number: On rivers (2023)
            patents:
              - number: Mapping of rivers (CN123456789A)
            experience:
              - company: '[River Lab](https://river.example/)'
                position: Engineer
                start_date: 2020-01
                end_date: present
            skills:
              - label: Languages
                details: Python
        """
    shown = {"_pages/cv.md": "---\nlayout: cv\nnav: true\npermalink: /cv/\n---\n", "_data/cv.yml": cv}
    result = read_site(JEKYLL | shown)
    assert values(result.honors, "date", "title", "line") == [
        ("2024", "River Prize", 5),
        ("2022", "Delta Award", 0),
    ]
    assert values(result.talks, "date", "title") == [("2023", "On rivers")]
    assert values(result.publications, "title") == [("Mapping of rivers (CN123456789A)",)]
    assert values(result.affiliations, "role", "where", "links") == [
        ("Engineer", "River Lab", [("link", "https://river.example/")])
    ]
    assert named(result, "Languages")


def test_points_below_a_service_in_a_cv_are_services_of_their_own():
    cv = """
        - title: Academic Service
          type: time_table
          contents:
            - title: Peer Review
              institution: River Society
              year: 2025
              description: ["Journal of Rivers, 2024–2026", "Session Chair, ICXX 2025"]
        """
    shown = {"_pages/cv.md": "---\nlayout: cv\nnav: true\npermalink: /cv/\n---\n", "_data/cv.yml": cv}
    result = read_site(JEKYLL | shown)
    assert values(result.service, "role", "what", "start", "end") == [
        ("Peer Review", "Journal of Rivers", "2024", "2026"),
        ("Session Chair", "ICXX 2025", "", ""),
    ]
