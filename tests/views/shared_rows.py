"""Honors that several members share, and what their profiles show of them."""

from tests import factories


def shared_honor(member, *colleagues, title="Shared Prize", **fields):
    honor = factories.honor(member.person, title, **fields)
    honor.colleagues.set(colleagues)
    return honor


def titles(model, person):
    return [row.title for row in model.objects.of(person.pk)]
