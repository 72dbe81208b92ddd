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

// After the function that creates the boxes, which jQuery calls in the same way.
window.django?.jQuery(() => nameAll(document));
document.addEventListener("formset:added", ({ target }) => nameAll(target));

const search = document.querySelector("#searchbar");
search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
