"""Quarto sites of one person. All people, papers and addresses are invented."""

import json
from textwrap import dedent

from site_readers import read as read_path
from tests.site_readers.sites import named, read_site, values

CONFIG = """
    project: {type: website}
    website:
      title: Ann Lee
      navbar:
        left: [papers.qmd, talks.qmd, {href: cv.qmd, text: CV}]
"""
START = """
    ---
    title: Ann Lee
    about:
      template: jolla
      links: [{icon: github, href: "https://github.com/annlee"}]
    ---
    I draw maps.
"""


def read(**pages):
    files = {f"{name}.qmd": text for name, text in pages.items()}
    return read_site({"_quarto.yml": CONFIG, "index.qmd": START, **files})


def test_pages_of_the_navigation_are_read_and_the_others_named():
    study = """
        ::: {{layout="[30, 70]"}}
        ::: {{#dates}}
        {}
        :::
        ::: {{#what}}
        **{} in Maps** {{{{< fa map >}}}}
        *University of Laketown*
        :::
        :::
    """
    cv = "## Education {.unnumbered}" + dedent(
        study.format("2016 - 2020", "Ph.D.") + study.format(2015, "M.Sc.")
    )
    result = read(cv=cv, old="## Education\n- 2010 - 2012, M.Sc., University of Rivertown")

    assert result.kind == "quarto"
    assert values(result.education, "start", "end", "degree", "school") == [
        ("2016", "2020", "Ph.D. in Maps", "University of Laketown"),
        ("", "2015", "M.Sc. in Maps", "University of Laketown"),
    ]
    assert named(result, "old.qmd") == [
        ("old.qmd", 1, "No link from the start page leads to this page, left out.")
    ]
    assert named(result, "github")


def test_callout_with_a_title_is_one_paper():
    papers = """
        ---
        title: Publications
        ---
        ## 2023
        ::: {.callout-note collapse="true"}
        ## [**Maps of rivers and lakes**](https://doi.org/10.1000/1)<br>Ann Lee, Bo Wu
        Published in *Lake Journal*, 2023

        We map them all.
        :::
        ::: {.content-visible when-format="pdf"}
        Only on paper.
        :::
    """
    result = read(papers=papers)

    assert values(result.publications, "title", "authors", "year", "venue") == [
        ("Maps of rivers and lakes", ["Ann Lee", "Bo Wu"], "2023", "Lake Journal")
    ]
    assert named(result, "We map them all") and not named(result, "Only on paper")


def test_lists_show_entries_of_data_files_and_pages():
    talks = """
        ---
        title: Talks
        listing: [{id: given, contents: talks.yml}, {id: soft, contents: tools}]
        ---
        ::: {#given}
        :::
        # Software projects
        ::: {#soft}
        :::
    """
    files = {
        "talks.yml": "- {title: Maps of Rivers, organisation: LakeConf, date: 2023-05-14}",
        "tools/draw/index.qmd": "---\ntitle: Drawing tool\ndescription: It draws.\n---\n",
        "tools/new.qmd": "---\ntitle: New tool\ndraft: true\n---\n",
    }
    result = read_site({"_quarto.yml": CONFIG, "index.qmd": START, "talks.qmd": talks, **files})

    assert values(result.talks, "date", "title", "event") == [("2023-05-14", "Maps of Rivers", "LakeConf")]
    assert values(result.projects, "title", "text") == [("Drawing tool", "It draws.")]
    assert named(result, "New tool")


def test_program_is_named_or_replaced_by_what_it_has_printed():
    papers = """
        ---
        title: Publications
        ---
        ```{r}
        print_papers()
        ```
    """
    assert named(read(papers=papers), "print_papers")

    printed = (
        "---\ntitle: Publications\n---\n- Ann Lee, Bo Wu. Maps of rivers and lakes. *Lake Journal*, 2023.\n"
    )
    frozen = {"_freeze/papers/execute-results/html.json": json.dumps({"result": {"markdown": printed}})}
    result = read_site({"_quarto.yml": CONFIG, "index.qmd": START, "papers.qmd": papers, **frozen})

    assert values(result.publications, "title", "year") == [("Maps of rivers and lakes", "2023")]


def test_bibliography_that_a_page_prints_as_a_whole_is_read():
    papers = "---\ntitle: Papers\nbibliography: mine.bib\nnocite: '@*'\n---\n::: {#refs}\n:::\n"
    entry = "@article{a, title={Maps of rivers}, author={Lee, Ann}, year={2021}, journal={Lake Journal}}"
    result = read_site({"_quarto.yml": CONFIG, "index.qmd": START, "papers.qmd": papers, "mine.bib": entry})

    assert values(result.publications, "title", "year") == [("Maps of rivers", "2021")]


def test_included_file_and_raw_html_are_part_of_the_page():
    cv = "## Awards\n{{< include _awards.qmd >}}\n\n```{=html}\n<ul><li>2021, Lake Prize</li></ul>\n```\n"
    result = read_site(
        {
            "_quarto.yml": CONFIG,
            "index.qmd": START,
            "cv.qmd": cv,
            "_awards.qmd": "- 2022, [River Prize]{.big}\n",
        }
    )

    assert values(result.honors, "date", "title", "file") == [
        ("2022", "River Prize", "_awards.qmd"),
        ("2021", "Lake Prize", "cv.qmd"),
    ]


def test_notes_to_which_only_another_page_leads_are_left_out():
    notes = "[Awards](prizes.qmd) and [maps](maps.qmd)"
    result = read(cv=notes, prizes="## Awards\n- 2021, Lake Prize\n", maps="## Awards\n- 2020, River Prize\n")

    assert values(result.honors, "title") == [("Lake Prize",)]
    assert named(result, "maps.qmd")


def test_press_on_a_page_of_services_is_none():
    outreach = (
        "---\ntitle: Outreach\n---\n## Workshops\n- Maps for schools\n\n## Press\n- The growth of maps\n"
    )
    result = read_site(
        {"_quarto.yml": CONFIG, "index.qmd": START + "[More](outreach.qmd)", "outreach.qmd": outreach}
    )

    assert values(result.service, "what") == [("Maps for schools",)]
    assert named(result, "The growth of maps")


def test_citation_of_a_program_by_one_author_is_no_project():
    tools = """
        ---
        title: Software
        ---
        <div><b>Lee, A. B.</b> (2024). <i>Drawing tool for all maps</i> (Version 1.2). Zenodo.</div>
    """
    result = read_site({"_quarto.yml": CONFIG, "index.qmd": START + "[Tools](tools.qmd)", "tools.qmd": tools})

    assert values(result.publications, "title", "year") == [("Drawing tool for all maps", "2024")]
    assert not result.projects


def test_pages_of_r_markdown_are_read_and_notebooks_named():
    files = {"_quarto.yml": CONFIG.replace("cv.qmd", "cv.Rmd"), "index.Rmd": START, "talks.ipynb": "{}"}
    result = read_site({**files, "cv.Rmd": "## Education\n- 2010 - 2012, M.Sc., University of Rivertown"})
    assert values(result.education, "start", "school") == [("2010", "University of Rivertown")]
    assert named(result, "talks.ipynb") == [
        ("talks.ipynb", 1, "Notebooks are not read. Import the page that Quarto makes of it.")
    ]


def test_page_of_r_markdown_is_read_unless_its_output_is(tmp_path):
    cv = tmp_path / "cv.Rmd"
    cv.write_text("## Education\n- 2010 - 2012, M.Sc., University of Rivertown")
    assert values(read_path(cv).education, "school") == [("University of Rivertown",)]
    cv.with_suffix(".md").write_text("## Education\n- 2010 - 2012, M.Sc., University of Laketown")
    result = read_path(tmp_path)
    assert values(result.education, "school") == [("University of Laketown",)]
    assert not named(result, "Rivertown")
