"""The three papers, oldest first: within a year, the paper that is loaded last is listed first."""

from labsite.demo.facts import numbered

VENUES = [
    {
        "slug": "isca",
        "name": "International Symposium on Computer Architecture",
        "abbreviation": "ISCA",
        "kind": "conference",
        "rank": "CCF-A",
    },
    {
        "slug": "ieee-tcad",
        "name": "IEEE Transactions on Computer-Aided Design of Integrated Circuits and Systems",
        "abbreviation": "IEEE TCAD",
        "kind": "journal",
        "rank": "CCF-A",
    },
    {
        "slug": "mlsys",
        "name": "Conference on Machine Learning and Systems",
        "abbreviation": "MLSys",
        "kind": "conference",
        "rank": "non-CCF",
    },
]

TOPICS = [
    {"slug": "llm-inference", "name": "LLM inference", "name_zh": "大语言模型推理"},
    {"slug": "sparse-computing", "name": "Sparse computing", "name_zh": "稀疏计算"},
]


def authors(names: str) -> list[dict]:
    """Return the authors in "Ke Hong*, Guohao Dai*", where * marks equal contribution."""
    printed = [name.strip() for name in names.split(",")]
    return numbered([{"name": name.rstrip("*"), "is_equal": name.endswith("*")} for name in printed])


PUBLICATIONS = [
    {
        "slug": "flashdecoding",
        "title": "FlashDecoding++: Faster Large Language Model Inference with Asynchronization, Flat GEMM "
        "Optimization, and Heuristics",
        "kind": "conference",
        "venue": "mlsys",
        "year": 2024,
        "arxiv_id": "2311.01282",
        "is_selected": True,
        "topics": ["llm-inference"],
        "authorships": authors(
            "Ke Hong*, Guohao Dai*, Jiaming Xu*, Qiuli Mao, Xiuhong Li, Jun Liu, Kangdi Chen, Yuhan Dong, "
            "Yu Wang"
        ),
        "links": numbered(
            [
                {
                    "kind": "paper",
                    "url": "https://proceedings.mlsys.org/paper_files/paper/2024/file/"
                    "5321b1dabcd2be188d796c21b733e8c7-Paper-Conference.pdf",
                },
                {"kind": "arxiv", "url": "https://arxiv.org/abs/2311.01282"},
                {
                    "kind": "media",
                    "label": "机器之心",
                    "url": "https://mp.weixin.qq.com/s/e9OHATqk88Q9zM3Y5czFQA",
                },
            ]
        ),
    },
    {
        "slug": "enabling-efficient-sparse-multiplications-on-gpus",
        "title": "Enabling Efficient Sparse Multiplications on GPUs with Heuristic Adaptability",
        "kind": "journal",
        "venue": "ieee-tcad",
        "year": 2025,
        "is_selected": True,
        "topics": ["sparse-computing"],
        "authorships": authors(
            "Jiaming Xu*, Shan Huang*, Jinhao Li, Guyue Huang, Yuan Xie, Yu Wang, Guohao Dai"
        ),
        "links": numbered(
            [
                {"kind": "paper", "url": "https://ieeexplore.ieee.org/document/10802949"},
                {"kind": "project", "url": "https://dgsparse.github.io/"},
                {
                    "kind": "code",
                    "url": "https://github.com/dgSPARSE",
                    "repository": "dgSPARSE/dgSPARSE-Lib",
                },
            ]
        ),
    },
    {
        "slug": "specee",
        "title": "SpecEE: Accelerating Large Language Model Inference with Speculative Early Exiting",
        "kind": "conference",
        "venue": "isca",
        "year": 2025,
        "is_selected": True,
        "topics": ["llm-inference"],
        "authorships": authors(
            "Jiaming Xu, Jiayi Pan, Yongkang Zhou, Siming Chen, Jinhao Li, Yaoxiu Lian, Junyi Wu, Guohao Dai"
        ),
        "links": numbered(
            [
                {
                    "kind": "paper",
                    "url": "https://dai.sjtu.edu.cn/my_file/pdf/7e067065-0e58-4e87-a373-feea0bebde1b.pdf",
                },
                {
                    "kind": "code",
                    "url": "https://github.com/infinigence/SpecEE",
                    "repository": "infinigence/SpecEE",
                },
                {
                    "kind": "media",
                    "label": "机器之心",
                    "url": "https://mp.weixin.qq.com/s/vecJX1J8sFoRK8ZudFfzaA",
                },
            ]
        ),
    },
]
