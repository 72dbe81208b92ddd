"""Markdown to HTML and to plain text."""

import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import markdown
from core.markdown import Lead, introduction, lead, plain, render

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<details open ontoggle=alert(1)>",
    "<!-- --><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](/media/a.png)',
    '![x](/media/a.png "t\\" onload=\\"alert(1)")',
    '[x](/a "t\\" onclick=\\"alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    'https://a.example/"onmouseover="alert(1)',
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|---|\n| <b onclick=alert(1)>x</b> |",
    "<mailto:a@b.example?subject=<script>>",
    "<!DOCTYPE html><base href=https://evil.example>",
]


def lead_html(text):
    return lead(text).html


def elements(html):
    """Return the tag and the attributes of every element, as a browser parses them."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(element.tag, element.attrib) for element in tree.iter() if element is not tree]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("function", [render, lead_html])
def test_hostile_text_becomes_harmless(function, text):
    for tag, attributes in elements(function(text)):
        assert tag in markdown._ALLOWED
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert markdown._parser.validateLink(attributes.get("href", ""))
        assert not attributes.get("src") or attributes["src"].startswith("/media/")


@given(st.text(alphabet="[]()!<>*_`~|-#:/\\&;\"'= \n\taxé中。.@", max_size=80))
def test_any_text_becomes_allowed_html(text):
    for tag, attributes in elements(render(text)):
        assert tag in markdown._ALLOWED
        assert set(attributes) <= {"href", "title", "rel", "src", "alt", "loading", "start", "class"}
    assert "\n" not in plain(text)


def test_allow_list_is_safe_without_the_parser():
    raw = (
        '<p onclick="x"><a href="javascript:x" style="color:red">a</a><img src="//evil.example/a.png">'
        '<script>alert(1)</script><td class="align-left evil">b</td></p>'
    )
    assert str(markdown._cleaner.clean(raw)) == '<p><a rel="noopener">a</a><img>b</p>'


def test_common_markup_is_rendered():
    html = render("A *b* **c** ~~d~~ `e`\n\n- f\n\n> g\n\n3. h")
    for part in (
        "<em>b</em>",
        "<strong>c</strong>",
        "<s>d</s>",
        "<code>e</code>",
        "<li>f</li>",
        "<blockquote>",
    ):
        assert part in html
    assert '<ol start="3">' in html


def test_table_alignment_becomes_classes():
    html = render("a | b\n:-:|--:\n1 | 2")
    assert '<th class="align-center">a</th>' in html
    assert '<td class="align-right">2</td>' in html


@pytest.mark.parametrize(
    ("text", "top", "tags"),
    [
        ("# a\n## b\n# c", 3, ["h3", "h4", "h3"]),
        ("## a\n#### b", 3, ["h3", "h4"]),
        ("# a\n\nb\n-", 2, ["h2", "h3"]),
        ("# a\n## b\n### c", 5, ["h5", "h6", "h6"]),
    ],
)
def test_headings_fit_into_the_outline_of_the_page(text, top, tags):
    assert [tag for tag, _ in elements(render(text, top)) if tag[0] == "h"] == tags


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://a.example/x_(y).", "https://a.example/x_(y)"),
        ("(https://a.example/b_c_d)", "https://a.example/b_c_d"),
        ("https://a.example/_next_/x", "https://a.example/_next_/x"),
        ("**https://a.example**", "https://a.example"),
        ("访问https://a.example/b查看", "https://a.example/b"),
        ("（https://a.example/b）", "https://a.example/b"),
        ("HTTP://A.example", "HTTP://A.example"),
        ("邮箱：a.b+c@d.example，欢迎", "mailto:a.b+c@d.example"),
        ("<https://a.example>", "https://a.example"),
        ("[here](/team/)", "/team/"),
    ],
)
def test_urls_and_email_addresses_become_links(text, link):
    links = [attributes for tag, attributes in elements(render(text)) if tag == "a"]
    assert links == [{"href": link, "rel": "noopener"}]


@pytest.mark.parametrize(
    "text",
    [
        "main.py",
        "README.md",
        "a.example",
        "xhttp://a.example",
        "ftp://a.example",
        "https://",
        "`https://a.example`",
    ],
)
def test_other_words_do_not_become_links(text):
    assert "<a" not in render(text)


def test_url_inside_a_link_is_not_linked_again():
    assert render("[https://a.example a@b.example](/x)").count("<a") == 1


def test_pictures_of_this_site_are_displayed():
    assert lead_html("![Our lab](/media/lab.webp)") == (
        '<img src="/media/lab.webp" alt="Our lab" loading="lazy">'
    )


@pytest.mark.parametrize("url", ["https://e.example/a.png", "//e.example/a.png"])
def test_pictures_of_other_sites_become_links(url):
    (link,) = elements(lead_html(f"![A view]({url})"))
    assert link[0] == "a"
    assert "e.example" in link[1]["href"]
    assert "A view" in lead_html(f"![A view]({url})")


def test_external_picture_in_a_link_becomes_its_alt_text():
    assert lead_html("[![A view](https://e.example/a.png)](/x)") == '<a href="/x" rel="noopener">A view</a>'


def test_chinese_emphasis_needs_no_blanks():
    assert lead_html("**注意：**请看") == "<strong>注意：</strong>请看"
    assert lead_html("这是**“重点”**吗") == "这是<strong>“重点”</strong>吗"


def test_line_break_between_chinese_characters_is_dropped():
    assert lead_html("第一行\n第二行") == "第一行第二行"
    assert lead_html("one\ntwo") == "one\ntwo"
    assert plain("第一行\n第二行\n\none\ntwo") == "第一行第二行 one two"


def test_lead_is_the_first_paragraph_without_its_element():
    assert lead("Best *Paper* & more") == Lead("Best <em>Paper</em> &amp; more", is_shortened=False)
    assert lead("One *two*.\n\nThree.") == Lead("One <em>two</em>.", is_shortened=True)


@pytest.mark.parametrize(
    ("text", "html"),
    [("# We moved\n\nSee *us*.", "We moved"), ("- a\n- b", "a"), ("```\n<x>\n```\n\nb", "&lt;x&gt; b")],
)
def test_lead_has_no_markup_of_headings_lists_and_code(text, html):
    assert lead(text) == Lead(html, is_shortened=True)


def test_plain_separates_blocks_by_blanks_except_after_chinese_punctuation():
    assert plain("请提交：\n\n- 简历；\n- 推荐信。\n\n谢谢") == "请提交：简历；推荐信。谢谢"
    assert plain("# 招生\n\n欢迎") == "招生 欢迎"


def test_plain_keeps_items_of_lists_apart():
    assert plain("We offer\n\n- time\n- machines.\n- tea") == "We offer time; machines. tea"
    assert plain("1. 简历\n2. 推荐信\n\n谢谢") == "简历；推荐信 谢谢"
    assert plain("- a\n\n  b\n- c") == "a b; c"


def test_plain_removes_markup():
    text = "# On **graphs**\n\nSee [our *paper*](https://a.example), ![a plot](/x.png) & `code`.\n\n- x\n- y"
    assert plain(text) == "On graphs See our paper, a plot & code. x; y"
    assert plain("a | b\n-|-\nc | d\n\n```\ne\n```") == "a b c d e"
    assert plain("<b>1 < 2</b>") == "<b>1 < 2</b>"
    assert plain("") == render("") == lead_html("") == ""


@pytest.mark.parametrize(
    ("text", "limit", "shortened"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 10, "one two…"),
        ("one two, three", 10, "one two…"),
        ("one two three", 8, "one two…"),
        ("图神经网络的推理方法", 6, "图神经网络…"),
        ("图神经网络，推理方法", 7, "图神经网络…"),
        ("图 " + "神经网络" * 20, 42, "图 " + "神经网络" * 9 + "神经网…"),
    ],
)
def test_plain_is_shortened_between_words(text, limit, shortened):
    assert plain(text, limit) == shortened
    assert len(shortened) <= limit


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("We *build*.\n\nAnd run.\n\n## Tools\n\n- a\n- b\n\nMore.", "We build. And run."),
        ("# About\n\nWe build.\n\n| a | b |\n|---|---|\n| c | d |", "We build."),
        ("- not a\n\n  paragraph of the text\n\nWe build.\n\n> quoted", "We build."),
        ("我们招生：\n\n欢迎。\n\n```\ncode\n```", "我们招生：欢迎。"),
        ("Bring:\n\n- a CV", "Bring…"),
        ("请提交：\n\n- 简历", "请提交…"),
        ("- only\n- a list", "only; a list"),
        ("one two three four", "one two…"),
        ("", ""),
    ],
)
def test_introduction_is_the_paragraphs_at_the_beginning(text, paragraphs):
    assert introduction(text, limit=20 if "four" not in text else 10) == paragraphs


def test_introduction_of_a_too_long_text_is_not_parsed():
    assert introduction("[" * 20_000, limit=10) == "[" * 9 + "…"


PATHOLOGICAL = {
    "brackets": "[" * 20_000,
    "nested brackets": "[a" * 5_000 + "](b)" * 5_000,
    "empty links": "[]()" * 5_000,
    "open links": "[a](<b" * 3_300,
    "spread brackets": ("[" + "a" * 19) * 5_000,
    "spread pictures": ("![" + "a" * 18) * 5_000,
    "open titles": '[a](b "' * 2_800,
    "references": "\n".join(f"[a{i}]: /x" for i in range(1_500)) + "[a1]" * 1_000,
    "stars": "*a_ " * 5_000,
    "backticks": "`".join("`" * i for i in range(190)),
    "tildes": "~~a" * 6_600,
    "quotes": ">" * 20_000,
    "lists": "- " * 10_000,
    "less-than": "<a " * 6_600,
    "urls": "http://" * 2_800,
    "schemes": "http" * 5_000 + "://" * 6_000,
    "closing": "http://a.example/" + ")" * 19_000,
    "emails": "a@" * 10_000,
    "email dots": "a." * 10_000 + "@",
    "table": "|" * 5_000 + "\n" + "|-" * 2_500 + "|\n" + "|a\n" * 2_000,
    "entities": "&" * 20_000,
    "headings": "# a\n" * 5_000,
    "long": "word *with* [a](/b) " * 10_000,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_pathological_text_is_rendered_quickly(name):
    start = time.process_time()
    render(PATHOLOGICAL[name])
    plain(PATHOLOGICAL[name])
    assert time.process_time() - start < 2  # seconds; each of the two takes less than one


def test_too_long_text_is_displayed_without_formatting():
    text = "begin <b>\n\n" + "word *x* " * 20_000 + "end"
    html = render(text)
    assert html.startswith("<p>begin &lt;b&gt;</p>")
    assert html.endswith("*x* end</p>")
    assert plain(text).endswith("*x* end")


def test_rendering_is_cached():
    markdown._render.cache_clear()
    first = render("cached *text*")
    assert render("cached *text*") is first
    assert markdown._render.cache_info().hits == 1
