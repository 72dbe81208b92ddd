// A picker for partial dates: a year, or a month of a year. Days and other date formats are typed into the
// input, as is everything without JavaScript. The texts are in a <template> of the page.

const template = document.querySelector("template[data-month-picker]");
const MONTHS = 12;
const COLUMNS = 4;
const names = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });
const longNames = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", timeZone: "UTC" });
let closeOpenPicker; // the function that closes the open picker, if there is one

function monthButton(number) {
  const button = document.createElement("button");
  const day = new Date(Date.UTC(2024, number - 1, 15));
  button.type = "button";
  button.textContent = names.format(day);
  button.setAttribute("aria-label", longNames.format(day));
  button.dataset.month = number;
  return button;
}

function open(input, opener) {
  closeOpenPicker?.();
  const panel = template.content.firstElementChild.cloneNode(true);
  const year = panel.querySelector("[data-year]");
  const grid = panel.querySelector("[data-months]");
  const [, typedYear, typedMonth] = input.value.trim().match(/^(\d{4})(?:[-./](\d{1,2}))?/) ?? [];
  year.value = typedYear ?? new Date().getFullYear();
  for (let number = 1; number <= MONTHS; number += 1) {
    const button = monthButton(number);
    const isSelected = number === Number(typedMonth);
    button.setAttribute("aria-pressed", isSelected);
    grid.append(button);
  }
  const months = [...grid.children];

  function close() {
    closeOpenPicker = undefined;
    panel.remove();
    opener.setAttribute("aria-expanded", "false");
  }
  function select(text) {
    close();
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }
  function step(years) {
    year.value = Math.min(Math.max(Number(year.value) + years, year.min), year.max);
  }
  const selectedYear = () => (year.checkValidity() ? year.value.padStart(4, "0") : "");

  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.step) step(Number(button.dataset.step));
    else if ("clear" in button.dataset) select("");
    else if (!selectedYear()) year.focus();
    else select(button.dataset.month ? `${selectedYear()}-${button.dataset.month.padStart(2, "0")}` : selectedYear());
  });
  panel.addEventListener("input", (event) => event.stopPropagation()); // typing in the picker does not change the form
  panel.addEventListener("keydown", (event) => {
    const index = months.indexOf(event.target);
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };
    if (event.key === "Escape") {
      close();
      opener.focus();
    } else if (event.key === "Enter" && event.target === year) {
      if (selectedYear()) select(selectedYear());
    } else if (event.key === "PageUp") step(-1);
    else if (event.key === "PageDown") step(1);
    else if (index >= 0 && event.key in moves) months[index + moves[event.key]]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  opener.after(panel);
  if (panel.getBoundingClientRect().right > document.documentElement.clientWidth) panel.classList.add("at-right");
  opener.setAttribute("aria-expanded", "true");
  year.select();
  (months[Number(typedMonth) - 1] ?? year).focus();
  closeOpenPicker = close;
}

function prepare(input) {
  if (input.closest(".date-field")) return;
  const field = document.createElement("div");
  const opener = template.content.lastElementChild.cloneNode(true);
  const label = input.labels[0]?.firstChild?.textContent.trim();
  field.className = "date-field";
  input.before(field);
  field.append(input, opener);
  if (label) opener.setAttribute("aria-label", `${opener.textContent.trim()}: ${label}`);
  opener.addEventListener("click", () => (field.contains(document.querySelector(".month-panel")) ? closeOpenPicker() : open(input, opener)));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !event.altKey) return;
    event.preventDefault();
    open(input, opener);
  });
  field.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !field.contains(relatedTarget)) closeOpenPicker?.();
  });
}

function prepareAll(part) {
  part.querySelectorAll("input[data-partial-date]").forEach(prepare);
}

if (template) {
  prepareAll(document);
  document.addEventListener("row-added", ({ target }) => prepareAll(target));
  document.addEventListener("click", ({ target }) => target.closest(".date-field") || closeOpenPicker?.());
}
