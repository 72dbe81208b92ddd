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
    if characters in _SINGLE_CHARACTERS:
        return list(_SINGLE_CHARACTERS[characters])
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
    "华 hua, 華 hua, 俞 yu, 郇 xun huan, 牟 mou mu, 乜 nie, 句 gou, 能 nai, 贠 yun, 貟 yun, "
    "万俟 moqi, 尉迟 yuchi, 尉遲 yuchi, 长孙 zhangsun, 長孫 zhangsun, "
    "澹台 tantai, 澹臺 tantai, 令狐 linghu, 单于 chanyu, 鲜于 xianyu"
)
#: Surnames of two characters.
DOUBLE_SURNAMES = frozenset(
    "欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳"
    " 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 令狐 拓跋 轩辕"
    " 呼延 东郭 单于 百里 歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 鍾離 長孫 鮮于"
    " 軒轅 東郭".split()
)


#: What pypinyin returns for common surnames on their own, so that pages with Chinese names do not load it.
_SINGLE_CHARACTERS = parse_readings(
    "赵 zhao, 钱 qian, 孙 sun, 李 li, 周 zhou, 吴 wu, 郑 zheng, 王 wang, 冯 feng, 陈 chen, 褚 chu, "
    "卫 wei, 蒋 jiang, 沈 shen, 韩 han, 杨 yang, 朱 zhu, 秦 qin, 许 xu, 何 he, 吕 lv, 施 shi, 张 zhang, "
    "孔 kong, 曹 cao, 严 yan, 金 jin, 魏 wei, 陶 tao, 姜 jiang, 戚 qi, 谢 xie, 邹 zou, 喻 yu, 柏 bai, "
    "水 shui, 窦 dou, 章 zhang, 云 yun, 苏 su, 潘 pan, 葛 ge, 奚 xi, 范 fan, 彭 peng, 郎 lang, 鲁 lu, "
    "韦 wei, 昌 chang, 马 ma, 苗 miao, 凤 feng, 花 hua, 方 fang, 俞 yu, 任 ren, 袁 yuan, 柳 liu, 鲍 bao, "
    "史 shi, 唐 tang, 费 fei, 廉 lian, 岑 cen, 薛 xue, 雷 lei, 贺 he, 倪 ni, 汤 tang, 滕 teng, 殷 yin, "
    "罗 luo, 毕 bi, 郝 hao, 邬 wu, 安 an, 常 chang, 乐 le, 于 yu, 时 shi, 傅 fu, 皮 pi, 齐 qi, 康 kang, "
    "伍 wu, 余 yu, 元 yuan, 顾 gu, 孟 meng, 黄 huang, 和 he, 穆 mu, 萧 xiao, 尹 yin, 姚 yao, 邵 shao, "
    "汪 wang, 毛 mao, 禹 yu, 狄 di, 米 mi, 贝 bei, 明 ming, 臧 zang, 计 ji, 伏 fu, 成 cheng, 戴 dai, "
    "谈 tan, 宋 song, 茅 mao, 庞 pang, 熊 xiong, 纪 ji, 舒 shu, 屈 qu, 项 xiang, 祝 zhu, 董 dong, "
    "梁 liang, 杜 du, 阮 ruan, 蓝 lan, 闵 min, 席 xi, 季 ji, 麻 ma, 强 qiang, 路 lu, 娄 lou, 危 wei, "
    "江 jiang, 童 tong, 颜 yan, 郭 guo, 梅 mei, 盛 sheng, 林 lin, 钟 zhong, 徐 xu, 邱 qiu, 骆 luo, "
    "高 gao, 夏 xia, 蔡 cai, 田 tian, 樊 fan, 胡 hu, 凌 ling, 霍 huo, 虞 yu, 万 wan, 柯 ke, 管 guan, "
    "卢 lu, 莫 mo, 房 fang, 干 gan, 解 jie, 应 ying, 宗 zong, 丁 ding, 宣 xuan, 邓 deng, 单 dan, "
    "洪 hong, 包 bao, 诸 zhu, 左 zuo, 石 shi, 崔 cui, 吉 ji, 龚 gong, 程 cheng, 邢 xing, 裴 pei, 陆 lu, "
    "荣 rong, 翁 weng, 荀 xun, 甄 zhen, 曲 qu, 家 jia, 封 feng, 储 chu, 靳 jin, 邴 bing, 段 duan, 富 fu, "
    "焦 jiao, 巴 ba, 牧 mu, 谷 gu, 车 che, 侯 hou, 伊 yi, 宁 ning, 仇 chou, 甘 gan, 武 wu, 符 fu, 刘 liu, "
    "景 jing, 詹 zhan, 龙 long, 叶 ye, 司 si, 黎 li, 薄 bao, 白 bai, 怀 huai, 蒲 pu, 邰 tai, 赖 lai, "
    "卓 zhuo, 蔺 lin, 屠 tu, 蒙 meng, 池 chi, 乔 qiao, 阴 yin, 闻 wen, 党 dang, 翟 di, 谭 tan, 贡 gong, "
    "劳 lao, 申 shen, 冉 ran, 桑 sang, 桂 gui, 牛 niu, 边 bian, 尚 shang, 农 nong, 温 wen, 庄 zhuang, "
    "晏 yan, 柴 chai, 瞿 qu, 阎 yan, 连 lian, 习 xi, 艾 ai, 容 rong, 向 xiang, 古 gu, 易 yi, 慎 shen, "
    "戈 ge, 廖 liao, 终 zhong, 居 ju, 衡 heng, 步 bu, 耿 geng, 满 man, 匡 kuang, 国 guo, 文 wen, 寇 kou, "
    "广 guang, 阙 que, 欧 ou, 沃 wo, 利 li, 蔚 wei, 越 yue, 隆 long, 师 shi, 巩 gong, 聂 nie, 晁 chao, "
    "勾 gou, 敖 ao, 融 rong, 冷 leng, 辛 xin, 阚 han, 那 na, 简 jian, 饶 rao, 曾 ceng, 沙 sha, 丰 feng, "
    "关 guan, 查 cha, 游 you, 权 quan, 岳 yue, 帅 shuai, 肖 xiao, 代 dai, 涂 tu, 佟 tong, 苟 gou, "
    "覃 tan, 展 zhan, 尧 yao, 尉 wei, 卞 bian"
)


def split_surname(name: str) -> tuple[str, str]:
    """Split a Chinese name, as in "欧阳修", into surname and given name; the given name may be empty."""
    length = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
    return name[:length], name[length:]


def surname_pinyin(surname: str) -> str:
    """Return the usual reading of a surname: "zeng" for 曾, which is "ceng" in other words."""
    return (SURNAME_READINGS.get(surname) or ["".join(syllables(surname))])[0]
