"""Labels, headings and columns that say what a homepage's entries are. All people and papers are invented."""

from tests.importing.sites import named, read_site, values

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


def test_subject_behind_the_degree_belongs_to_it():
    result = page("""
        # Education
        - *2015.09 - 2019.07*: Bachelor of Engineering, Food Science and Technology, Lake University.
        """)
    assert values(result.education, "degree", "school") == [
        ("Bachelor of Engineering, Food Science and Technology", "Lake University")
    ]
