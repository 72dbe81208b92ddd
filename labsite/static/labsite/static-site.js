// Does in the browser what a published site has no server for: search, filters, and closing openings in time.

const { root, lists, search, failed } = document.querySelector("script[data-root]").dataset;
const home = new URL(root, location.href); // in the language of the page
const NAMES = ["publications", "news", "projects", "people", "search"];

// ---- openings ----------------------------------------------------------------------------------

const LONGEST_TIMER = 2 ** 31 - 1; // milliseconds

function close(element) {
  element.hidden = true;
  const message = element.nextElementSibling;
  if (message?.matches("[data-closed]")) message.hidden = false;
}

for (const element of document.querySelectorAll("[data-closes]")) {
  const wait = Date.parse(element.dataset.closes) - Date.now();
  if (wait <= 0) close(element);
  else if (wait < LONGEST_TIMER) setTimeout(close, wait, element);
}

// ---- filters and search ------------------------------------------------------------------------

const path = location.pathname.startsWith(home.pathname) ? location.pathname.slice(home.pathname.length) : "";
const name = NAMES.find((known) => path === known || path.startsWith(`${known}/`));
const yearOfNews = path.match(/^news\/(\d{4})\//)?.[1];
const list = new URL(yearOfNews ? `news/${yearOfNews}/` : `${name}/`, home);
const form = document.querySelector(name === "search" ? ".search-form" : "form[data-filters]");

async function load(file, cache) {
  const response = await fetch(new URL(file, home), { cache });
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response.json();
}

/** Return the index and, for a query, its words. The browser may have kept one of them from an older release. */
async function loadIndex(query) {
  const files = query ? ["search-index.json", "search-words.json"] : ["search-index.json"];
  for (const cache of ["default", "reload"]) {
    const [data, words] = await Promise.all(files.map((file) => load(file, cache)));
    if (!words || words.version === data.version) return [data, words];
  }
  throw new Error("The files of the search index do not belong together.");
}

if (name && form) {
  // Below the list are pages of one value each; a query has all the values.
  form.action = list;
  const query = new URLSearchParams(location.search);
  if ([...query.values()].some(Boolean)) {
    document.querySelector(".language-switch").search = location.search;
    const main = document.querySelector("#main");
    main.setAttribute("aria-busy", "true");
    try {
      const needed = [import(lists), import(search), loadIndex(query.get("q")?.trim())];
      const [{ show }, { SearchIndex, ...searching }, [data, words]] = await Promise.all(needed);
      const index = new SearchIndex(data.kinds, words?.kinds);
      await show({ home, list, name, form, query, yearOfNews, searching, data, index });
    } catch (error) {
      const note = Object.assign(document.createElement("p"), { className: "notes", textContent: failed });
      note.setAttribute("role", "alert");
      form.after(note);
      throw error;
    } finally {
      main.removeAttribute("aria-busy");
      document.documentElement.dataset.query = "shown";
    }
  }
}
