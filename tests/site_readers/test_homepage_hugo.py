"""Homepages made with Hugo and a theme of their own. All people and papers are invented."""

from tests.site_readers.sites import named, read_site, values

SITE = {
    "config/_default/hugo.toml": 'theme = "lake"\n',
    "config/_default/menus.en.toml": '[[main]]\npageRef = "about"\n[[main]]\npageRef = "publication"\n',
    "content/about/_index.md": """
        ---
        title: About me
        ---
        ## Education
        - **Ph.D. in Hydrology** (2023 – Present)
          **Lake University**, College of Rivers.
        ## Honors
        - 🏅 **River Scholarship**, 2025.
        """,
    "content/publication/_index.md": """
        ---
        title: Publications
        ---
        {{< publication_item
            title="Rivers with Slow Constraints"
            year="2026"
            tags="selected"
            authors="<span class='me'>Ann Lee</span>#, Bo Wu*"
            venue="Lake Letters"
        >}}
            <a href="https://a.example/code">Code</a>

            <a href="#">PDF</a>
        {{< /publication_item >}}
        {{< publication_item title="Lakes with Fast Constraints" authors="Cy Xu, Ann Lee"
            venue="ICXX" year="2024" >}}
        {{< /publication_item >}}
        """,
    "content/_news.md": "---\ntitle: Latest news\nheadless: true\n---\n- Joined the Lake Institute!\n",
    "content/hidden/_index.md": "---\ntitle: Drafts\n---\n## Honors\n- Hidden Prize, 2020\n",
    "themes/lake/layouts/partials/news.html": '{{ $page := site.GetPage "_news.md" }}',
    "themes/lake/README.md": "# News\n- 2020.01: The theme is new.\n",
    "themes/lake/exampleSite/content/about.md": "# Honors\n- Sample Prize, 2019\n",
}


def test_pages_of_the_menu_are_read_and_those_of_the_theme_are_not():
    result = read_site(SITE)
    assert values(result.education, "degree", "school", "start") == [
        ("Ph.D. in Hydrology", "Lake University", "2023")
    ]
    assert values(result.honors, "date", "title") == [("2025", "River Scholarship")]
    assert values(result.news, "date", "text") == [("", "Joined the Lake Institute!")]
    assert named(result, "Drafts") and not named(result, "The theme is new")


def test_shortcodes_with_title_and_authors_are_papers():
    result = read_site(SITE)
    assert values(result.publications, "title", "authors", "venue", "year", "links") == [
        (
            "Rivers with Slow Constraints",
            ["Ann Lee", "Bo Wu"],
            "Lake Letters",
            "2026",
            [("code", "https://a.example/code")],
        ),
        ("Lakes with Fast Constraints", ["Cy Xu", "Ann Lee"], "ICXX", "2024", []),
    ]


def test_page_of_each_paper_is_read_where_the_menu_leads_to_their_folder():
    paper = '---\ntitle: Seas without Constraints\nauthors: ["Ann Lee"]\ndate: 2023-04-05\nvenue: ICXX\n---\n'
    result = read_site(SITE | {"content/publication/seas.md": paper})
    assert ("Seas without Constraints", "2023") in values(result.publications, "title", "year")
