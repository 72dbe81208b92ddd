// Marks, in the contents of a page, the section that one is reading.

const contents = document.querySelector("[data-toc]");
const links = new Map();
for (const link of contents?.querySelectorAll("a[href^='#']") ?? []) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}

// The last section that begins in the upper third. At the end of the page, where the sections below can
// come no higher, the one that was asked for, else the last.
function sectionBeingRead() {
  const sections = [...links.keys()];
  const line = innerHeight / 3;
  const begun = sections.findLastIndex((section) => section.getBoundingClientRect().top <= line);
  const { scrollHeight } = document.documentElement;
  const isAtEnd = scrollY > 0 && scrollY + innerHeight >= scrollHeight - 2;
  if (!isAtEnd) return sections[Math.max(begun, 0)];
  const askedFor = sections.findIndex((section) => `#${section.id}` === location.hash);
  return sections[askedFor > begun ? askedFor : sections.length - 1];
}

function mark() {
  const current = sectionBeingRead();
  for (const [section, link] of links) {
    if (section === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  mark();
  for (const event of ["scroll", "resize", "hashchange"]) addEventListener(event, mark, { passive: true });
}
