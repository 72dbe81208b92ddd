// A button that selects all rows of a list, or none. Without JavaScript, each row has its own checkbox.

for (const button of document.querySelectorAll("[data-select-all]")) {
  const checkboxes = [...button.form.querySelectorAll("input[type=checkbox]")];
  const labels = { true: button.dataset.none, false: button.textContent };
  const allSelected = () => checkboxes.every((checkbox) => checkbox.checked);
  const updateLabel = () => (button.textContent = labels[allSelected()]);
  button.hidden = false;
  button.addEventListener("click", () => {
    const checked = !allSelected();
    for (const checkbox of checkboxes) checkbox.checked = checked;
    updateLabel();
  });
  button.form.addEventListener("change", updateLabel);
  updateLabel();
}
