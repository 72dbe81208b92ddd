// Gives accessible names to controls that have none in the Django admin. The search box of a list is named after its
// button. Autocomplete fields, which Select2 names by their value only, get the label of the field or, in a table of
// rows, the heading of the column.

function labelOf(select) {
  const field = [...(select.closest("td")?.classList ?? [])].find((name) => name.startsWith("field-"));
  const heading = field && select.closest("table").querySelector(`th.${field.replace("field-", "column-")}`);
  return heading ?? select.labels[0];
}

function nameAll(root) {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const label = labelOf(select);
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    if (!label || !box) continue;
    label.id ||= `name-of-${select.id}`;
    const search = box.querySelector(".select2-search__field");
    search?.setAttribute("aria-labelledby", label.id);
    const value = box.querySelector("[role=textbox]");
    if (value) {
      value.setAttribute("aria-labelledby", label.id);
      box.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
    }
  }
}

// After the functions that create the boxes and the icons, which jQuery and the page call in the same way.
window.django?.jQuery(() => nameAll(document));
addEventListener("load", () => {
  // A name is only allowed on an element with a role.
  for (const icon of document.querySelectorAll("span.help-tooltip[aria-label]")) icon.setAttribute("role", "img");
});

// The corner of a table of rows is no heading.
for (const corner of document.querySelectorAll("th.original:empty")) {
  corner.replaceWith(Object.assign(document.createElement("td"), { className: corner.className }));
}
document.addEventListener("formset:added", ({ target }) => nameAll(target));

const search = document.querySelector("#searchbar");
search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
