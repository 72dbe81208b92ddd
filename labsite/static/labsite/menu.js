// Closes a menu on Escape, and on a click or focus outside. Without JavaScript, its button closes it.

for (const menu of document.querySelectorAll("[data-menu]")) {
  const close = (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("click", close);
  document.addEventListener("focusin", close);
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
