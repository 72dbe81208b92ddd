// The switch between light and dark without loading the page anew. The server reads the same cookie.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  return document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1] ?? "";
}

function show(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

for (const link of document.querySelectorAll("[data-theme-switch]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const shown = chosen() || (dark.matches ? "dark" : "light");
    const theme = shown === "dark" ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=31536000; SameSite=Lax${secure}`;
    show(theme);
  });
}

// A page that the browser kept whole may be older than the choice.
addEventListener("pageshow", (event) => {
  if (event.persisted) show(chosen());
});
