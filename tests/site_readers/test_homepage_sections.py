"""A homepage in Markdown, section by section. The page is invented."""

import pytest

from site_readers import read

PAGE = """---
permalink: /
title: ""
---

{% assign url = site.repository | append: "x" %}

I am Ann Lee (李安), a third-year PhD student at North University.

# 🔥 News
- *2025.09*: &nbsp;🎉🎉 We release [Tool](https://tool.example) today.
- [May 2024] One paper was accepted by **ICXX 2024**.

# 👥 Team
Our team has two students. <span style="color: red;">I am looking for
students who like proofs to join us</span> ([apply](https://lab.example/join)).

**Now**
- Bo Wu (吴博): second year master student in North University

**Previous**
- Cy Xu (徐诚, 2024.10~2025.6): fourth year undergraduate in South University

# 📝 Publications
<div class='paper-box'><div class='paper-box-image'><div>
<div class="badge">ICXX 2024</div><img src='a.png'></div></div>
<div class='paper-box-text' markdown="1">

[Proofs at Scale: A Long Title](https://a.example/paper.pdf)

Bo Wu\\*, **Ann Lee\\***, Cy Xu and Dee Yi,

ICXX 2024 (CCF-A)

[**Paper**](https://a.example/paper.pdf) &nbsp; | &nbsp; [**Code**](https://github.com/a/b)
![](https://img.shields.io/x) | [**科技之心**](https://news.example/1)
</div>
</div>

# 🎖 Honors and Awards
- *2022.12* <span style="color: red;">State Prize<\\span> (Top 2%), Ministry of Teaching.
- *2021, 2020* Merit Scholarship (奖学金) (1/12), North University.

# 📖 Educations
- *2023.06 - 2028.06 (expected)*, School of Logic, North University
- *2019.09 - 2023.06*, B.Sc. in Mathematics, advised by Prof. Eve Fu, South University

# 💬 Presentation
- *2025.08*, \\[Invited Talk\\] Proofs, and how to find them, LogicConf 2025 @Oslo, Norway

# 💻 Service
- *2025.09 - Now*, Teaching Assistant, Logic (L-101) by [Prof. Eve Fu](https://eve.example)
- *2022.09 - 2023.06*, Acme Campus Ambassador, South University

# Hobbies
- Chess
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "index.md"
    path.write_text(PAGE)
    return read(path)


def fields(item, *names):
    return tuple(getattr(item, name) for name in names)


def test_news_have_their_dates_and_links(result):
    assert [fields(item, "date", "text") for item in result.news] == [
        ("2025-09", "We release Tool today."),
        ("2024-05", "One paper was accepted by ICXX 2024."),
    ]
    assert [link.url for link in result.news[0].links] == ["https://tool.example"]


def test_members_have_status_role_period_and_place(result):
    bo, cy = result.people
    assert fields(bo, "name", "native_name", "status", "role", "place") == (
        "Bo Wu",
        "吴博",
        "current",
        "second year master student",
        "North University",
    )
    assert fields(cy, "status", "start", "end", "place") == (
        "previous",
        "2024-10",
        "2025-06",
        "South University",
    )


def test_paper_has_every_mark_and_link(result):
    (paper,) = result.publications
    assert paper.title == "Proofs at Scale: A Long Title"
    assert paper.authors == ["Bo Wu", "Ann Lee", "Cy Xu", "Dee Yi"]
    assert fields(paper, "venue", "year", "rank", "equal_contribution") == ("ICXX", "2024", "CCF-A", [0, 1])
    assert [(link.kind, link.url) for link in paper.links] == [
        ("paper", "https://a.example/paper.pdf"),
        ("code", "https://github.com/a/b"),
        ("link", "https://news.example/1"),
    ]


def test_honors_have_level_and_issuer_and_one_item_for_each_year(result):
    assert [fields(item, "date", "title", "level", "issuer") for item in result.honors] == [
        ("2022-12", "State Prize", "Top 2%", "Ministry of Teaching"),
        ("2021", "Merit Scholarship (奖学金)", "1/12", "North University"),
        ("2020", "Merit Scholarship (奖学金)", "1/12", "North University"),
    ]


def test_studies_have_school_department_degree_and_advisor(result):
    assert [
        fields(s, "start", "end", "school", "department", "degree", "advisor") for s in result.education
    ] == [
        ("2023-06", "2028-06", "North University", "School of Logic", "", ""),
        ("2019-09", "2023-06", "South University", "", "B.Sc. in Mathematics", "Eve Fu"),
    ]


def test_talk_has_kind_event_and_place(result):
    (talk,) = result.talks
    assert fields(talk, "date", "kind", "title", "event", "place") == (
        "2025-08",
        "Invited Talk",
        "Proofs, and how to find them",
        "LogicConf 2025",
        "Oslo, Norway",
    )


def test_services_have_role_and_period(result):
    assert [fields(item, "start", "end", "role", "what") for item in result.service] == [
        ("2025-09", "", "Teaching Assistant", "Logic (L-101) by Prof. Eve Fu"),
        ("2022-09", "2023-06", "Acme Campus Ambassador", "South University"),
    ]


def test_call_for_students_is_a_notice(result):
    (notice,) = result.notices
    assert notice.text == "I am looking for students who like proofs to join us (apply)."
    assert [link.url for link in notice.links] == ["https://lab.example/join"]


def test_everything_else_is_named(result):
    rest = [(item.text, item.why) for item in result.not_understood]
    texts = " ".join(text for text, _ in rest)
    for piece in ("I am Ann Lee", "Our team has two students.", "{% assign url", "Hobbies", "Chess"):
        assert piece in texts
    assert all(why for _, why in rest)


def test_items_know_their_lines(result):
    lines = PAGE.split("\n")
    for item in (*result.news, *result.people, *result.honors, *result.education, *result.service):
        assert item.raw == lines[item.line - 1].strip()


def test_page_in_chinese_is_read(tmp_path):
    (tmp_path / "index.md").write_text(
        "# 教育经历\n- 2023.03 - 至今 博士，机械学院，北方大学\n"
        "# 荣誉奖项\n- 2023年5月，国家奖学金\n- 2024年第十届数学大赛，一等奖。李安，吴博\n"
        "# 毕业生\n- 吴博：2020级硕士，现就职于某公司\n"
        "# 发表论文\n- 李安, 吴博. 基于逻辑的证明方法研究. 中文学报, 2023.\n"
    )
    result = read(tmp_path)
    assert [fields(one, "start", "degree", "department", "school") for one in result.education] == [
        ("2023-03", "博士", "机械学院", "北方大学")
    ]
    assert [fields(one, "date", "title") for one in result.honors] == [
        ("2023-05", "国家奖学金"),
        ("2024", "第十届数学大赛，一等奖"),
    ]
    assert [fields(one, "name", "status") for one in result.people] == [("吴博", "previous")]
    assert [fields(one, "title", "authors", "venue", "year") for one in result.publications] == [
        ("基于逻辑的证明方法研究", ["李安", "吴博"], "中文学报", "2023")
    ]
