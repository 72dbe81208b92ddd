// Lets a press on one line of a list of several choices add or remove that line only. Without scripts, a press
// without the Ctrl key removes all other choices, which is easily overlooked.

const isMouse = matchMedia("(pointer: fine)").matches; // phones open a list with checkboxes of their own

for (const list of isMouse ? document.querySelectorAll("select[multiple]") : []) {
  list.addEventListener("mousedown", (event) => {
    const isPlain = event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (!isPlain || event.target.tagName !== "OPTION") return;
    event.preventDefault();
    const { scrollTop } = list;
    event.target.selected = !event.target.selected;
    list.focus({ preventScroll: true });
    requestAnimationFrame(() => (list.scrollTop = scrollTop));
    list.dispatchEvent(new Event("input", { bubbles: true }));
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
