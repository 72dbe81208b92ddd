// Marks, in the contents of a page, the section that one is reading.

const contents = document.querySelector("[data-toc]");
const links = new Map();
for (const link of contents?.querySelectorAll("a[href^='#']") ?? []) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}

// The section that was asked for, while one sees it begin; else the last that begins above a line, which
// comes down to a third of the window as the page is scrolled. At the end of the page, where sections can
// come no higher, the line is the lower edge.
function sectionBeingRead() {
  const sections = [...links.keys()];
  const top = (section) => section.getBoundingClientRect().top;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = isAtEnd ? innerHeight : Math.min(scrollY, innerHeight / 3);
  const begun = sections.filter((section) => top(section) <= line);
  const askedFor = begun.find((section) => `#${section.id}` === location.hash);
  if (askedFor && top(askedFor) >= 0) return askedFor;
  return (scrollY > 0 && begun.at(-1)) || sections[0];
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
