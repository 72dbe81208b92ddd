"""Chinese characters in Latin letters, and Chinese surnames.

Importing pypinyin loads a dictionary for half a second, so it is imported when it is first used: most
commands and pages never use it.
"""

from functools import cache
from types import ModuleType


@cache
def _pypinyin() -> ModuleType:
    import pypinyin

    return pypinyin


def syllables(characters: str) -> list[str]:
    """Return the pinyin of each character without tones, chosen by the phrase it is part of."""
    return list(_pypinyin().lazy_pinyin(characters))


def readings(character: str) -> list[str]:
    """Return all readings of one character, without tones."""
    readings_by_character = _pypinyin().pinyin(character, style=_pypinyin().Style.NORMAL, heteronym=True)
    return list(readings_by_character[0]) if readings_by_character else []


def parse_readings(text: str) -> dict[str, list[str]]:
    """Parse "曾 zeng ceng, 仇 qiu" into readings by characters."""
    return {characters: readings for characters, *readings in map(str.split, text.split(","))}


#: Surnames that are read differently from the same character in other words, or that have several readings;
#: the usual one comes first.
SURNAME_READINGS = parse_readings(
    "曾 zeng ceng, 单 shan dan, 單 shan dan, 仇 qiu, 解 xie, 查 zha, 覃 qin tan, 区 ou, 區 ou, 朴 piao, "
    "盖 ge gai, 蓋 ge gai, 乐 yue le, 樂 yue le, 任 ren, 缪 miao, 繆 miao, 翟 zhai di, 卜 bu, 繁 po, "
    "员 yun, 員 yun, 种 chong, 冼 xian, 召 shao, 秘 bi, 折 she, 黑 he, 洗 xian, 逄 pang, 宿 su, 佴 nai, "
    "幺 yao, 哈 ha, 柏 bai bo, 叶 ye, 葉 ye, 车 che, 車 che, 石 shi, 沈 shen, 贾 jia, 賈 jia, "
    "薄 bo, 阚 kan, 闞 kan, 祭 zhai, 隗 wei kui, 晁 chao, 臧 zang, 谌 chen shen, 都 du, 那 na, 尉 wei, "
    "燕 yan, 应 ying, 應 ying, 纪 ji, 紀 ji, 宁 ning, 甯 ning, 盛 sheng, 过 guo, 過 guo, 莘 shen xin, "
    "华 hua, 華 hua, 俞 yu, 万俟 moqi, 尉迟 yuchi, 尉遲 yuchi, 长孙 zhangsun, 長孫 zhangsun, "
    "澹台 tantai, 澹臺 tantai, 令狐 linghu, 单于 chanyu, 鲜于 xianyu"
)
#: Surnames of two characters.
DOUBLE_SURNAMES = frozenset(
    "欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳"
    " 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 令狐 拓跋 轩辕"
    " 呼延 东郭 单于 百里 歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 鍾離 長孫 鮮于"
    " 軒轅 東郭".split()
)


def split_surname(name: str) -> tuple[str, str]:
    """Split a Chinese name, as in "欧阳修", into surname and given name; the given name may be empty."""
    length = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
    return name[:length], name[length:]


def surname_pinyin(surname: str) -> str:
    """Return the usual reading of a surname: "zeng" for 曾, which is "ceng" in other words."""
    return (SURNAME_READINGS.get(surname) or ["".join(syllables(surname))])[0]
