// Shows search results and filtered lists of a published site, from its index and from results that are
// rendered ahead (labsite/publishing/search_index.py, search_rows.py).

const PER_PAGE = { publications: 20, news: 30, projects: 30 };
const RESULTS = 10; // of each kind on the search page
const MAX_LENGTH = 200;
const END_OF_ROW = "</template>";

let site; // home, list, name, form, query, yearOfNews, searching, data, index
let index;
let rowsPerFile;
let texts;
let words;
let ELSEWHERE;

/** Replace the list on the page by what the query asks for. */
export async function show(request) {
  site = request;
  index = request.index;
  ({ words, ELSEWHERE } = request.searching);
  ({ rows_per_file: rowsPerFile, texts } = request.data);
  if (site.name === "search") await showResults();
  else if (site.name === "people") await showPeople();
  else await showList();
}

async function load(path, type) {
  const response = await fetch(new URL(path, site.home));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response[type]();
}

// ---- elements ----------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function link(query, attributes, ...children) {
  const href = query ? `${site.list.pathname}?${query}` : site.list.pathname;
  return element("a", { href, ...attributes }, ...children);
}

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

function fill(text, values) {
  return Object.entries(values).reduce((filled, [key, value]) => filled.replace(`{${key}}`, () => value), text);
}

/** Put elements in place of everything that follows the form. */
function replaceAfterForm(...elements) {
  let last = site.form;
  while (last.nextSibling) last.nextSibling.remove();
  last.after(...elements.filter(Boolean));
}

const rowsFiles = new Map(); // by their paths, since the groups of a list need the same ones

function rowsFile(kind, number) {
  const path = `search/rows/${kind}-${number}.html`;
  if (!rowsFiles.has(path)) rowsFiles.set(path, load(path, "text"));
  return rowsFiles.get(path);
}

/** Return an element with the results of these rows, as the server renders a list of them. */
async function results(kind, rows) {
  const numbers = [...new Set(rows.map((row) => Math.floor(row / rowsPerFile)))];
  const files = await Promise.all(numbers.map((number) => rowsFile(kind, number)));
  // To parse whole files would keep a phone busy for a second.
  const chosen = rows.map((row) => {
    const file = files[numbers.indexOf(Math.floor(row / rowsPerFile))];
    const start = file.indexOf(`<template data-key="${index.kinds[kind].keys[row]}">`);
    return start < 0 ? "" : file.slice(start, file.indexOf(END_OF_ROW, start) + END_OF_ROW.length);
  });
  const lists = [...parse(chosen.join("")).querySelectorAll("template")]
    .map(({ content }) => content.firstElementChild)
    .filter(Boolean)
    .map((result) => document.importNode(result, true));
  lists[0]?.append(...lists.slice(1).flatMap((result) => [...result.children]));
  return lists[0] ?? element("div");
}

// ---- lists -------------------------------------------------------------------------------------

/** Return the filters that are set and known, and a note on each that is not. */
function readFilters(kind) {
  const filters = new Map();
  const notes = [];
  for (const key of Object.keys(index.kinds[kind].facets)) {
    const value = site.query.get(key)?.trim();
    if (!value) continue;
    const isOffered = [...(site.form.elements[key]?.options ?? [])].some((option) => option.value === value);
    if (isOffered || index.values(kind, key).includes(value)) filters.set(key, value);
    else {
      const label = site.form.querySelector(`label[for="filter-${key}"]`)?.textContent.trim() ?? key;
      notes.push(fill(texts.unknown, { label, value: value.slice(0, 40) }));
    }
  }
  if (site.yearOfNews) filters.set("year", site.yearOfNews);
  return { filters, notes };
}

async function showList() {
  const kind = site.name;
  const query = (site.query.get("q") ?? "").trim().slice(0, MAX_LENGTH);
  const { filters, notes } = readFilters(kind);
  const selectedFirst = kind === "publications" && site.query.get("order") === "selected";
  fillForm(query, filters, selectedFirst);
  const found = index.search(kind, kind === "publications" ? query : "");
  const matches = found.filter(({ row }) => index.hasAll(kind, row, filters));
  const selected = new Set(selectedFirst ? index.kinds[kind].selected : []);
  matches.sort((one, other) => selected.has(other.row) - selected.has(one.row));
  const pages = Math.max(1, Math.ceil(matches.length / PER_PAGE[kind]));
  const page = Math.min(Math.max(Number.parseInt(site.query.get("page"), 10) || 1, 1), pages);
  const shown = matches.slice((page - 1) * PER_PAGE[kind], page * PER_PAGE[kind]);
  const rowsByHeading = new Map();
  for (const { row, closeness } of shown) {
    const rank = closeness < ELSEWHERE ? texts.in_title : texts.elsewhere;
    const heading = selected.has(row) ? texts.selected : query ? rank : index.kinds[kind].headings[row];
    rowsByHeading.set(heading, [...(rowsByHeading.get(heading) ?? []), row]);
  }
  const exports = matches.length ? exportsOf(matches.map(({ row }) => row)) : null;
  const groups = await Promise.all([...rowsByHeading].map(([heading, rows]) => group(kind, heading, rows)));
  showCount(texts[kind], matches.length);
  replaceAfterForm(
    chips(kind, query, filters),
    notesBox(notes),
    groups.length ? element("div", kind === "projects" ? {} : { class: "years" }, ...groups) : empty(texts[kind].empty),
    legend(groups),
    pager(page, pages),
    exports,
  );
}

async function group(kind, text, rows) {
  const rendered = await results(kind, rows);
  if (kind === "projects") return element("section", {}, element("h2", {}, text), rendered);
  const heading = element("h2", { class: "year-heading" }, text);
  return element("section", { class: "year", "aria-label": text }, heading, rendered);
}

const empty = (text) => element("p", { class: "empty" }, text);

function notesBox(notes) {
  if (!notes.length) return null;
  return element("div", { class: "notes", role: "status" }, ...notes.map((note) => element("p", {}, note)));
}

function fillForm(query, filters, selectedFirst) {
  const { q, order } = site.form.elements;
  if (q) q.value = query;
  if (order) order.checked = selectedFirst;
  for (const [key, value] of filters) {
    const select = site.form.elements[key];
    if (!select) continue;
    if (![...select.options].some((option) => option.value === value)) {
      select.append(new Option(index.label(site.name, key, value), value));
    }
    select.value = value;
  }
}

function showCount(counts, number) {
  const count = document.querySelector("#main .page-head .count");
  if (count) count.textContent = fill(number === 1 ? counts.one : counts.many, { number });
  document.querySelector("#main .page-chart")?.remove(); // it shows the numbers of all
}

/** Return the query of the page with other values; "" removes one. */
function queryWith(values) {
  const query = new URLSearchParams(site.query);
  for (const [key, value] of Object.entries(values)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  return query.toString();
}

function chips(kind, query, filters) {
  const set = query && kind === "publications" ? [["q", `“${query}”`]] : [];
  for (const [key, value] of filters) {
    if (key === "year" && site.yearOfNews) continue;
    const option = [...(site.form.elements[key]?.options ?? [])].find((one) => one.value === value);
    set.push([key, option?.textContent ?? index.label(kind, key, value)]);
  }
  if (!set.length) return null;
  const items = set.map(([key, text]) => {
    const chip = link(queryWith({ [key]: "", page: "" }), { class: "chip" }, text, " ");
    chip.insertAdjacentHTML("beforeend", texts.remove_icon);
    chip.append(element("span", { class: "visually-hidden" }, texts.remove));
    return element("li", {}, chip);
  });
  const all = element("li", {}, link("", { class: "chip chip-all" }, texts.clear));
  return element("ul", { class: "chips", "aria-label": texts.active }, ...items, all);
}

function legend(groups) {
  const marks = groups.flatMap((one) => [...one.querySelectorAll(".entry-authors sup")]);
  const has = (sign) => marks.some((mark) => mark.textContent.includes(sign));
  const notes = [];
  if (has("*")) notes.push([element("sup", {}, "*"), ` ${texts.equal}`]);
  if (has("✉")) notes.push([element("sup", {}, "✉"), ` ${texts.corresponding}`]);
  if (!notes.length) return null;
  return element("p", { class: "legend" }, ...notes.flatMap((note, place) => (place ? [" · ", ...note] : note)));
}

function pager(page, pages) {
  if (pages === 1) return null;
  const item = (...children) => element("li", {}, ...children);
  const to = (number, attributes, text) =>
    item(link(queryWith({ page: number > 1 ? number : "" }), attributes, text));
  const items = [];
  if (page > 1) items.push(to(page - 1, { rel: "prev" }, texts.previous));
  let last = 0;
  for (let number = 1; number <= pages; number += 1) {
    const isShown = number === 1 || number === pages || Math.abs(number - page) <= 1;
    if (!isShown) continue;
    if (number - last > 1) items.push(item(element("span", {}, "…")));
    last = number;
    if (number === page) items.push(item(element("span", { "aria-current": "page" }, String(number))));
    else items.push(to(number, { "aria-label": fill(texts.page, { number }) }, String(number)));
  }
  if (page < pages) items.push(to(page + 1, { rel: "next" }, texts.next));
  return element("nav", { class: "pager", "aria-label": texts.pages }, element("ul", {}, ...items));
}

// ---- exports of publications --------------------------------------------------------------------

/** What ends a publication in the exports of all of them, which have the order of the index. */
const ENDS = { bib: /(?<=\n\}\n)\n(?=@)/, ris: /(?<=\r\nER {2}- \r\n\r\n)(?=TY)/ };

/** Return the links to the exports of the page, which save these rows of all publications instead. */
function exportsOf(rows) {
  const exports = document.querySelector("#main .export");
  const sorted = [...rows].sort((one, other) => one - other);
  for (const to of exports?.querySelectorAll("a") ?? []) {
    to.href = new URL(`publications.${to.pathname.split(".").at(-1)}`, site.home.href.replace(/zh-hans\/$/, ""));
    to.addEventListener("click", (event) => {
      event.preventDefault();
      save(to, sorted).catch(() => location.assign(to.href)); // all are better than none
    });
  }
  return exports;
}

async function save(to, rows) {
  const response = await fetch(to.href);
  if (!response.ok) throw new Error(`${to.href}: ${response.status}`);
  const name = to.pathname.split("/").at(-1);
  const content = choose(await response.text(), name.split(".").at(-1), rows);
  const file = new Blob([content], { type: response.headers.get("Content-Type") ?? "text/plain" });
  const href = URL.createObjectURL(file);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Return the part of an export of all publications that these rows have. */
function choose(text, extension, rows) {
  const all = extension === "json" ? JSON.parse(text) : text.split(ENDS[extension]);
  if (all.length !== index.kinds.publications.keys.length) throw new Error("The export is not that of the index.");
  const chosen = rows.map((row) => all[row]);
  if (extension === "json") return JSON.stringify(chosen, null, 2);
  return chosen.join(extension === "bib" ? "\n" : "");
}

// ---- people ------------------------------------------------------------------------------------

/** Show the page of the value with the fewest people, without those who lack the other values. */
async function showPeople() {
  const { filters, notes } = readFilters("people");
  if (!filters.size && !notes.length) return goToPage();
  fillForm("", filters, false);
  const rows = [...index.kinds.people.keys.keys()];
  const number = ([key, value]) => rows.filter((row) => index.has("people", row, key, value)).length;
  const [fewest] = [...filters].filter(number).sort((one, other) => number(one) - number(other));
  const page = parse(await load(fewest ? `people/${fewest.join("/")}/` : "people/", "text"));
  const form = page.querySelector("form[data-filters]");
  const { keys } = index.kinds.people;
  for (const item of page.querySelectorAll("#main .card, #main .previous tbody tr")) {
    const slug = item.querySelector("h3 a, th a").pathname.split("/").at(-2);
    const row = keys.indexOf(slug);
    if (!index.hasAll("people", row, filters)) item.remove();
  }
  const rest = [];
  for (let next = form.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches(".chips, .notes, .pager")) continue;
    const left = next.querySelectorAll(".card, tbody tr").length;
    if (!left) continue;
    const count = next.querySelector("h2 .count");
    if (count) count.textContent = String(left);
    rest.push(document.importNode(next, true));
  }
  document.querySelector("#main .page-head .count")?.remove();
  replaceAfterForm(
    chips("people", "", filters),
    notesBox(notes),
    ...(rest.length ? rest : [empty(texts.people.empty)]),
  );
}

/** Go to the page of all people that the address of a page of the live site names. */
function goToPage() {
  const parameter = ["page", "previous"].find((name) => /^[1-9]\d*$/.test(site.query.get(name) ?? ""));
  const number = site.query.get(parameter);
  location.replace(new URL(parameter && number !== "1" ? `${parameter}/${number}/` : "", site.list));
}

// ---- search ------------------------------------------------------------------------------------

async function showResults() {
  const query = (site.query.get("q") ?? "").trim().slice(0, MAX_LENGTH);
  site.form.elements.q.value = query;
  const search = (kind) => (words(query).length ? index.search(kind, query) : []);
  const found = Object.entries(texts.headings).map(([kind, heading]) => ({ kind, heading, rows: search(kind) }));
  const sections = found.filter(({ rows }) => rows.length).map((one) => section(one, query));
  const nothing = empty(fill(texts.nothing, { query }));
  replaceAfterForm(...(sections.length ? await Promise.all(sections) : [nothing]));
  document.title = document.title.replace(/ · /, () => `${texts.colon}${query} · `);
}

async function section({ kind, heading, rows }, query) {
  const title = element("h2", { id: `results-${kind}` }, heading);
  const first = rows.slice(0, RESULTS).map(({ row }) => row);
  const attributes = { class: "results", "aria-labelledby": title.id };
  const made = element("section", attributes, title, await results(kind, first));
  if (rows.length > RESULTS) {
    const all = new URL("publications/", site.home);
    all.search = new URLSearchParams({ q: query });
    const more = kind === "publications" ? element("a", { href: all.href }, texts.show_all) : texts.more;
    made.append(element("p", { class: "more" }, more));
  }
  return made;
}
