// A menu closes on Escape and when the attention goes elsewhere. Without this script its head closes it.

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
