"""The text of a difference is shown as it was typed, with its changed parts marked."""

from django.template import Context, Template

from moderation.forms.difference_presentation import Piece

PIECES = [Piece("Looms "), Piece("& threads\n", is_changed=True), Piece("<new>")]


def render(mark):
    template = "{% load moderation %}{% difference_text pieces mark %}"
    return Template(template).render(Context({"pieces": PIECES, "mark": mark}))


def test_changed_part_is_marked_and_no_white_space_is_added():
    expected = '<span class="preserve-lines">Looms <ins>&amp; threads\n</ins>&lt;new&gt;</span>'
    assert render("ins") == expected
    assert render("del") == expected.replace("ins>", "del>")


def test_nothing_is_marked_without_a_mark():
    assert render("") == '<span class="preserve-lines">Looms &amp; threads\n&lt;new&gt;</span>'
