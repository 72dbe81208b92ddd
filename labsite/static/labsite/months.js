// A picker next to boxes for partial dates: a year, or a month of it. Days, and all other ways to write a
// date, are typed, as everything is without this script. Its words are in a <template> of the page.

const template = document.querySelector("template[data-month-picker]");
const MONTHS = 12;
const COLUMNS = 4;
const names = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short", timeZone: "UTC" });
const longNames = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", timeZone: "UTC" });
let shown; // the function that closes the picker that is open

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
  shown?.();
  const panel = template.content.firstElementChild.cloneNode(true);
  const year = panel.querySelector("[data-year]");
  const grid = panel.querySelector("[data-months]");
  const [, writtenYear, writtenMonth] = input.value.trim().match(/^(\d{4})(?:[-./](\d{1,2}))?/) ?? [];
  year.value = writtenYear ?? new Date().getFullYear();
  for (let number = 1; number <= MONTHS; number += 1) {
    const button = monthButton(number);
    const isChosen = number === Number(writtenMonth);
    button.setAttribute("aria-pressed", isChosen);
    grid.append(button);
  }
  const months = [...grid.children];

  function close() {
    shown = undefined;
    panel.remove();
    opener.setAttribute("aria-expanded", "false");
  }
  function choose(text) {
    close();
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }
  function step(years) {
    year.value = Math.min(Math.max(Number(year.value) + years, year.min), year.max);
  }
  const chosenYear = () => (year.checkValidity() ? year.value.padStart(4, "0") : "");

  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.step) step(Number(button.dataset.step));
    else if ("nothing" in button.dataset) choose("");
    else if (!chosenYear()) year.focus();
    else choose(button.dataset.month ? `${chosenYear()}-${button.dataset.month.padStart(2, "0")}` : chosenYear());
  });
  panel.addEventListener("input", (event) => event.stopPropagation()); // nothing of the form has changed yet
  panel.addEventListener("keydown", (event) => {
    const at = months.indexOf(event.target);
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };
    if (event.key === "Escape") {
      close();
      opener.focus();
    } else if (event.key === "Enter" && event.target === year) {
      if (chosenYear()) choose(chosenYear());
    } else if (event.key === "PageUp") step(-1);
    else if (event.key === "PageDown") step(1);
    else if (at >= 0 && event.key in moves) months[at + moves[event.key]]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  opener.after(panel);
  if (panel.getBoundingClientRect().right > document.documentElement.clientWidth) panel.classList.add("at-right");
  opener.setAttribute("aria-expanded", "true");
  year.select();
  (months[Number(writtenMonth) - 1] ?? year).focus();
  shown = close;
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
  opener.addEventListener("click", () => (field.contains(document.querySelector(".month-panel")) ? shown() : open(input, opener)));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || !event.altKey) return;
    event.preventDefault();
    open(input, opener);
  });
  field.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !field.contains(relatedTarget)) shown?.();
  });
}

function prepareAll(part) {
  part.querySelectorAll("input[data-partial-date]").forEach(prepare);
}

if (template) {
  prepareAll(document);
  document.addEventListener("row-added", ({ target }) => prepareAll(target));
  document.addEventListener("click", ({ target }) => target.closest(".date-field") || shown?.());
}
