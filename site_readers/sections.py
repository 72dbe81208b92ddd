"""Tell what a heading announces, in English and Chinese."""

import re

#: Kinds of sections in the order in which they are tried, with the words of their headings.
_WORDS: list[tuple[str, str]] = [
    ("misc", r"\bcourse ?work\b|courses taken|修读课程"),
    (
        "ignored",
        r"table of contents|^contents$|^toc$|目录|visitors?|访客|guestbook|site map|sitemap|flag counter",
    ),
    (
        "about",
        r"^about|^(?:(?:brief|short|my|professional|academic)\s+)?bio(?:graph\w+|sketch)?\b|short bio"
        r"|^introduction$|^profile$|^summary$|^hello|^hi\b|^welcome"
        r"|个人(?:简介|介绍|简历)|关于我|自我介绍|^简介|^简历|^个人信息|who am i|whoami",
    ),
    (
        "interests",
        r"(?:research|my|current|academic)\s+(?:interests?|focus|goals?|topics?|areas?|directions?|overview|statement)"
        r"|research activit(?:y|ies)"
        r"|^interests?$|^keywords?$|areas? of interest|研究(?:兴趣|方向|领域|概况)|^research$(?!)",
    ),
    (
        "people_previous",
        r"\balumn?[ia]e?\b|\balumnus|\balums?\b|former|graduated|past\s+(?:members?|students?|group|advis|mentee|intern|ph)"
        r"|previous\s+(?:members?|students?|mentee|intern|post)|毕业生|已毕业|往届|历届|校友|离组|毕业学生|graduates?\s+students?\s+毕业生",
    ),
    (
        "notices",
        r"openings?\b|open positions?|positions? (?:available|open)|vacanc|join (?:us|my|our)|hiring|recruit"
        r"|prospective|call for students|招生|招聘|招募|加入我们"
        r"|^for students|(?:advice|call|information|notes?) (?:for|to) students|opportunit(?:y|ies)"
        r"|work with (?:me|us)|phd positions?",
    ),
    ("patents", r"patents?|专利|intellectual property|知识产权|软件著作权|software copyrights?"),
    ("misc", r"\battended\b"),
    ("experience", r"\bvisits?\b|^(?:学术)?访问"),
    (
        "service",
        r"\b(?:co-?)?organi[sz]ed (?:seminars|workshops|conferences|events|sessions)|\borgani[sz]ed\b",
    ),
    (
        "talks",
        r"\btalks?\b|presentations?\b(?: (?:at|in) (?:conferences|meetings))?"
        r"|invited (?:speak|lecture|seminar)|seminars?\b(?! (?:teach|instruct|leader))|speeches"
        r"|keynotes?|lectures? given|tutorials? given"
        r"|(?<!技术)报告|讲座|演讲|\bspeaking\b|\boral\b",
    ),
    (
        "service",
        r"services?\b|^professionals?$|student work|学生工作"
        r"|reviewers?\b|reviewing|\bpeer review|committee|memberships?"
        r"|professional activit|academic activit"
        r"|activities|editor(?:ial|ship)|volunteer|leadership|outreach|community|学术服务|社会服务|学术兼职|社会兼职|审稿|社会工作|学术活动|任职|兼职|organi[sz]ation",
    ),
    (
        "teaching",
        r"teaching|guest lectur\w*|\bcourses?\b(?: taught)?|\bcourse work"
        r"|教学|授课|课程|助教|assistantships?",
    ),
    (
        "publications",
        r"publications?\b|\bpapers?\b|preprints?\b|\bjournals?\b|\bconferences?\b(?! reviewer)"
        r"|articles?\b|\bmanuscripts?\b"
        r"|\bbooks?\b|book chapters?|selected works?|working papers?|technical reports?|proceedings"
        r"|theses|\bthesis\b|\bdissertations?\b|job market papers?|\b(?:work(?:s|ing)?|research) in progress"
        r"|论文|技术报告|发表|著作|学术成果|科研成果|研究成果|代表作|代表性成果|出版物|期刊|会议|专著",
    ),
    (
        "news",
        r"\bnews\b|updates?\b|announcements?|what.?s new|recent (?:events?|activit|highlights?)"
        r"|highlights?$|新闻|重要事件|大事记|动态|最新消息|近期|最新|公告|消息",
    ),
    (
        "honors",
        r"honou?rs?\b|awards?\b|scholarships?|fellowships?|prizes?|achievements?|competitions?|contests?|recognitions?|medals?"
        r"|获奖|荣誉|奖项|奖励|奖学金|竞赛|比赛",
    ),
    (
        "education",
        r"educations?\b|educational|academic background|^background$"
        r"|^(?:academic )?qualifications?$|degrees?\b|教育|学历|学习经历|求学",
    ),
    (
        "experience",
        r"experiences?|internships?|employments?|work history|positions?\b|appointments?|career"
        r"|visiting|工作|实习|经历|任职经历|履历|employment",
    ),
    (
        "people",
        r"\bteam\b|\bpeople\b|\bmembers?\b|\bstudents?\b|mentees?|mentoring|mentorship|supervis"
        r"|advis(?:ees?|ing)\b|my group|our group|\bgroup\b"
        r"|undergraduates?|master.?s?\b|ph\.?\s?d\.?\b|doctoral|postdocs?|interns\b|团队|成员|学生|指导|课题组|研究生|博士|硕士|本科生",
    ),
    (
        "projects",
        r"\b(?:sponsored|funded)\b|projects?\b|funding|fundings|grants?\b|software|open.?source|datasets?|codes?$|demos?$|systems?$|\btools?\b|项目|课题|基金|资助|开源|软件|工具|数据集",
    ),
    (
        "links",
        r"contacts?\b|links?\b|deadlines?$|homepages?|find me|social|联系(?:方式|我)?|链接|主页"
        r"|get in touch|elsewhere|reach me",
    ),
    (
        "misc",
        r"hobb(?:y|ies)|misc|personal life|\blife\b|fun\b|interests? and|兴趣|爱好|skills?|技能|其他"
        r"|others?$|languages?$|quotes?|travel|blogs?|随笔",
    ),
    (
        "press",
        r"^(?:in the )?(?:press|media)\b|\bpodcasts?\b|\bradio\b|^social media$|\bblog posts?$",
    ),
]
#: Words of a heading that say when: "Fall 2024", "2021 年".
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|年|级|\b(?:year|spring|summer|fall|autumn|winter|since|until|present|now|to)\b|至今",
    re.IGNORECASE,
)
#: Words of a heading that become the role or status of those below it.
_ROLES = re.compile(
    r"\b(?:assistants?|associates?|scholars?|investigators?|committee|fellows?|researchers?|professors?"
    r"|scientists?|lecturers?|instructors?|teachers?|chairs?|graduates?|graduated|visiting|program|staff"
    r"|faculty|current(?:ly)?|ongoing|active|previous(?:ly)?|past|former|earlier)\b"
    r"|已?毕业|在读|在校|现有|现在|目前|当前|曾经|往届|历届|以前",
    re.IGNORECASE,
)
#: How many letters a heading has that say nothing: an "s" of a plural, or "in".
MAX_REST = 2
_KINDS = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _WORDS]
_FILLERS = re.compile(
    r"\b(?:and|&|my|our|selected|recent|latest|other|professional|academic|research|all|the|of|main|full|list|invited"
    r"|oral|conference|journal|work|some|useful"
    r"|student|scientific|current|includes?|(?:participated|involved)(?: in)?|(?:dr|prof)\.? \w+['’]s)\b"
    r"|精选|代表性?|主要|部分|近期|最新|学术|科研|个人|及|与|和",
    re.IGNORECASE,
)
_DECORATION = re.compile(r":[a-z0-9_+-]+:|[^\w\s()（）&/,，、.+'’:-]|_", re.IGNORECASE)
_CURRENT = re.compile(
    r"^(?:now|current(?:ly)?|present|ongoing|active|在读|现在|目前|当前|在校|current .*|现有.*"
    r"|现指导.*|在读.*)$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"^(?:previous(?:ly)?|past|former|alumni|alumnae?|alums?|graduated|ex-?members?|earlier|已毕业|毕业|曾经|往届"
    r"|历届|校友|以前|previous .*|former .*|past .*"
    r"|.*alumni.*|.*毕业.*|.*graduated.*)$",
    re.IGNORECASE,
)


def plain_heading(text: str) -> str:
    """Return a heading without emoji, icons and numbers in front of it."""
    text = re.sub(r"\]\(\S*", " ", text)
    plain = re.sub(r"\s+", " ", _DECORATION.sub(" ", text)).strip(" .:：-")
    return re.sub(r"^(?:\d+(?:\.\d+)*\.?|[一二三四五六七八九十]+[、.])\s+(?=\D)", "", plain).strip()


def kind_of(heading: str) -> str:
    """Return what a heading announces, such as "news" or "people_previous", or "" if no word is known."""
    text = plain_heading(heading)
    if len(text) > 90:
        return ""
    for kind, words in _KINDS:
        if words.search(text):
            return kind
    return ""


def status_of(heading: str) -> str:
    """Return "current" or "previous" if a heading says so about the people below it, else ""."""
    text = plain_heading(heading)
    if _PREVIOUS.match(text) or kind_of(text) == "people_previous":
        return "previous"
    return "current" if _CURRENT.match(text) else ""


def share_of(plain: str) -> float:
    """Return how much of a plain heading the words take that name its section, from 0 to 1."""
    letters = len(re.sub(r"\W", "", _FILLERS.sub("", plain)))
    for _, words in _KINDS:
        if words.search(plain):
            named = sum(len(re.sub(r"\W", "", match[0])) for match in words.finditer(_FILLERS.sub("", plain)))
            return min(1.0, named / letters) if letters else 1.0
    return 0.0


def beyond_section(heading: str) -> str:
    """Return a heading if it says more than which section, status or year begins, else an empty text.

    "Student Researchers (Laketown)" and "2024 (7: Top 2, B 4)" say more, "Selected publications" does not.
    """
    plain = plain_heading(heading)
    for words in (*(words for _, words in _KINDS), _FILLERS, _WHEN, _ROLES):
        plain = words.sub(" ", plain)
    return heading if len(re.sub(r"[\W\d_]", "", plain)) > MAX_REST else ""


def is_strong(heading: str) -> bool:
    """Return whether a heading consists mostly of the words that name its section."""
    plain = plain_heading(heading)
    return bool(kind_of(heading)) and len(plain) <= 40 and share_of(plain) >= 0.55
