"""Recognise what AcadHomepage, a template of homepages, brings: the papers and lines of its author."""

import re

from labsite.importing.blocks import Block

_AUTHOR = "yi ren"
#: The titles of the template's papers, until their colon.
_TITLES = (
    "fastspeech",
    "fastspeech 2",
    "mega-tts 2",
    "diffsinger",
    "portaspeech",
    "emotion rendering for conversational speech synthesis with heterogeneous graph-based context modeling",
    "make-an-audio",
    "clapspeech",
    "fluentspeech",
    "revisiting and incorporating gan and diffusion models in high-fidelity speech synthesis",
    "improving prosody with masked autoencoder and conditional diffusion model for expressive text-to-speech",
    "bag of tricks for unsupervised text-to-speech",
    "styles2st",
    "genertts",
    "dict-tts",
    "generspeech",
    "m4singer",
    "prodiff",
    "singgan",
    "syntaspeech",
    "editsinger",
    "fastdiff",
    "a study of syntactic multi-modality in non-autoregressive machine translation",
    "revisiting over-smoothness in text to speech",
    "learning the beauty in songs",
    "prosospeech",
    "emovie",
    "wsrglow",
    "denoising text to speech with frame-level noise modeling",
    "multi-singer",
    "fedspeech",
    "deepsinger",
    "lrspeech",
    "multispeech",
    "almost unsupervised text to speech and automatic speech recognition",
    "real3d-portrait",
    "geneface",
    "amd",
    "parallel and high-fidelity text-to-lip generation",
    "flow-based unconstrained lip to speech generation",
    "fastlr",
    "av-transpeech",
    "transpeech",
    "uwspeech",
    "task-level curriculum learning for non-autoregressive neural machine translation",
    "simulspeech",
    "a study of non-autoregressive model for sequence generation",
    "multilingual neural machine translation with knowledge distillation",
    "sdmuse",
    "songmass",
    "popmag",
    "pseudo numerical methods for diffusion models on manifolds",
    "unsupervised video domain adaptation for action recognition",
    "video-guided curriculum learning for spoken video grounding",
)
#: Other lines of the template, without punctuation.
_LINES = frozenset(
    re.sub(r"[\W_]+", "", line).casefold()
    for line in (
        "2024.03: Two papers are accepted by ICLR 2024",
        "2023.05: Five papers are accepted by ACL 2023",
        "2023.01: DiffSinger was introduced in a very popular video (2000k+ views) in Bilibili!",
        "2023.01: I join TikTok as a speech research scientist in Singapore!",
        "2022.02: I release a modern and responsive academic personal homepage template."
        " Welcome to STAR and FORK!",
        "2021.10 Tencent Scholarship (Top 1%)",
        "2021.10 National Scholarship (Top 1%)",
        "2020.12 Baidu Scholarship (10 students in the world each year)",
        "2020.12 AI Chinese new stars (100 worldwide each year)",
        "2020.12 AI Chinese New Star Outstanding Scholar (10 candidates worldwide each year)",
        "2020.12 ByteDance Scholars Program (10 students in China each year)",
        "2020.10 Tianzhou Chen Scholarship (Top 1%)",
        "2020.10 National Scholarship (Top 1%)",
        "2015.10 National Scholarship (Undergraduate) (Top 1%)",
        "2019.06 - 2022.04, Master, Zhejiang University, Hangzhou.",
        "2015.09 - 2019.06, Undergraduate, Chu Kochen Honors College, Zhejiang Univeristy, Hangzhou.",
        "2012.09 - 2015.06, Luqiao Middle School, Taizhou.",
        "2022.02, Hosted MLNLP seminar Video",
        "2021.06, Audio & Speech Synthesis, Huawei internal talk",
        "2021.03, Non-autoregressive Speech Synthesis, PaperWeekly & biendata Video",
        "2020.12, Non-autoregressive Speech Synthesis, Huawei Noah's Ark Lab internal talk",
    )
)
#: A page with fewer such lines may say the same of its owner.
_MIN_LINES = 3


def lines_of_template(blocks: list[Block], owner: set[str]) -> list[Block]:
    """Return the blocks of a page that are lines of the template, which its owner has not replaced."""
    found = [block for block in blocks if re.sub(r"[\W_]+", "", block.text).casefold() in _LINES]
    is_author = any(_AUTHOR in name.casefold() for name in owner)
    return found if len(found) >= _MIN_LINES and not is_author else []


def is_paper(title: str, authors: list[str], owner: set[str]) -> bool:
    """Tell whether a paper is one of the template's author, and not of the owner of the page as well."""
    names = [name.casefold() for name in authors]
    if _AUTHOR not in names or title.casefold().partition(":")[0] not in _TITLES:
        return False
    return bool(owner) and not any(_is_same(one, name) for one in owner for name in names)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names can be those of one person: the same words, or initials of them."""
    words, others = (set(re.findall(r"[^\W\d_]+", name.casefold())) for name in (one, other))
    shared, rest = words & others, others - words
    return bool(shared) and all(any(word[0] == left[0] for word in words - others) for left in rest)
