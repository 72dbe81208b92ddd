// Rows of a form are dragged by their handles with a mouse, a pen or a finger. The arrow buttons of rows.js do
// the same with the keyboard, so a handle is neither focusable nor read aloud. Escape puts a row back.

const rowsIn = (list) => [...list.children].filter((row) => row.matches("[data-row]") && !row.hidden);

/** Moves the row to where the pointer is: past each row whose middle the pointer has passed. */
function follow(list, row, y) {
  const middle = (other) => other.getBoundingClientRect().top + other.getBoundingClientRect().height / 2;
  const others = rowsIn(list).filter((other) => other !== row);
  const next = others.find((other) => y < middle(other));
  if (next ? next.previousElementSibling === row : list.lastElementChild === row) return;
  if (next) next.before(row);
  else others.at(-1)?.after(row);
}

const EDGE = 80; // pixels at the upper and lower edge of the window where a dragged row scrolls the page

/** Returns by how many pixels to scroll while the pointer is there, as long as the list goes on beyond. */
function pull(list, y) {
  const { top, bottom } = list.getBoundingClientRect();
  const floor = innerHeight - EDGE;
  if (y < EDGE && top < EDGE) return Math.floor((y - EDGE) / 5);
  return y > floor && bottom > floor ? Math.ceil((y - floor) / 5) : 0;
}

// The list follows the pointer, because an element that is moved in the document loses it.
function drag(row, { pointerId, clientY }) {
  const list = row.parentElement;
  const before = row.nextElementSibling;
  let y = clientY;
  let frame = 0;
  const scroll = () => {
    scrollBy({ top: pull(list, y), behavior: "instant" });
    follow(list, row, y);
    frame = pull(list, y) ? requestAnimationFrame(scroll) : 0;
  };
  const move = (event) => {
    y = event.clientY;
    follow(list, row, y);
    frame ||= requestAnimationFrame(scroll);
  };
  const end = (event) => {
    const isCancelled = event.type !== "pointerup";
    if (event.type === "keydown" && event.key !== "Escape") return;
    cancelAnimationFrame(frame);
    if (isCancelled) list.insertBefore(row, before);
    list.removeEventListener("pointermove", move);
    for (const type of ["pointerup", "pointercancel"]) list.removeEventListener(type, end);
    removeEventListener("keydown", end);
    row.classList.remove("is-dragged");
    if (row.nextElementSibling !== before) row.dispatchEvent(new CustomEvent("row-moved", { bubbles: true }));
  };
  list.setPointerCapture(pointerId);
  list.addEventListener("pointermove", move);
  for (const type of ["pointerup", "pointercancel"]) list.addEventListener(type, end);
  addEventListener("keydown", end);
  row.classList.add("is-dragged");
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-drag]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  drag(handle.closest("[data-row]"), event);
});
// A handle in the heading of a row must not open it.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-drag]")) event.preventDefault();
});
