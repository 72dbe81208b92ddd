// Chooses all rows of a list, or none. Without this script each has its own box.

for (const button of document.querySelectorAll("[data-choose-all]")) {
  const boxes = [...button.form.querySelectorAll("input[type=checkbox]")];
  const texts = { true: button.dataset.none, false: button.textContent };
  const allChosen = () => boxes.every((box) => box.checked);
  const name = () => (button.textContent = texts[allChosen()]);
  button.hidden = false;
  button.addEventListener("click", () => {
    const chosen = !allChosen();
    for (const box of boxes) box.checked = chosen;
    name();
  });
  button.form.addEventListener("change", name);
  name();
}
