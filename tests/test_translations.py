"""The interface texts: translated, compiled, and free of phrasings that we have replaced.

Texts are found without GNU gettext: in code through its syntax tree, in templates through Django's
``templatize``. ``make messages`` collects and compiles what is missing.
"""

import ast
import os
import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation.template import templatize

from people.study_year import student_text

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "labsite/locale/zh_Hans/LC_MESSAGES/django.po"
SKIPPED_FOLDERS = {"var", "tests"}  # and hidden folders

# Which arguments of each function are context, text and plural.
CALLS = {
    "_": ("text",),
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
CALLS |= {f"{name}_{suffix}": parts for name, parts in CALLS.items() for suffix in ("lazy", "noop")}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL_IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")


def files(*suffixes):
    for folder, names, file_names in os.walk(ROOT):
        names[:] = [name for name in names if name not in SKIPPED_FOLDERS and not name.startswith(".")]
        yield from (Path(folder, name) for name in file_names if name.endswith(suffixes))


def messages_of_code(path):
    """Yield (context, text, plural) of each call of a gettext function."""
    source = path.read_text(encoding="utf-8")
    if "gettext" not in source:
        return
    in_f_strings = set()  # where xgettext does not look
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            in_f_strings.update(ast.walk(node))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            parts = CALLS.get(name, ())
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[: len(parts)]]
            if parts:
                assert all(texts), f"{path}:{node.lineno}: {name}() needs string literals"
                is_found = node not in in_f_strings
                assert is_found, f"{path}:{node.lineno}: {name}() stands in an f-string"
                message = dict(zip(parts, texts, strict=True))
                yield message.get("context"), message["text"], message.get("plural")


def messages_of_template(path):
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for name, arguments in CALL_IN_TEMPLATE.findall(source):
        texts = [ast.literal_eval(text) for text in re.findall(STRING, arguments)]
        message = dict(zip(CALLS[name], texts, strict=False))
        yield message.get("context"), message["text"], message.get("plural")


@cache
def collected():
    """Return the source file and the plural of each message, by (context, text)."""
    messages = {}
    for messages_of, suffixes in ((messages_of_code, (".py",)), (messages_of_template, (".html", ".txt"))):
        for path in sorted(files(*suffixes)):
            for context, text, plural in messages_of(path):
                _file, known_plural = messages.get((context, text), (None, None))
                messages[context, text] = path.relative_to(ROOT), plural or known_plural
    return messages


@cache
def catalogue():
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE))}


def texts_of(entry):
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())


def test_texts_are_collected_in_all_their_forms():
    plurals = {message: plural for message, (_where, plural) in collected().items()}
    assert (None, "Abstract") in plurals  # {% translate %}
    assert ("list", ", ") in plurals  # {% translate … context %}
    assert (None, "Filter people") in plurals  # _() in a tag
    assert plurals[None, "%(number)s publication"] == "%(number)s publications"  # {% blocktranslate count %}
    assert ("year of study", "first") in plurals  # pgettext
    assert plurals[None, "%(number)d postdoc"] == "%(number)d postdocs"  # ngettext


def test_every_text_is_in_the_catalogue():
    missing = [
        f"{where}: {message[1]!r}"
        for message, (where, plural) in collected().items()
        if message not in catalogue() or (plural and plural != catalogue()[message].msgid_plural)
    ]
    assert not missing, "run `make messages` and translate:\n" + "\n".join(missing)


def test_catalogue_has_no_unused_messages():
    unused = [repr(text) for _context, text in catalogue().keys() - collected().keys()]
    assert not unused, "run `make messages`, these are no longer used:\n" + "\n".join(unused)


def test_every_message_is_translated():
    untranslated = [repr(entry.msgid) for entry in catalogue().values() if not all(texts_of(entry))]
    assert not untranslated, "not translated:\n" + "\n".join(untranslated)


def test_no_translation_is_fuzzy():
    fuzzy = [repr(entry.msgid) for entry in catalogue().values() if entry.fuzzy or entry.previous_msgctxt]
    assert not fuzzy, "check these and remove the mark “fuzzy” and the lines “#|”:\n" + "\n".join(fuzzy)


#: Phrasings that have been replaced, as regular expressions, with what to write instead.
BANNED = {
    r"\be-mail": "email",
    r"\bmails?\b(?! server)": "email",
    r"must be filled in": "required",
    r"\bmeanwhile\b": "say what happened: “while you were editing”",
    r"\bis none\b|\bare none\b": "invalid",
    r"\bas (it|they) (was|were|is|are)\b": "unchanged",
    r"\bonce more\b": "again, or confirm",
    r"\bat once\b": "now, or right away",
    r"\bby (itself|themselves)\b": "automatically",
    r"\bbesides\b|\bput to\b": "the usual word",
    r"\b[Ss]ee off\b|[Ss]een off\b": "record a departure",
    r"[Tt]here twice|[Tt]here already": "duplicate; already on the site",
    r"[Tt]hrow(n)? away": "discard, or ignore",
    r"unwanted mail": "spam folder",
    r"\bthe chosen\b": "selected",
    r"\blooked at\b|\blook at (it|this)\b": "reviewed",
    r"\b[Tt]oo old\b": "expired",
    r"[Ss]econd step": "two-factor authentication",
    r"[Dd]ata sets?\b": "dataset",
    r"\b[Ee]ndings?\b": "extension",
    r"\b(for|to) those\b": "for people",
    r"select it again": "choose it again",
    r"\bThis is no\b": "This is not a",
    r"\b([Bb]rought|[Bb]ring(ing)?) in\b": "imported, importing",
    r"\b[Tt]ak(e|en|ing) back\b": "undo, undone",
    r"'": "’ or ‘",
    r'"': "“ or ”",
}
#: The same for Chinese.
BANNED_IN_CHINESE = {
    "电子邮箱": "邮箱",
    "徽标": "标志",
    "课题组(?!负责人)": "实验室",
    "往届": "曾经的成员",
    "个人资料": "个人主页",
    "代表作": "代表性成果",
    "入组": "加入",
    "等级": "级别",
    "https ": "HTTPS",
    "启用脚本": "启用 JavaScript",
    r"arXiv ID": "arXiv 编号",
    r"[\u4e00-\u9fff]%\(day\)s": "a space before a date, which begins with a digit",
    r"%\(day\)s [\u4e00-\u9fff]": "no space after a date, which ends with a Chinese character",
}


def test_no_text_has_a_banned_phrasing():
    problems = [
        f"{where}: {text!r} has “{match[0]}”: write {better}"
        for (_context, message), (where, plural) in collected().items()
        for text in filter(None, [message, plural])
        for phrasing, better in BANNED.items()
        if (match := re.search(phrasing, without_markup(text)))
    ]
    assert not problems, "\n".join(problems)


def test_no_translation_has_a_banned_phrasing():
    problems = [
        f"{text!r} has “{match[0]}”: write {better}"
        for entry in catalogue().values()
        for text in texts_of(entry)
        for phrasing, better in BANNED_IN_CHINESE.items()
        if (match := re.search(phrasing, text))
    ]
    assert not problems, "\n".join(problems)


def without_markup(text):
    """Return the text without HTML tags, whose attributes have straight quotes."""
    return re.sub(r"<[^>]+>", "", text)


def placeholders(text):
    return set(re.findall(r"%\(\w+\)[a-z]|\{\w*\}", text))


def test_translations_keep_the_placeholders():
    """Compare with the plural, since a singular may have none: “Cited once”, “Cited %(number)d times”."""
    wrong = [
        f"{entry.msgid!r} -> {text!r}"
        for entry in catalogue().values()
        for text in texts_of(entry)
        if placeholders(text) != placeholders(entry.msgid_plural or entry.msgid)
    ]
    assert not wrong, "\n".join(wrong)


def test_compiled_catalogue_is_up_to_date():
    binary = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    compiled = {(entry.msgctxt, entry.msgid): texts_of(entry) for entry in binary}
    source = {message: texts_of(entry) for message, entry in catalogue().items()}
    differing = [
        repr(message[1])
        for message in compiled.keys() | source.keys()
        if compiled.get(message) != source.get(message)
    ]
    assert not differing, "run `make messages`, the .mo differs from the .po:\n" + "\n".join(differing)


def test_catalogue_has_no_line_numbers_and_dates():
    text = CATALOGUE.read_text(encoding="utf-8")
    assert not re.search(r"^#[:,~].*\.(py|html)|POT-Creation-Date", text, re.M)


@pytest.mark.parametrize(
    ("english", "chinese"), [("Publications", "学术成果"), ("Search", "搜索"), ("Join us", "加入我们")]
)
def test_pages_use_the_catalogue(english, chinese):
    with translation.override("zh-hans"):
        assert gettext(english) == chinese


def test_years_of_study_and_counts_are_idiomatic_chinese():
    with translation.override("zh-hans"):
        assert student_text("phd", 3) == "博士三年级"
        assert ngettext("Cited once", "Cited %(number)d times", 1) % {"number": 1} == "被引 1 次"


#: Models whose list is named differently on purpose.
NAMED_AS_A_WHOLE = {"core.AuditEvent", "projects.ProjectOutput", "recruiting.Position"}


def test_model_has_one_name_in_chinese():
    """Chinese has no plural, so a second name comes from another text with the same English words."""
    own = [model._meta for model in apps.get_models() if model._meta.app_label in settings.PROJECT_APPS]
    with translation.override("zh-hans"):
        names = {meta.label: (str(meta.verbose_name), str(meta.verbose_name_plural)) for meta in own}
    differing = {label for label, (one, many) in names.items() if one != many and not many.isascii()}
    assert differing == NAMED_AS_A_WHOLE
