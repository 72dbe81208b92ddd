"""Edit forms in tests: read the form of a page, submit it with changes, and approve the submission."""

import html5lib
from django.urls import reverse

from moderation.models import Proposal

NOT_SUBMITTED = {"submit", "button", "file", "image", "reset"}


def elements(parent, inside_form=False):
    """Yield all elements of the edit form except those inside ``<template>``."""
    for child in parent:
        if not isinstance(child.tag, str) or child.tag == "template":
            continue
        inside = inside_form or (child.tag == "form" and "data-editor" in child.attrib)
        if inside:
            yield child
        yield from elements(child, inside)


def form_data(response) -> dict[str, list[str]]:
    """Return what a browser would submit for the edit form of a page, without any button."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    data: dict[str, list[str]] = {}
    for element in elements(page):
        name, values = element.get("name"), []
        if element.tag == "input" and name and element.get("type") not in NOT_SUBMITTED:
            is_box = element.get("type") in ("checkbox", "radio")
            is_submitted = not is_box or "checked" in element.attrib
            values = [element.get("value", "on" if is_box else "")] if is_submitted else []
        elif element.tag == "textarea":
            values = [(element.text or "").removeprefix("\n")]
        elif element.tag == "select":
            options = list(element.iter("option"))
            values = [option.get("value", "") for option in options if "selected" in option.attrib]
            if not values and options and "multiple" not in element.attrib:
                values = [options[0].get("value", "")]
        if name and values:
            data.setdefault(name, []).extend(values)
    return data


def send(client, url, do="send", page=None, **changes):
    """Submit the edit form of a page with changes; ``__`` in a name stands for ``-``.

    ``page`` is the response that the form was opened in, by default a new one. None removes a value.
    """
    data = form_data(page or client.get(url)) | {"do": [do]}
    for name, value in changes.items():
        name = name.replace("__", "-")
        data.pop(name, None)
        if value is not None:
            data[name] = value
    return client.post(url, data)


def new_row(rows, index, total=None, **fields):
    """Return the fields of a new row with this index, for ``send``."""
    values = {f"{rows}__{index}__{name}": value for name, value in fields.items()}
    return {f"{rows}__TOTAL_FORMS": str((total or index) + 1), **values}


def reloaded(row):
    return type(row).objects.get(pk=row.pk)


def the_proposal():
    return Proposal.objects.get()


def approve(reviewer, proposal=None):
    proposal = proposal or the_proposal()
    return reviewer.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"}, follow=True)
