"""The pages of the demo lab, and its menu: facts of the homepage, and a sample for members."""

from labsite.demo.facts.places import JOIN_URL

PAGES = [
    {
        "slug": "research",
        "title": "Research",
        "title_zh": "研究方向",
        "body": f"""\
DAI-Sys makes the inference of large models efficient. Algorithms and systems are designed together.[^1]

| Algorithms | Systems |
|---|---|
| quantization | design of kernels |
| pruning | memory management |
| speculative decoding | design of dataflow, heterogeneous computing |

Table: What the team works on

> [!TIP]
> Students who want to work on these problems are welcome: [DAI-Sys 小组招生]({JOIN_URL}).

## People

{{{{ members: dai-sys }}}}

## News

{{{{ news }}}}

[^1]: As the homepage of Jiaming Xu, who leads the team, describes it.
""",
        "body_zh": f"""\
DAI-Sys 小组研究大模型的高效推理，强调算法与系统的协同设计。[^1]

| 算法 | 系统 |
|---|---|
| 量化 | 算子设计 |
| 剪枝 | 内存管理 |
| 投机解码 | 数据流设计、异构计算 |

表：小组的研究内容

> [!TIP]
> 欢迎对这些问题感兴趣的同学加入：[DAI-Sys 小组招生]({JOIN_URL})。

## 成员

{{{{ members: dai-sys }}}}

## 新闻

{{{{ news }}}}

[^1]: 内容取自小组负责人许珈铭的个人主页。
""",
    },
    {
        "slug": "handbook",
        "title": "Handbook",
        "title_zh": "成员手册",
        "is_members_only": True,
        "body": """\
> [!NOTE]
> This page is a sample. Only signed-in members can read it, and visitors do not find it.

## In the first week

1. Sign in and complete your profile.
2. Import your publications.

## Formulas

A model with $n$ parameters of $b$ bits needs this many bytes:

$$
M = \\frac{n\\,b}{8}
$$
""",
        "body_zh": """\
> [!NOTE]
> 本页为示例。只有已登录的成员能看到，访客无法找到。

## 第一周

1. 登录并完善个人主页。
2. 导入学术成果。

## 公式

参数量为 $n$、每个参数 $b$ 比特的模型所需的字节数为：

$$
M = \\frac{n\\,b}{8}
$$
""",
    },
]

#: The slug of a page or the key of a section, and whether it is below the entry before it.
MENU = [
    ("research", False),
    ("people", False),
    ("teams", True),
    ("handbook", True),
    ("projects", False),
    ("publications", False),
    ("news", False),
    ("recruiting", False),
]
