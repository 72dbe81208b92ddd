"""Edit forms in tests: read the form of a page, submit it with changes, and approve the submission."""

from django.http import HttpResponse
from django.urls import reverse
from lxml import etree

from moderation.models import Proposal
from tests.rendering import without_rendering

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


def opened_form(client, url) -> dict[str, list[str]]:
    """Open an edit form and return its ``form_data``, rendering only the fields of the page.

    The rest of the page takes longer than all that a test does with the form. A page without such a form, and
    a correction, which has no fields for files, is rendered.
    """
    with without_rendering() as chosen:
        client.get(url)
    template, context = chosen[-1] if chosen else ("", {})
    if template != "labsite/edit.html" or context.get("is_correction"):
        return form_data(client.get(url))
    data = {name: [context[name]] for name in ("opened", "seen") if context.get(name)}
    lines = []
    for section in context["sections"]:
        lines += section["fields"]
        rows = section["rows"] or {}
        if "text" in rows:
            data[f"{rows['row_set'].name}-lines"] = [rows["text"]]
        elif rows:
            data |= rows_data(rows)
            lines += [line for row in rows["rows"] for line in (*row["fields"], *row["folded"])]
    html = "".join(str(field) for line in lines for field in line)
    return data | form_data(HttpResponse(f"<form data-editor>{html}</form>"))


def rows_data(rows) -> dict[str, list[str]]:
    """Return what a browser would submit for the rows of a section, without their fields."""
    prefix = rows["formset"].prefix
    data = {
        f"{prefix}-TOTAL_FORMS": rows["total"],
        f"{prefix}-INITIAL_FORMS": rows["formset"].initial_form_count(),
    }
    for row in rows["rows"]:
        data |= {f"{row['form'].prefix}-{name}": row[name] for name in ("id", "row")}
        if rows["row_set"].position:
            data[f"{row['form'].prefix}-ORDER"] = row["place"]
    return {name: [str(value)] for name, value in data.items()}


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
    data = (form_data(page) if page else opened_form(client, url)) | {"do": [do]}
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
    """Approve a submission, and return the redirect to the page that says so."""
    proposal = proposal or the_proposal()
    return reviewer.post(reverse("decide"), {"proposal": proposal.pk, "do": "approve"})
