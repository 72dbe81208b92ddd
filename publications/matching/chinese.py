"""Chinese names in characters and in pinyin: the readings of a name, surnames, and which words are pinyin.

Also knows the surnames and the syllables of Korean, Vietnamese and Cantonese names in Latin letters.
"""

import re
from functools import cache
from itertools import islice, product

from core.pinyin import DOUBLE_SURNAMES, SURNAME_READINGS, parse_readings, readings, syllables

_HAN = r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_KANA_HANGUL = r"\u3040-\u30ff\u31f0-\u31ff\u1100-\u11ff\uac00-\ud7af"
#: A name in Chinese, Japanese or Korean characters, surname first.
CHARACTERS = re.compile(f"[{_HAN}{_KANA_HANGUL}](?:[ ,，、·・‧•]*[{_HAN}{_KANA_HANGUL}])*")
_ALL_HAN = re.compile(f"[{_HAN}]{{2,6}}")


# Characters with several readings in given names.
_GIVEN_READINGS = parse_readings(
    "乐 le yue, 樂 le yue, 茜 qian xi, 晟 cheng sheng, 行 xing hang, 朝 chao zhao, 长 zhang chang, "
    "長 zhang chang, 重 zhong chong, 娜 na nuo, 柏 bai bo, 仔 zai zi, 澄 cheng deng, 莘 shen xin, "
    "筠 yun jun, 隽 juan jun, 参 can shen, 盛 sheng cheng, 传 chuan zhuan, 曾 zeng ceng, 禅 chan shan, "
    "单 dan shan, 解 jie xie, 蔓 man wan, 颉 jie xie, 嗣 si, 俟 si qi"
)

# The finals that each initial of a pinyin syllable combines with.
_FINALS = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve ue",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a e i ao ou an in ang ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ai ei ao ou an en ang er",
}
_SYLLABLES = sorted((a + b for a, ends in _FINALS.items() for b in ends.split()), key=len, reverse=True)
_PINYIN = re.compile(f"(?:{'|'.join(_SYLLABLES)})+")

#: Chinese surnames of two syllables, in Latin letters. They do not occur as given names.
LONG_SURNAMES = frozenset(
    "ouyang sima shangguan zhuge huangfu situ xiahou murong linghu dongfang duanmu yuchi zhangsun gongsun"
    " yuwen tuoba nangong hebi helian zhongli moqi puyang xianyu xuanyuan szeto".split()
)
#: Chinese, Korean and Vietnamese surnames in Latin letters. They tell on which side of "Xu Jiaming" and
#: "Jiaming Xu" the surname is.
SURNAMES = LONG_SURNAMES | frozenset(
    "ai an ao ba bai ban bao bei bi bian bo bu cai cao cen ceng cha chai chang chao che chen cheng chi"
    " chong chu cong cui dai dan dang deng di ding dong dou du duan fan fang fei feng fu gai gan gao ge"
    " geng gong gou gu guan gui guo ha hai han hang hao he hei hong hou hu hua huang huo ji jia jian jiang"
    " jiao jin jing ju kan kang ke kong kuang lai lan lang lao le lei leng li lian liang liao lin ling liu"
    " long lou lu luan luo lv lyu ma mai man mao mei meng mi miao mo mu na nan ni nie ning niu ou"
    " pan pang pei peng pi pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ruan rui sang sha shan"
    " shang shao she shen sheng shi shu shui si song su sui sun tai tan tang tao teng tian tong tu wan wang"
    " wei wen weng wu xi xia xian xiang xiao xie xin xing xiong xu xue xun yan yang yao ye yi yin ying you"
    " yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zou zu zuo"
    # in the spelling of Hong Kong and Taiwan
    " chan cheong cheuk cheung chiu chow fong fung hui kwan kwok kwong lau leong leung lui mak mok"
    " ng poon siu szeto tam tsang tse tsoi tsui wong yau yeung yick yim yip yiu yuen chang chen chiang"
    " chiao chieh chien chiou chou chuang chueh hsia hsiang hsiao hsieh hsin hsiung hsu hsueh hung jui kao"
    " keng kuan kung kuo liang lien pien shih su teng tien tsai tsao tsen tseng tso tsou tu tung yeh yen"
    " kim lee park pak choi choe jung jeong cho chung yoon yoo jang lim oh seo shin kwon hwang ahn ryu"
    " moon bae baek noh ko koo im son nam min heo woo joo"
    " nguyen tran pham phan vu vo bui do ho ngo duong ly huynh hoang dinh trinh doan luong truong dao lam"
    " thai quach luu phung vuong chau kieu".split()
)
_EASTERN_SYLLABLES = frozenset(
    "chih chieh chien hsin hsiang hsien hsiao hsiu hsuan hsueh hsun hsing jui juei kuang kuan kuo tzu"
    " tsung tsun tien tung yueh ssu szu jhih ching chiang chiu tai wai kit kwok kin lok yee yuk sze siu"
    " shuk shun suet tsz wing fai hoi kam kei keung lai mei oi pak pui yat yiu chi ka man ho"
    " seung hyun hyeon jung jeong joon jun young yeong sung seong soo hee hye jae kyu kyung kyeong hwan hoon"
    " hun woo eun il kwang tae chul cheol sook won gyu geun keun bin bum beom jong myung myeong yoon ho seok"
    " thi minh duc anh quang huy thanh ngoc phuong linh trung tuan hung dung nam khanh gia phuc thien viet"
    " xuan huu quoc manh tien hieu trang thao thu thuy van vinh khoa kien loc nghia nhan nhat phat son tam"
    " thang hanh hien hoa hoai khang kim lam my nga nhi nhu phong quy quynh sinh thai toan tri uyen yen vy"
    " duy dat cuong chinh diep hoang ngan".split()
)


@cache
def is_syllabic(word: str) -> bool:
    """Return whether a lower-case word can be an East Asian given name: "jiaming", "minho", "minh"."""
    return word in _EASTERN_SYLLABLES or bool(_PINYIN.fullmatch(word)) or _is_two_syllables(word)


def _is_two_syllables(word: str) -> bool:
    """Return whether a word consists of two syllables of East Asian names: "minho", "seunghyun"."""
    return any(is_syllable(word[:index]) and is_syllable(word[index:]) for index in range(2, len(word) - 1))


@cache
def is_syllable(word: str) -> bool:
    """Return whether a lower-case word is one syllable of an East Asian given name: "jia", "minh"."""
    return word in _EASTERN_SYLLABLES or word in _SYLLABLES


@cache
def pinyin_syllables(word: str) -> tuple[str, ...]:
    """Return the syllables of a pinyin word ("jiaming" gives jia, ming); () if the word is not pinyin."""
    return tuple(_split_syllables(word) or ())


def _split_syllables(word: str) -> list[str] | None:
    if not word:
        return []
    for syllable in _SYLLABLES:  # longest first
        if word.startswith(syllable):
            following = _split_syllables(word[len(syllable) :])
            if following is not None:
                return [syllable, *following]
    return None


def pinyin_names(characters: str) -> tuple[tuple[str, str], ...]:
    """Return surname and given name in pinyin ("xu", "jiaming"), in all readings usual in names.

    ü is written as v. Anything but a Chinese name of two to six characters gives ().
    """
    if not _ALL_HAN.fullmatch(characters):
        return ()
    size = 2 if len(characters) > 2 and characters[:2] in DOUBLE_SURNAMES else 1
    surname, given = characters[:size], characters[size:]
    default_readings = [syllables(character)[0] for character in surname] + syllables(given)
    surname_readings = SURNAME_READINGS.get(surname) or ["".join(default_readings[:size])]
    choices = [
        dict.fromkeys([in_phrase, *_GIVEN_READINGS.get(character, syllables(character))])
        for character, in_phrase in zip(given, default_readings[size:], strict=True)
    ]
    given_readings = ["".join(choice) for choice in islice(product(*choices), 16)]
    names = [(surname, given) for surname in surname_readings for given in given_readings]
    return tuple(name for name in names if "".join(name).isascii())


def may_be_variants(name: str, other_name: str) -> bool:
    """Return whether two names may be the same in simplified and in traditional characters (許佳銘, 许佳铭).

    For characters that `simplification` does not know, this is a guess: two characters may be variants if
    they have a reading in common and only one of them is in the simplified set (GB 2312).
    """
    return len(name) == len(other_name) and all(
        a == b or (_is_simplified(a) != _is_simplified(b) and bool(set(readings(a)) & set(readings(b))))
        for a, b in zip(name, other_name, strict=True)
    )


@cache
def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
