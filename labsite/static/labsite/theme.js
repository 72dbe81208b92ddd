// Switches between light and dark mode without reloading the page. The server reads the same cookie.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function storedTheme() {
  return document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1] ?? "";
}

function apply(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}

for (const link of document.querySelectorAll("[data-theme-switch]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const current = storedTheme() || (dark.matches ? "dark" : "light");
    const theme = current === "dark" ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${theme}; path=/; max-age=31536000; SameSite=Lax${secure}`;
    apply(theme);
  });
}

// A page restored from the browser's back/forward cache may have the previous theme.
addEventListener("pageshow", (event) => {
  if (event.persisted) apply(storedTheme());
});
