"""The five news items, oldest first, all about Jiaming Xu. A picture is drawn from its description."""

SPECDIFF = "[SpecDiff](https://www.arxiv.org/abs/2509.13848)"
SPECPRUNE_VLA = "[SpecPrune-VLA](https://arxiv.org/abs/2509.05614)"

NEWS = [
    {
        "slug": "2025-03-paper-at-isca-2025",
        "date": "2025-03",
        "kind": "paper",
        "body": "Our paper on SpecEE has been accepted at ISCA 2025. See you in Tokyo in June!",
        "body_zh": "我们关于 SpecEE 的论文被 ISCA 2025 录用，六月东京见！",
        "publications": ["specee"],
    },
    {
        "slug": "2025-06-oral-presentation-at-isca-2025",
        "date": "2025-06",
        "kind": "talk",
        "body": "SpecEE was presented as a talk at ISCA 2025 in Tokyo, Japan.",
        "body_zh": "在日本东京举行的 ISCA 2025 上作了 SpecEE 的口头报告。",
        "publications": ["specee"],
    },
    {
        "slug": "2025-08-invited-talk-at-ccf-hpc-2025",
        "date": "2025-08",
        "kind": "talk",
        "body": "Jiaming Xu gave an invited talk at CCF-HPC 2025 in Ordos, China, on optimizing software and "
        "hardware together for LLM inference (大模型推理软硬件协同优化). We thank the organizers.",
        "body_zh": "许珈铭应邀在鄂尔多斯举行的 CCF-HPC 2025 上作报告《大模型推理软硬件协同优化》，"
        "感谢主办方的邀请。",
    },
    {
        "slug": "2025-09-two-papers-at-asp-dac-2026",
        "date": "2025-09",
        "kind": "paper",
        "body": "Two papers accepted at ASP-DAC 2026. See you in Hong Kong in January 2026!",
        "body_zh": "两篇论文被 ASP-DAC 2026 录用，2026 年 1 月香港见！",
    },
    {
        "slug": "2025-09-specdiff-and-specprune-vla",
        "date": "2025-09",
        "kind": "release",
        "title": "SpecDiff and SpecPrune-VLA are out",
        "title_zh": "SpecDiff 与 SpecPrune-VLA 已公开",
        "picture_alt": "Drawing: blocks of a dataflow, joined by arrows, with one path highlighted",
        "picture_alt_zh": "示意图：由箭头连接的数据流模块，其中一条路径突出显示",
        "body": f"{SPECDIFF} and {SPECPRUNE_VLA} are now available. They make diffusion models and "
        "vision-language-action (VLA) models faster.",
        "body_zh": f"{SPECDIFF} 和 {SPECPRUNE_VLA} 已公开，用于加速扩散模型和视觉-语言-动作（VLA）模型。",
    },
]
