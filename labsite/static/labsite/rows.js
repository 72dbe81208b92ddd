// Adds, removes and moves the rows of a form in the browser. Without JavaScript, each row has an input for its
// position and a checkbox to remove it, and the button below adds a row by submitting the form.
// A removed row stays in the form, hidden and checked for removal; a line in its place restores it.

const FIELDS = "input:not([type=hidden], [name$='-DELETE'], [name$='-ORDER']), select, textarea";
const isVisible = (row) => row.matches("[data-row]") && !row.hidden;

function renumber(rows) {
  [...rows.querySelectorAll("[data-row]")].filter(isVisible).forEach((row, index) => {
    const position = row.querySelector('input[name$="-ORDER"]');
    if (position) position.value = index + 1;
  });
}

function initialize(row) {
  row.querySelectorAll("[data-no-script]").forEach((part) => (part.hidden = true));
  row.querySelectorAll("[data-move], [data-remove], [data-drag]").forEach((button) => (button.hidden = false));
}

/** Returns a title for a row: the first text entered in it, in the language of the page, else that of its heading. */
function titleOf(row) {
  const texts = [...row.querySelectorAll("input[type=text], input[type=url], textarea")];
  const first = texts.find((input) => input.value.trim());
  const chinese = document.documentElement.lang.startsWith("zh") && texts.find((input) => input.name === `${first?.name}_zh`);
  const entered = (chinese && chinese.value.trim()) || first?.value.trim();
  if (entered?.length > 60) return `${entered.slice(0, 59)}…`;
  return entered ?? row.querySelector("[data-row-title]").textContent.trim();
}

function announce(rows, event, title) {
  const status = rows.querySelector("[data-rows-status]");
  status.textContent = `${status.dataset[event]}: ${title}`;
}

function changed(rows) {
  renumber(rows);
  rows.dispatchEvent(new Event("input", { bubbles: true }));
}

function add(rows) {
  const total = rows.querySelector('input[name$="-TOTAL_FORMS"]');
  const template = rows.querySelector("[data-row-template]");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  total.value = Number(total.value) + 1;
  rows.querySelector("[data-rows-list]").append(row);
  initialize(row);
  row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
  changed(rows);
  row.querySelector(FIELDS).focus();
}

function neighbour(row, direction) {
  let other = row;
  do other = direction < 0 ? other.previousElementSibling : other.nextElementSibling;
  while (other && !isVisible(other));
  return other;
}

function move(rows, row, button) {
  const isUp = button.dataset.move === "-1";
  const other = neighbour(row, isUp ? -1 : 1);
  if (!other) return announce(rows, isUp ? "first" : "last", titleOf(row));
  if (isUp) other.before(row);
  else other.after(row);
  changed(rows);
  button.focus();
  button.scrollIntoView({ block: "nearest" });
  return announce(rows, isUp ? "movedUp" : "movedDown", titleOf(row));
}

/** Hides a row that is checked for removal, and returns the button that restores it. */
function hide(rows, row) {
  const title = titleOf(row);
  const line = rows.querySelector("[data-removed-template]").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-title]").textContent = title;
  row.hidden = true;
  row.after(line);
  const undo = line.querySelector("button");
  undo.addEventListener("click", () => {
    line.remove();
    row.querySelector('input[name$="-DELETE"]').checked = false;
    row.hidden = false;
    changed(rows);
    announce(rows, "restored", title);
    row.querySelector("summary").focus();
  });
  return undo;
}

function remove(rows, row) {
  row.querySelector('input[name$="-DELETE"]').checked = true;
  const undo = hide(rows, row);
  changed(rows);
  announce(rows, "removed", titleOf(row));
  undo.focus();
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  for (const row of rows.querySelectorAll("[data-row]")) {
    initialize(row);
    if (row.querySelector('input[name$="-DELETE"]')?.checked) hide(rows, row); // kept by the browser after a reload
  }
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (!button) return;
    if (button.matches("[data-add-row]")) {
      event.preventDefault();
      add(rows);
    } else if (button.matches("[data-move]")) move(rows, row, button);
    else if (button.matches("[data-remove]")) remove(rows, row);
  });
  // drag.js has moved a row.
  rows.addEventListener("row-moved", ({ target }) => {
    changed(rows);
    announce(rows, "moved", titleOf(target));
  });
  // The heading of a row shows its title.
  rows.addEventListener("input", ({ target }) => {
    const row = target.closest?.("[data-row]");
    if (row) row.querySelector("[data-row-title]").textContent = titleOf(row);
  });
}
