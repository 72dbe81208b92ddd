"""The profile of Jiaming Xu, whose homepage the demo is based on."""

from labsite.demo.facts import numbered
from labsite.demo.facts.places import (
    CS_SJTU_URL,
    CS_XIDIAN_URL,
    GUOHAO_DAI_URL,
    INFINIGENCE,
    INFINIGENCE_URL,
    SII,
    SII_URL,
    SJTU_CS,
)
from people.models import Degree, Role

NANNAN_WANG_URL = "https://web.xidian.edu.cn/nnwang/"
XIUHONG_LI_URL = "https://www.zhihu.com/people/hong_pku"
WEIGUO_GU = {
    "partner": "Prof. Weiguo Gu",
    "url": "https://me.sjtu.edu.cn/teacher_directory1/guweiguo.html",
}
XIDIAN = {"issuer": "Xidian University", "issuer_zh": "西安电子科技大学"}
MINISTRY = {
    "issuer": "Ministry of Education of the People’s Republic of China",
    "issuer_zh": "中华人民共和国教育部",
}
NATIONAL_SCHOLARSHIP = {
    "title": "National Scholarship",
    "title_zh": "国家奖学金",
    "level": "Top 1%",
    "level_zh": "前 1%",
    "is_highlighted": True,
    **MINISTRY,
}
HUAWEI_SCHOLARSHIP = {
    "title": "Huawei Intelligent Base Scholarship",
    "title_zh": "华为智能基座奖学金",
    "level": "1/10",
    **XIDIAN,
}
ICPC = "ICPC International Collegiate Programming Contest of Shaanxi Province"
ICPC_ZH = "ICPC 国际大学生程序设计竞赛陕西省赛"

BIO = f"""\
I am a doctoral student at Shanghai Jiao Tong University ([School of Computer Science]({CS_SJTU_URL})) and the
[Shanghai Innovation Institute]({SII_URL}). My advisor is [Prof. Guohao Dai (戴国浩)]({GUOHAO_DAI_URL}).
In 2023 I graduated with a bachelor’s degree from Xidian University
([School of Computer Science and Technology]({CS_XIDIAN_URL})), where
[Prof. Nannan Wang (王楠楠)]({NANNAN_WANG_URL}) was my advisor. After an internship at
[Infinigence AI (无问芯穹)]({INFINIGENCE_URL}), I continue to work closely with
[Xiuhong Li (李秀红)]({XIUHONG_LI_URL}) there.

I work on efficient machine learning systems (MLSys), especially on AI inference for large language models
(LLM), sparse computing, embodied AI and multimodal models, by designing algorithms and systems together:

- algorithms: quantization, pruning, speculative decoding;
- systems: kernel design, memory management, dataflow design, heterogeneous computing.

More than ten papers have appeared so far, at IEEE TCAD, ISCA, MLSys, DAC and other leading venues.
"""

# One line per paragraph: browsers display a line break between two Chinese characters as a blank.
BIO_ZH = (
    f"我在上海交通大学（[计算机学院]({CS_SJTU_URL})）和[上海创智学院]({SII_URL})攻读博士学位，"
    f"导师是[戴国浩]({GUOHAO_DAI_URL})老师。此前就读于西安电子科技大学"
    f"（[计算机科学与技术学院]({CS_XIDIAN_URL})），在[王楠楠]({NANNAN_WANG_URL})老师的指导下"
    f"于 2023 年获得学士学位。我曾在[无问芯穹]({INFINIGENCE_URL})实习，"
    f"至今仍与那里的[李秀红]({XIUHONG_LI_URL})密切合作。\n\n"
    "怎样让机器学习系统（MLSys）更高效？我主要从 AI 推理入手，涉及大语言模型（LLM）、稀疏计算、"
    "具身智能和多模态模型，让算法与系统协同设计：\n\n"
    "- 算法：量化、剪枝、投机解码；\n"
    "- 系统：算子设计、内存管理、数据流设计、异构计算。\n\n"
    "迄今已在 IEEE TCAD、ISCA、MLSys、DAC 等顶级国际会议和期刊上发表论文十余篇。\n"
)

HONORS = [
    {
        "date": "2023-06",
        "title": "Outstanding Graduates",
        "title_zh": "优秀毕业生",
        "issuer": "Shaanxi",
        "issuer_zh": "陕西省",
    },
    {"date": "2023-06", "title": "Outstanding Graduates", "title_zh": "优秀毕业生", **XIDIAN},
    {"date": "2023-06", "title": "Graduate Star", "level": "1/10", **XIDIAN},
    {
        "date": "2022-12",
        "title": "Thanks for the Modern Scientist Scholarship",
        "title_zh": "感恩近现代科学家奖学金",
        "level": "1/12",
        **XIDIAN,
    },
    {
        "date": "2022-12",
        "title": "Principal’s Scholarship",
        "title_zh": "校长奖学金",
        "level": "1/5",
        **XIDIAN,
    },
    {"date": "2022-12", **NATIONAL_SCHOLARSHIP},
    {
        "date": "2022-10",
        "title": "IEEEXtreme Programming Competition",
        "title_zh": "IEEEXtreme 编程竞赛",
        "level": "Top 1.3% of World",
        "level_zh": "全球前 1.3%",
    },
    {"date": "2022-10", **HUAWEI_SCHOLARSHIP},
    {"date": "2021-12", **NATIONAL_SCHOLARSHIP},
    {"date": "2021-11", "title": f"Silver Medal, {ICPC}", "title_zh": f"银牌，{ICPC_ZH}"},
    {"date": "2021-10", **HUAWEI_SCHOLARSHIP},
    {"date": "2020-12", **NATIONAL_SCHOLARSHIP},
    {"date": "2020-11", "title": f"Bronze Medal, {ICPC}", "title_zh": f"铜牌，{ICPC_ZH}"},
]

EDUCATION = [
    {
        "degree": Degree.PHD,
        "school": "Shanghai Jiao Tong University",
        "school_zh": "上海交通大学",
        "department": "School of Computer Science",
        "department_zh": "计算机学院",
        "url": CS_SJTU_URL,
        "advisor": "Guohao Dai",
        "advisor_zh": "戴国浩",
        "advisor_url": GUOHAO_DAI_URL,
        "start": "2023-06",
        "end": "2028-06",
        "is_expected": True,
    },
    {
        "degree": Degree.BACHELOR,
        "school": "Xidian University",
        "school_zh": "西安电子科技大学",
        "department": "School of Computer Science and Technology",
        "department_zh": "计算机科学与技术学院",
        "url": CS_XIDIAN_URL,
        "advisor": "Nannan Wang",
        "advisor_zh": "王楠楠",
        "advisor_url": NANNAN_WANG_URL,
        "start": "2019-09",
        "end": "2023-06",
    },
]

ASSISTANT = {"role": "Teaching Assistant", "role_zh": "助教"}
SERVICE = [
    {
        **ASSISTANT,
        "subject": "Thinking and Methodology in Programming (C++) (UG-CS1501-08)",
        "subject_zh": "程序设计思想与方法（C++）（UG-CS1501-08）",
        **WEIGUO_GU,
        "start": "2025-09",
    },
    {
        **ASSISTANT,
        "subject": "Algorithms and Complexity (UG-CS2308-01)",
        "subject_zh": "算法与复杂性（UG-CS2308-01）",
        "partner": "Prof. Qingshen Ren",
        "url": "https://www.cs.sjtu.edu.cn/PeopleDetail.aspx?id=85",
        "start": "2025-02",
        "end": "2025-06",
    },
    {
        **ASSISTANT,
        "subject": "Algorithm Design and Analysis (PG-CS7310H-033-M01)",
        "subject_zh": "算法设计与分析（PG-CS7310H-033-M01）",
        "partner": "Prof. Guohao Dai",
        "partner_zh": "戴国浩老师",
        "url": GUOHAO_DAI_URL,
        "start": "2025-02",
        "end": "2025-06",
    },
    {
        **ASSISTANT,
        "subject": "Thinking and Methodology in Programming (C++) (UG-CS1501-04)",
        "subject_zh": "程序设计思想与方法（C++）（UG-CS1501-04）",
        **WEIGUO_GU,
        "start": "2024-09",
        "end": "2025-01",
    },
    {
        "role": "IT Administrator",
        "role_zh": "IT 管理员",
        "subject": "DAI-Lab, Shanghai Jiao Tong University",
        "subject_zh": "上海交通大学 DAI-Lab",
        "start": "2024-05",
    },
    {
        "role": "Huawei Campus Ambassador",
        "role_zh": "华为校园大使",
        "subject": "Xidian University",
        "subject_zh": "西安电子科技大学",
        "start": "2022-09",
        "end": "2023-06",
    },
    {
        "role": "Chairman",
        "role_zh": "主席",
        "subject": "Huawei Innovation Club and Huawei Intelligent Base Club",
        "subject_zh": "华为创新俱乐部与华为智能基座俱乐部",
        "start": "2021-09",
        "end": "2022-09",
    },
]

PERSON = {
    "slug": "jiaming-xu",
    "name": "Jiaming Xu",
    "native_name": "许珈铭",
    "role": Role.PHD,
    "interests": "Efficient machine learning systems: AI inference through algorithm and system co-design",
    "interests_zh": "高效机器学习系统：以算法与系统协同设计实现高效 AI 推理",
    "bio": BIO,
    "bio_zh": BIO_ZH,
    "links": numbered(
        [{"kind": "google-scholar", "url": "https://scholar.google.com/citations?user=DhtAFkwAAAAJ"}]
    ),
    "affiliations": numbered(
        [SJTU_CS, SII, {**INFINIGENCE, "capacity": "Intern", "capacity_zh": "实习生", "is_past": True}]
    ),
    "education": EDUCATION,
    "honors": numbered(HONORS),
    "service": numbered(SERVICE),
}

ORAL, INVITED = "oral", "invited"
ICCAD = {
    "date": "2024-11",
    "kind": ORAL,
    "event": "ICCAD 2024",
    "place": "New York, USA",
    "place_zh": "美国纽约",
}

#: ``publication`` is a slug of :mod:`labsite.demo.facts.publications`.
TALKS = numbered(
    [
        {
            "date": "2025-08",
            "kind": INVITED,
            "title": "Efficient LLM inference via hardware-software codesign",
            "title_zh": "大模型推理软硬件协同优化",
            "event": "CCF-HPC 2025",
            "place": "Ordos, China",
            "place_zh": "中国鄂尔多斯",
        },
        {
            "date": "2025-06",
            "kind": ORAL,
            "title": "Accelerating Large Language Model Inference with Speculative Early Exiting",
            "event": "ISCA 2025",
            "place": "Tokyo, Japan",
            "place_zh": "日本东京",
            "publication": "specee",
        },
        {
            "date": "2024-12",
            "kind": ORAL,
            "title": "Efficient LLM Inference on GPUs with Operator Optimization and Compilation",
            "event": "Chinasys 2024",
            "place": "Tianjin, China",
            "place_zh": "中国天津",
        },
        {"title": "MARCA: Mamba Accelerator with Reconfigurable Architecture", **ICCAD},
        {
            "title": "Fast and Efficient 2-bit LLM Inference on GPU: 2/4/16-bit in a Weight Matrix with "
            "Asynchronous Dequantization",
            **ICCAD,
        },
        {
            "title": "Towards Floating Point-Based Attention-Free LLM: Hybrid PIM with Non-Uniform Data "
            "Format and Reduced Multiplications",
            **ICCAD,
        },
        {
            "date": "2024-09",
            "kind": INVITED,
            "title": "Efficient GPU computation in Large Language Models",
            "event": "CCF-HPC 2024",
            "place": "Wuhan, China",
            "place_zh": "中国武汉",
        },
        {
            "date": "2024-05",
            "kind": ORAL,
            "title": "FlashDecoding++: Faster Large Language Model Inference with Asynchronization, "
            "Flat GEMM Optimization, and Heuristics",
            "event": "MLSys 2024",
            "place": "California, USA",
            "place_zh": "美国加利福尼亚",
            "publication": "flashdecoding",
        },
        {
            "date": "2024-03",
            "kind": INVITED,
            "title": "NVIDIA GPU and LLM Exploration, Flat GEMM Optimization",
            "event": "SJTU",
            "event_zh": "上海交通大学",
            "place": "Shanghai, China",
            "place_zh": "中国上海",
        },
    ]
)
