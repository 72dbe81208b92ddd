"""Three lines of research of the system team, with the papers and pages that the homepage names.

The homepage names no grant, and so the one grant is a sample that concerns nobody.
"""

from labsite.demo.facts import numbered

JIAMING_XU = {"person": "jiaming-xu", "role": "Lead of the system team", "role_zh": "系统小组负责人"}
GUOHAO_DAI = {"person": "guohao-dai", "role": "Supervisor", "role_zh": "指导教师"}

GRANT = {
    "slug": "sample-grant",
    "funder": "Example Foundation (sample)",
    "funder_zh": "示例基金会（示例）",
    "number": "SAMPLE-001",
    "title": "Sample grant, not a real one",
    "title_zh": "示例资助，并非真实项目",
}

#: In the order in which they are listed.
PROJECTS = numbered(
    [
        {
            "slug": "llm-inference",
            "title": "Efficient LLM inference",
            "title_zh": "高效大语言模型推理",
            "summary": "Large language models answer faster if algorithms and systems are designed together.",
            "summary_zh": "算法与系统协同设计，让大语言模型推理更快。",
            "body": """\
Algorithms such as quantization, pruning and speculative decoding reduce the work. Kernels, memory management,
dataflow and heterogeneous computing make good use of the hardware that does it.

- **SpecEE** exits early, by speculation.
- **FlashDecoding++** combines asynchronization, flat GEMM optimization and heuristics.
""",
            "body_zh": """\
量化、剪枝、投机解码等算法减少计算量；算子设计、内存管理、数据流设计和异构计算让硬件发挥作用。

- **SpecEE**：投机式提前退出。
- **FlashDecoding++**：异步化、扁平 GEMM 优化与启发式方法。
""",
            "picture_alt": "Abstract figure drawn by a program",
            "picture_alt_zh": "由程序绘制的抽象插图",
            "team": "dai-sys",
            "topics": ["llm-inference"],
            "publications": ["specee", "flashdecoding"],
            "members": numbered([JIAMING_XU, GUOHAO_DAI]),
            "links": numbered(
                [{"kind": "code", "label": "SpecEE", "url": "https://github.com/infinigence/SpecEE"}]
            ),
        },
        {
            "slug": "sparse-computing",
            "title": "Sparse computing on GPUs",
            "title_zh": "GPU 稀疏计算",
            "summary": "Sparse multiplications on GPUs that adapt to their input by heuristics.",
            "summary_zh": "以启发式方法适应输入的 GPU 稀疏乘法。",
            "picture_alt": "Abstract figure drawn by a program",
            "picture_alt_zh": "由程序绘制的抽象插图",
            "team": "dai-sys",
            "topics": ["sparse-computing"],
            "publications": ["enabling-efficient-sparse-multiplications-on-gpus"],
            "members": numbered([JIAMING_XU, GUOHAO_DAI]),
            "links": numbered(
                [
                    {"kind": "homepage", "label": "dgSPARSE", "url": "https://dgsparse.github.io/"},
                    {"kind": "code", "url": "https://github.com/dgSPARSE"},
                ]
            ),
        },
        {
            "slug": "diffusion-and-vla",
            "title": "Faster diffusion and VLA models",
            "title_zh": "扩散模型与 VLA 模型加速",
            "summary": "SpecDiff speeds up diffusion models, SpecPrune-VLA vision-language-action models.",
            "summary_zh": "SpecDiff 加速扩散模型，SpecPrune-VLA 加速视觉-语言-动作模型。",
            "picture_alt": "Abstract figure drawn by a program",
            "picture_alt_zh": "由程序绘制的抽象插图",
            "team": "dai-sys",
            "topics": [],
            "publications": [],
            "members": numbered([JIAMING_XU]),
            "links": numbered(
                [
                    {"kind": "link", "label": "SpecDiff", "url": "https://www.arxiv.org/abs/2509.13848"},
                    {"kind": "link", "label": "SpecPrune-VLA", "url": "https://arxiv.org/abs/2509.05614"},
                ]
            ),
        },
    ]
)
