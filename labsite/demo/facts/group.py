"""The lab, its system team, and their members."""

from labsite.demo.facts import jiaming_xu, numbered
from labsite.demo.facts.places import (
    CS_SJTU_URL,
    ECNU,
    GUOHAO_DAI_URL,
    JOIN_URL,
    LANZHOU,
    SII,
    SJTU,
    SJTU_CS,
    WESTLAKE,
)
from people.models import Degree, Role

LAB = {
    "name": "DAI-Lab",
    "short_name": "DAI-Lab",
    "institution": "School of Computer Science, Shanghai Jiao Tong University",
    "institution_zh": "上海交通大学计算机学院",
    "institution_url": CS_SJTU_URL,
    "city": "Shanghai",
    "city_zh": "上海",
    "country": "CN",
    "address": "Shanghai, China",
    "address_zh": "中国上海",
    "map_url": "https://www.openstreetmap.org/search?query=Shanghai+Jiao+Tong+University",
    "directions": """\
*Sample text.* Which metro line to take, which gate of the campus to enter by, and where to find the lab.
""",
    "directions_zh": """\
*示例文字。* 这里说明乘坐哪条地铁、从哪个校门进入，以及实验室在哪栋楼、哪一层。
""",
    "tagline": "Home of DAI-Sys, the team for efficient machine learning systems.",
    "tagline_zh": "高效机器学习系统小组 DAI-Sys 所在的实验室。",
    "hero_caption": "Sample picture, drawn by a program",
    "hero_caption_zh": "示例图片，由程序绘制",
    "about": f"""\
DAI-Lab is the group of [Guohao Dai]({GUOHAO_DAI_URL}). Its system team, DAI-Sys, works on efficient machine
learning systems.

*This is a demonstration of Labsite.* The facts are from the public homepage of one member. Photos and figures
are drawn by a program, and the openings are samples.
""",
    "about_zh": f"""\
DAI-Lab 由[戴国浩]({GUOHAO_DAI_URL})老师带领，其中的系统小组 DAI-Sys 研究高效机器学习系统。

*这是 Labsite 的演示站点*。站上的事实取自一位成员的公开个人主页；头像和插图由程序绘制，招聘启事仅为示例。
""",
}

TEAM = {
    "slug": "dai-sys",
    "name": "DAI-Sys",
    "name_zh": "DAI-Sys 小组",
    "description": """\
The system team of DAI-Lab. It makes AI inference efficient by designing algorithms and systems together.
""",
    "description_zh": """\
DAI-Lab 的系统小组，通过算法与系统的协同设计实现高效的 AI 推理。
""",
    "call": f"""\
Interested in making AI more efficient? We welcome students who want to work on algorithms, models, or systems
and hardware: [DAI-Sys 小组招生]({JOIN_URL}).
""",
    "call_zh": "想让 AI 更高效？欢迎愿意研究算法、模型或系统与硬件的同学加入："
    f"[DAI-Sys 小组招生]({JOIN_URL})。\n",
}


def member(slug: str, name: str, native_name: str, role: Role, since: int, *places: dict, **more) -> dict:
    """Return a student who has studied at the first of ``places`` since autumn of the year ``since``."""
    degree = {Role.PHD: Degree.PHD, Role.MASTER: Degree.MASTER, Role.UNDERGRADUATE: Degree.BACHELOR}[role]
    school = {"school": places[0]["institution"], "school_zh": places[0]["institution_zh"]}
    return {
        "slug": slug,
        "name": name,
        "native_name": native_name,
        "role": role,
        "education": [{"degree": degree, "start": str(since), **school}],
        "affiliations": numbered([*places]),
        **more,
    }


def former_member(*facts, joined: str, left: str) -> dict:
    """Return a student who has left, without affiliations, because the current ones are unknown."""
    return member(*facts, joined=joined, left=left, affiliations=[])


GUOHAO_DAI = {
    "slug": "guohao-dai",
    "name": "Guohao Dai",
    "native_name": "戴国浩",
    "role": Role.PI,
    "bio": """\
Guohao Dai is a professor in the School of Computer Science at Shanghai Jiao Tong University, supervises the
doctoral work of Jiaming Xu, and teaches *Algorithm Design and Analysis*.
""",
    "bio_zh": "戴国浩任教于上海交通大学计算机学院，指导许珈铭攻读博士学位，讲授《算法设计与分析》课程。",
    "links": numbered([{"kind": "homepage", "url": GUOHAO_DAI_URL}]),
    "affiliations": numbered([SJTU_CS]),
}

#: In the order in which people with the same role are listed.
PEOPLE = numbered(
    [
        GUOHAO_DAI,
        jiaming_xu.PERSON,
        member("yaoxiu-lian", "Yaoxiu Lian", "廉瑶秀", Role.PHD, 2022, SJTU),
        member("yongkang-zhou", "Yongkang Zhou", "周永康", Role.PHD, 2025, SJTU, SII),
        member("kele-shao", "Kele Shao", "邵可乐", Role.PHD, 2025, WESTLAKE, SII),
        member("jiayi-pan", "Jiayi Pan", "潘佳一", Role.MASTER, 2024, SJTU),
        member("tianlang-zhao", "Tianlang Zhao", "赵天朗", Role.UNDERGRADUATE, 2022, SJTU),
        member("hanzhen-wang", "Hanzhen Wang", "王翰楨", Role.UNDERGRADUATE, 2023, SJTU),
        member("haotian-fang", "Haotian Fang", "方皓天", Role.UNDERGRADUATE, 2024, SJTU),
        member("qiming-cheng", "Qiming Cheng", "程淇铭", Role.UNDERGRADUATE, 2024, ECNU),
        former_member(
            *("siming-chen", "Siming Chen", "陈思铭", Role.UNDERGRADUATE, 2021, LANZHOU),
            joined="2024-10",
            left="2025-06",
        ),
        former_member(
            *("junyi-wu", "Junyi Wu", "吴俊逸", Role.UNDERGRADUATE, 2022, SJTU),
            joined="2024-01",
            left="2025-03",
        ),
    ]
)

#: All but the principal investigator are in the team. Those who left the lab left the team on the same day.
MEMBERSHIPS = [
    {
        "person": person["slug"],
        "start": person.get("joined"),
        "end": person.get("left"),
        "is_lead": person["slug"] == jiaming_xu.PERSON["slug"],
    }
    for person in PEOPLE
    if person["role"] != Role.PI
]
