"""Submit forms of the Django admin as a browser does."""

from django.urls import reverse

from tests.rendering import without_rendering


def url_of(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_data(client, url):
    """Return what a browser would submit for the unchanged form at this URL."""
    with without_rendering():
        context = client.get(url).context_data
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif isinstance(value, list):
                data[field.html_name] = [getattr(item, "pk", item) for item in value]
            elif value is not None and value is not False and not hasattr(value, "storage"):
                data[field.html_name] = str(value)
    return data


def errors_of(response):
    """Return all error messages of the form."""
    assert response.status_code == 200, "it was saved"
    return str(response.context_data["errors"])


def submit(client, url, data, **changes):
    """Submit what ``form_data`` returned with changes; ``__`` in a name stands for ``-``.

    A form with errors is not rendered; ``errors_of`` returns these.
    """
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    with without_rendering():
        return client.post(url, data | changes)


def save(client, url, **changes):
    """Open the form and submit it with changes."""
    return submit(client, url, form_data(client, url), **changes)


def add_row(prefix, index, **fields):
    """Return the fields of a row added to an inline that has ``index`` rows."""
    return {f"{prefix}__TOTAL_FORMS": index + 1} | {
        f"{prefix}__{index}__{name}": value for name, value in fields.items()
    }
