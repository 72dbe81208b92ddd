"""Edit forms in tests: read the form of a page, submit it with changes, and approve the submission."""

from html.parser import HTMLParser

from django.urls import reverse

from moderation.models import Proposal

NOT_SUBMITTED = {"submit", "button", "file", "image", "reset"}


class FormReader(HTMLParser):
    """Collects what a browser would submit for the edit form of a page, without any button.

    html5lib would need longer for a page than the site itself; its tests show that the pages are valid.
    """

    def __init__(self):
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self.is_in_form, self.templates, self.text = False, 0, None
        self.select, self.options = {}, []

    def add(self, attributes, *values):
        if attributes.get("name") and values:
            self.data.setdefault(attributes["name"], []).extend(values)

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.templates += tag == "template"
        if tag == "form" and "data-editor" in attributes:
            self.is_in_form = True
        if not self.is_in_form or self.templates:
            return
        if tag == "input" and attributes.get("type") not in NOT_SUBMITTED:
            is_box = attributes.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in attributes:
                self.add(attributes, attributes.get("value", "on" if is_box else ""))
        elif tag == "textarea":
            self.textarea, self.text = attributes, ""
        elif tag == "select":
            self.select, self.options = attributes, []
        elif tag == "option":
            self.options.append((attributes.get("value", ""), "selected" in attributes))

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        self.templates -= tag == "template"
        if tag == "form" and not self.templates:
            self.is_in_form = False
        if not self.is_in_form or self.templates:
            return
        if tag == "textarea":
            self.add(self.textarea, self.text.removeprefix("\n"))
            self.text = None
        elif tag == "select":
            values = [value for value, is_selected in self.options if is_selected]
            if not values and self.options and "multiple" not in self.select:
                values = [self.options[0][0]]
            self.add(self.select, *values)


def form_data(response) -> dict[str, list[str]]:
    """Return what a browser would submit for the edit form of a page, without any button."""
    reader = FormReader()
    reader.feed(response.content.decode())
    reader.close()
    return reader.data


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
