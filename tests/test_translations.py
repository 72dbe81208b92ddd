"""The Chinese catalogue has every text of code and templates, translated, and is compiled.

The texts are found without GNU gettext: in code by its syntax tree, in templates by what Django makes of
them for xgettext. ``make messages`` collects and compiles what these tests miss.
"""

import ast
import os
import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation.template import templatize

from people.study_year import student_text

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "labsite/locale/zh_Hans/LC_MESSAGES/django.po"
NOT_OURS = {"var", "tests"}  # and hidden folders

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
    for folder, names, found in os.walk(ROOT):
        names[:] = [name for name in names if name not in NOT_OURS and not name.startswith(".")]
        yield from (Path(folder, name) for name in found if name.endswith(suffixes))


def messages_of_code(path):
    """Yields (context, text, plural) of each call of a translating function."""
    source = path.read_text(encoding="utf-8")
    if "gettext" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            parts = CALLS.get(name, ())
            texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[: len(parts)]]
            if parts:
                assert all(texts), f"{path}:{node.lineno}: {name}() of something that cannot be collected"
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
    """Returns where in the sources each message stands and its plural, by (context, text)."""
    found = {}
    for messages_of, suffixes in ((messages_of_code, (".py",)), (messages_of_template, (".html", ".txt"))):
        for path in sorted(files(*suffixes)):
            for context, text, plural in messages_of(path):
                known = found.get((context, text), (None, None))
                found[context, text] = path.relative_to(ROOT), plural or known[1]
    return found


@cache
def catalogue():
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE))}


def texts_of(entry):
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())


def test_texts_are_found_in_all_their_forms():
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


def test_the_catalogue_has_nothing_that_is_gone():
    gone = [repr(text) for _context, text in catalogue().keys() - collected().keys()]
    assert not gone, "run `make messages`, these are used no more:\n" + "\n".join(gone)


def test_every_message_is_translated():
    to_do = [repr(entry.msgid) for entry in catalogue().values() if not all(texts_of(entry))]
    assert not to_do, "not translated:\n" + "\n".join(to_do)


def test_no_translation_is_a_guess():
    fuzzy = [repr(entry.msgid) for entry in catalogue().values() if entry.fuzzy]
    assert not fuzzy, "check these and take the mark “fuzzy” away:\n" + "\n".join(fuzzy)


def placeholders(text):
    return set(re.findall(r"%\(\w+\)[a-z]|\{\w*\}", text))


def test_translations_keep_the_placeholders():
    """A plural may have one that its singular lacks: “Cited once”, “Cited %(number)d times”."""
    wrong = [
        f"{entry.msgid!r} -> {text!r}"
        for entry in catalogue().values()
        for text in texts_of(entry)
        if placeholders(text) != placeholders(entry.msgid_plural or entry.msgid)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_compiled_catalogue_is_up_to_date():
    binary = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    compiled = {(entry.msgctxt, entry.msgid): texts_of(entry) for entry in binary}
    written = {message: texts_of(entry) for message, entry in catalogue().items()}
    differing = [
        repr(message[1])
        for message in compiled.keys() | written.keys()
        if compiled.get(message) != written.get(message)
    ]
    assert not differing, "run `make messages`, the .mo differs from the .po:\n" + "\n".join(differing)


def test_the_catalogue_has_nothing_that_changes_by_itself():
    text = CATALOGUE.read_text(encoding="utf-8")
    assert not re.search(r"^#[:,~].*\.(py|html)|POT-Creation-Date", text, re.M)


@pytest.mark.parametrize(
    ("english", "chinese"), [("Publications", "学术成果"), ("Search", "搜索"), ("Join us", "加入我们")]
)
def test_pages_use_the_catalogue(english, chinese):
    with translation.override("zh-hans"):
        assert gettext(english) == chinese


def test_years_of_study_and_numbers_read_like_chinese():
    with translation.override("zh-hans"):
        assert student_text("phd", 3) == "博士三年级"
        assert ngettext("Cited once", "Cited %(number)d times", 1) % {"number": 1} == "被引 1 次"
