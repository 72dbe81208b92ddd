"""Labels, headings and columns that say what a homepage's entries are. All people and papers are invented."""

import pytest

from tests.site_readers.sites import named, read_site, values

BADGE = "background-color:#1E40AF; color:white; border-radius:6px"


def page(text: str):
    return read_site({"index.md": text})


def test_year_of_a_heading_counts_although_it_says_how_many_papers_follow():
    result = page("""
        # Publications
        ## 📆 2026年 <span style="color:red">(2: Top5x1, Ax1)</span>：
        - *Rivers with Slow Constraints*, Ann Lee, Bo Wu. [PDF](https://a.example/1)
        ## 2025 (1 paper)
        - *Lakes with Fast Constraints*, Ann Lee, Cy Xu. [arXiv](https://arxiv.org/abs/2401.00001)
        """)
    assert values(result.publications, "title", "year") == [
        ("Rivers with Slow Constraints", "2026"),
        ("Lakes with Fast Constraints", "2025"),
    ]


def test_label_with_a_background_names_the_venue_whatever_its_words():
    result = page(f"""
        # Publications
        ## 2025
        - <span style="{BADGE}">Lake Recognition</span><b>（CCF-A，oral）</b> *Rivers with Slow Constraints*,
          Ann Lee, Bo Wu.
        - <span style="{BADGE}">Oral</span> *Lakes with Fast Constraints*, Ann Lee, Bo Wu. ICXX 2025.
        - ``2024`` ``Lake Networks`` *Seas without Constraints*. Ann Lee, Bo Wu.
        """)
    assert values(result.publications, "title", "venue", "year") == [
        ("Rivers with Slow Constraints", "Lake Recognition", "2025"),
        ("Lakes with Fast Constraints", "ICXX", "2025"),
        ("Seas without Constraints", "Lake Networks", "2024"),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://news.example/1">[Press review]</a>',
        "[[湖之声](https://news.example/1)]",
        "[\\[Interview\\]](https://news.example/1)",
    ],
)
def test_link_in_brackets_after_a_paper_is_one_of_its_links_whatever_its_words(link):
    result = page(f"# Publications\n- Rivers with Slow Constraints. Ann Lee, Bo Wu. LakeConf 2024. {link}\n")
    paper = result.publications[0]
    assert ([one.url for one in paper.links], paper.venue) == (["https://news.example/1"], "LakeConf")


@pytest.mark.parametrize(
    ("entry", "links"),
    [
        ("Ann Lee, Bo Wu. Rivers with Slow Constraints. LakeConf 2024. [Talk at Lakes](/a)", ["/a"]),
        (
            "Rivers with Slow Constraints. Ann Lee, Bo Wu. LakeConf 2024. [Errata](/a), [Slow news](/b).",
            ["/a", "/b"],
        ),
        ("**Rivers with Slow Constraints**<br>Ann Lee, Bo Wu<br>LakeConf, 2024 | [Errata](/a)", ["/a"]),
        ("Ann Lee, Bo Wu (2024). [Rivers with Slow Constraints](/a). LakeConf.", ["/a"]),
    ],
)
def test_link_after_the_year_of_a_paper_is_one_of_its_links_whatever_its_words(entry, links):
    [paper] = page(f"# Publications\n- {entry}\n").publications
    assert (paper.title, paper.venue) == ("Rivers with Slow Constraints", "LakeConf")
    assert [link.url for link in paper.links] == links


@pytest.mark.parametrize("link", ["[新华社报道](/a)", "[报道](/a)", "[湖之声](/a)｜[访谈](/b)"])
def test_link_after_the_year_of_a_chinese_paper_is_one_of_its_links(link):
    [paper] = page(f"# 论文\n- 李安，吴波。缓慢河流约束方法研究。湖泊学报，2024。{link}\n").publications
    assert (paper.title, paper.venue, paper.year) == ("缓慢河流约束方法研究", "湖泊学报", "2024")
    assert [one.url for one in paper.links] == (["/a", "/b"] if "/b" in link else ["/a"])


def test_label_of_a_patent_is_no_part_of_its_title():
    result = page(f"""
        # 授权专利
        - <span style="{BADGE}">发明专利</span><b>（中国）</b> 一种河流图像分割方法；
          李安，吴波；某某大学；ZL2021108；2024.02.06
        """)
    assert values(result.publications, "title", "authors", "year") == [
        ("一种河流图像分割方法", ["李安", "吴波"], "2024")
    ]


def test_important_events_are_news():
    result = page("# 🔥 重要事件\n- *2026.06*: 🎉 一篇论文被接收！\n")
    assert values(result.news, "date", "text") == [("2026-06", "一篇论文被接收！")]


def test_table_of_former_students_is_read_by_its_columns():
    result = page("""
        # 🎓 往届毕业学生
        ## 博士研究生
        | 姓名 | 级别/届别 | 去向 | 备注 |
        |------|------|------|------|
        | 李安 | 2019级/2023届 | 某某公司 | 发表论文6篇 |
        | 吴波 | 2020级/2024届 | - | - |
        """)
    assert values(result.people, "name", "status", "start", "end", "place") == [
        ("李安", "previous", "2019", "2023", "某某公司"),
        ("吴波", "previous", "2020", "2024", ""),
    ]
    assert named(result, "发表论文6篇")


def test_table_of_members_in_english_is_read_by_its_columns():
    result = page("""
        # Students
        | Name | Degree | Period | Now at |
        |------|--------|--------|--------|
        | Ann Lee | PhD student | 2019 - 2023 | Lake University |
        | Bo Wu | Master student | 2021 - | |
        """)
    assert values(result.people, "name", "role", "start", "end", "place") == [
        ("Ann Lee", "PhD student", "2019", "2023", "Lake University"),
        ("Bo Wu", "Master student", "2021", "", ""),
    ]


def test_positions_among_the_studies_are_named_and_no_studies():
    result = page("""
        # 工作与教育
        - *2021.02 -   至  今*, 某某研究中心，某某大学，副教授。
        - *2019.08 - 2020.08*, 工学院，某某大学，博士后研究员。
        - *2015.09 - 2019.06*, 信息学院，某某大学，博士研究生，国家优青[李安教授](https://a.example)课题组。
        - *2010.09 - 2014.06*, 物理学院，某某大学，本科生，院长吴波教授。
        """)
    assert values(result.education, "start", "end", "degree", "school", "advisor") == [
        ("2015-09", "2019-06", "博士研究生", "某某大学", "李安"),
        ("2010-09", "2014-06", "本科生", "某某大学", "吴波"),
    ]
    assert named(result, "副教授") and named(result, "博士后研究员")


def test_subject_after_the_degree_belongs_to_it():
    result = page("""
        # Education
        - *2015.09 - 2019.07*: Bachelor of Engineering, Food Science and Technology, Lake University.
        """)
    assert values(result.education, "degree", "school") == [
        ("Bachelor of Engineering, Food Science and Technology", "Lake University")
    ]


def test_preprint_and_published_form_of_a_paper_are_one():
    result = page("""
        # Publications
        - **Rivers with Slow Constraint**, Ann Lee, Bo Wu, arXiv 2023. [arXiv](https://arxiv.org/abs/2301.00001)
        - **Rivers with Slow Constraints**, Ann Lee, Bo Wu, *ICXX 2024*. [PDF](https://a.example/1.pdf)
        - **LakeNet: Maps of all Lakes**, Ann Lee, Cy Xu, *arXiv 2022*.
        - **LakeNet: A Network that Draws Maps**, Ann Lee, Cy Xu, *Lake Journal, 2023*.
        - **Seas with Fast Constraints I**, Ann Lee, Bo Wu, *ICXX 2020*.
        - **Seas with Fast Constraints II**, Ann Lee, Bo Wu, *ICXX 2021*.
        """)
    assert values(result.publications, "title", "year") == [
        ("Rivers with Slow Constraints", "2024"),
        ("LakeNet: A Network that Draws Maps", "2023"),
        ("Seas with Fast Constraints I", "2020"),
        ("Seas with Fast Constraints II", "2021"),
    ]
    assert (
        named(result, "LakeNet: A Network")[0][2] == "Already in index.md:4, as “LakeNet: Maps of all Lakes”."
    )


def test_venue_in_bold_after_a_plain_title_is_no_part_of_it():
    result = page("""
        # Publications
        <ul><li>
          Maps of Rivers by Slow Networks. <strong>Energy 2024</strong>.
          <div><a href="">[paper]</a></div>
          <div><i>Ann Lee, Bo Wu</i></div>
        </li></ul>

        - [Maps of all Lakes by Networks](https://a.example).
        Ann Lee, Bo Wu, Cy Xu, Di Ng, Ed Ma. In Findings of the Society for Lakes (ICXX)
        - [LakeNet Technical Report](https://arxiv.org/abs/2510.24701), [GitHub](https://a.example/b) 19k ⭐️
        """)
    assert values(result.publications, "title", "venue", "year", "authors") == [
        ("Maps of Rivers by Slow Networks", "Energy", "2024", ["Ann Lee", "Bo Wu"]),
        (
            "Maps of all Lakes by Networks",
            "Findings of the Society for Lakes (ICXX)",
            "",
            ["Ann Lee", "Bo Wu", "Cy Xu", "Di Ng", "Ed Ma"],
        ),
        ("LakeNet Technical Report", "", "2025", []),
    ]


def test_period_of_a_study_counts_beside_the_year_of_a_prize():
    result = page("""
        # Education
        - **B.Sc.**, Computer Science\\
          Lake University\\
          (*2013 – 2018*)\\
          *Best student of the program 2018*
        """)
    assert values(result.education, "start", "end", "school") == [("2013", "2018", "Lake University")]


def test_page_shows_what_its_own_layout_includes_and_the_bibtex_of_its_data():
    result = read_site(
        {
            "_config.yml": "title: Ann Lee\n",
            "_data/navigation.yml": "main: [{title: News, url: ./news}, {title: Papers, url: ./papers}]\n",
            "_layouts/default.html": "{% include head.md %}<nav></nav>{{ content }}",
            "_layouts/news.html": "---\nlayout: default\n---\n{{ content }}\n{% include news.md %}\n",
            "_layouts/papers.html": "---\nlayout: default\n---\n{% include papers.md %}\n",
            "_includes/news.md": "<h2>News</h2>\n<ul>\n<li>[Nov. 2023] A paper is accepted.</li>\n</ul>\n",
            "_includes/papers.md": "{% for link in site.data.papers.main %}{{ link.title }}{% endfor %}",
            "_data/papers.yml": """
                main:
                  - title: Rivers with Slow Constraints
                    authors: Ann Lee; Bo Wu
                    journal: Lake Letters
                    bibtex: |
                      @article{lee2024, title={Rivers with Slow Constraints}, author={Lee, Ann}, year={2024}}
                """,
            "index.md": "---\nlayout: default\n---\n<h2>Biography</h2>\nI am Ann Lee, a professor.\n",
            "news.md": "---\nlayout: news\ntitle: News\n---\n",
            "papers.md": "---\nlayout: papers\ntitle: Publications\n---\n",
        }
    )
    assert values(result.news, "date", "text") == [("2023-11", "A paper is accepted.")]
    assert values(result.publications, "title", "year", "authors") == [
        ("Rivers with Slow Constraints", "2024", ["Ann Lee", "Bo Wu"])
    ]


def test_examples_of_a_template_in_a_profile_with_another_name_stay_out():
    result = read_site(
        {
            "content/_index.md": "---\ntype: landing\nsections:\n  - block: biography\n---\n",
            "content/authors/admin/_index.md": """
                ---
                title: Ann Lee
                superuser: true
                education:
                  - area: PhD Artificial Intelligence
                    institution: Stanford University
                    date_start: 2016-01-01
                    date_end: 2020-12-31
                awards:
                  - title: Blockchain Fundamentals
                    date: '2023-07-01'
                    awarder: edX
                ---
                """,
        }
    )
    assert not result.education and not result.honors
    assert named(result, "Blockchain Fundamentals")


def test_research_activities_are_no_services():
    result = page("# My research activities\n* Maps of rivers\n* Networks of lakes\n")
    assert not result.service


def test_address_in_the_field_of_the_journal_is_a_link_and_no_venue():
    entry = "title: Maps of Rivers\n    authors: Ann Lee, Bo Wu\n    journal: https://a.example/maps\n"
    result = read_site(
        {
            "_config.yml": "title: Ann Lee\n",
            "_data/publications.yml": f"main:\n  - {entry}    conference: Lake Letters, 2025.\n",
            "index.md": "# Papers\n{% for p in site.data.publications.main %}{{ p.title }}{% endfor %}\n",
        }
    )
    assert values(result.publications, "title", "venue", "year") == [
        ("Maps of Rivers", "Lake Letters", "2025")
    ]
