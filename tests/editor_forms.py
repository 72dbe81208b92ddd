"""Edit forms in tests: read the form of a page, submit it with changes, and approve the submission."""

from django.urls import reverse
from lxml import etree

from moderation.models import Proposal

NOT_SUBMITTED = {"submit", "button", "file", "image", "reset"}
# html5lib would need longer for a page than the site itself; its tests show that the pages are valid.
PARSER = etree.HTMLParser(encoding="utf-8")
CONTROLS = etree.XPath(
    "//form[@data-editor]//*[self::input or self::textarea or self::select][@name][not(ancestor::template)]"
)


def form_data(response) -> dict[str, list[str]]:
    """Return what a browser would submit for the edit form of a page, without any button."""
    data: dict[str, list[str]] = {}
    for control in CONTROLS(etree.fromstring(response.content, PARSER)):
        if values := submitted_values(control):
            data.setdefault(control.get("name"), []).extend(values)
    return data


def submitted_values(control) -> list[str]:
    """Return the values that a browser would submit for an element of a form."""
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in control.attrib:
            chosen = options[:1]
        return [option.get("value", "") for option in chosen]
    kind = control.get("type")
    if kind in NOT_SUBMITTED:
        return []
    is_box = kind in ("checkbox", "radio")
    return [control.get("value", "on" if is_box else "")] if not is_box or "checked" in control.attrib else []


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
