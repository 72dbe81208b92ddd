// Rows of a form: add, remove and move without asking the server. Without this script, each row has a box
// for its place and a tick for removal, and the button below adds one by sending the form.
// A row that is removed stays in the form, hidden and ticked; a line in its place brings it back.

const FIELDS = "input:not([type=hidden], [name$='-DELETE'], [name$='-ORDER']), select, textarea";
const isShown = (row) => row.matches("[data-row]") && !row.hidden;

function renumber(rows) {
  [...rows.querySelectorAll("[data-row]")].filter(isShown).forEach((row, index) => {
    const place = row.querySelector('input[name$="-ORDER"]');
    if (place) place.value = index + 1;
  });
}

function prepare(row) {
  row.querySelectorAll("[data-no-script]").forEach((part) => (part.hidden = true));
  row.querySelectorAll("[data-move], [data-remove]").forEach((button) => (button.hidden = false));
}

/** What tells the row from the others: the first text that is written in it, else what its head says. */
function titleOf(row) {
  const texts = [...row.querySelectorAll("input[type=text], input[type=url], textarea")];
  const written = texts.map((box) => box.value.trim()).find(Boolean);
  return written?.slice(0, 60) ?? row.querySelector("[data-row-title]").textContent.trim();
}

function say(rows, what, title) {
  const status = rows.querySelector("[data-rows-status]");
  status.textContent = `${status.dataset[what]}: ${title}`;
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
  prepare(row);
  row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
  changed(rows);
  row.querySelector(FIELDS).focus();
}

function neighbour(row, direction) {
  let other = row;
  do other = direction < 0 ? other.previousElementSibling : other.nextElementSibling;
  while (other && !isShown(other));
  return other;
}

function move(rows, row, button) {
  const isUp = button.dataset.move === "-1";
  const other = neighbour(row, isUp ? -1 : 1);
  if (!other) return say(rows, isUp ? "first" : "last", titleOf(row));
  if (isUp) other.before(row);
  else other.after(row);
  changed(rows);
  button.focus();
  button.scrollIntoView({ block: "nearest" });
  return say(rows, isUp ? "movedUp" : "movedDown", titleOf(row));
}

/** Hides a row that is ticked for removal, and returns the button that brings it back. */
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
    say(rows, "back", title);
    row.querySelector("summary").focus();
  });
  return undo;
}

function remove(rows, row) {
  row.querySelector('input[name$="-DELETE"]').checked = true;
  const undo = hide(rows, row);
  changed(rows);
  say(rows, "removed", titleOf(row));
  undo.focus();
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  for (const row of rows.querySelectorAll("[data-row]")) {
    prepare(row);
    if (row.querySelector('input[name$="-DELETE"]').checked) hide(rows, row); // kept by the browser over a reload
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
  // The head of a row says what is written in it.
  rows.addEventListener("input", ({ target }) => {
    const row = target.closest?.("[data-row]");
    if (row) row.querySelector("[data-row-title]").textContent = titleOf(row);
  });
}
