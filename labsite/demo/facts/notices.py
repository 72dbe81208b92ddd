"""Three sample openings, marked as such: two open ones and a closed one."""

from datetime import date, timedelta

SAMPLE = "*This is a sample, not a real opening.*"
SAMPLE_ZH = "*这是一则示例，并非真实招聘，仅用于展示招聘启事的样式。*"

STUDENTS = {
    "slug": "sample-students",
    "title": "PhD and master’s students (sample)",
    "title_zh": "招收博士生和硕士生（示例）",
    "team": "dai-sys",
    "body": f"""\
{SAMPLE}

An opening without a deadline stays open until it is closed. Describe the work here, and then what you expect
of applicants:

- curiosity and patience;
- some experience in programming;
- a few words about a project that you enjoyed.
""",
    "body_zh": f"""\
{SAMPLE_ZH}

没有截止日期的启事会一直开放，直到被关闭。这里先介绍工作内容，再写明对申请人的期望：

- 有好奇心，也有耐心；
- 有一定的编程经验；
- 简单介绍一个你喜欢的项目。
""",
    "starting": "any time",
    "starting_zh": "随时",
    "positions": [{"kind": "phd"}, {"kind": "master"}],
}

ENGINEER = {
    "slug": "sample-research-engineer",
    "title": "Research engineer (sample)",
    "title_zh": "招聘科研工程师（示例）",
    "body": f"""\
{SAMPLE}

An opening with a deadline stays open until the end of its last day and closes automatically at midnight.
Please submit:

1. a CV of at most two pages;
2. the names of two referees;
3. a link to something you have built.
""",
    "body_zh": f"""\
{SAMPLE_ZH}

有截止日期的启事在最后一天全天有效，午夜自动关闭。请提交：

1. 不超过两页的简历；
2. 两位推荐人的姓名；
3. 你的一件作品的链接。
""",
    "starting": "three months after the deadline",
    "starting_zh": "截止日期后三个月",
    "positions": [{"kind": "engineer", "openings": 1}],
}

INTERNS = {
    "slug": "sample-interns",
    "title": "Short-term interns (sample)",
    "title_zh": "招收短期实习生（示例）",
    "team": "dai-sys",
    "body": f"""\
{SAMPLE}

A closed opening keeps its page, which says at the top that it is closed and links to the open ones. This one
offered:

- a small project with a clear goal;
- a desk and a mentor.
""",
    "body_zh": f"""\
{SAMPLE_ZH}

已关闭的启事保留页面，在页首注明已关闭，并指向仍然开放的启事。这一则曾提供：

- 一个目标明确的小项目；
- 一个工位和一位指导者。
""",
    "positions": [{"kind": "intern", "openings": 2}, {"kind": "undergraduate", "openings": 1}],
}

NOTICES = [INTERNS, ENGINEER, STUDENTS]


def notice_dates(today: date) -> dict[str, dict]:
    """Return the first and the last day of each notice by slug, relative to today."""

    def weeks(number: int) -> date:
        return today + timedelta(weeks=number)

    return {
        "sample-students": {"opens": weeks(-4), "closes": None},
        "sample-research-engineer": {"opens": weeks(-2), "closes": weeks(8)},
        "sample-interns": {"opens": weeks(-20), "closes": weeks(-8)},
    }
