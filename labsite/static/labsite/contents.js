// Marks, in the contents of a page, the section that one is reading.

const contents = document.querySelector("[data-toc]");
const links = new Map();
for (const link of contents?.querySelectorAll("a[href^='#']") ?? []) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}

// The section that was asked for, while it begins in the upper third; else the last that begins there
// or above. At the end of the page, where sections can come no higher, anywhere in view will do.
function sectionBeingRead() {
  const sections = [...links.keys()];
  const isAtEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = isAtEnd ? innerHeight : innerHeight / 3;
  const begun = sections.filter((section) => section.getBoundingClientRect().top <= line);
  const askedFor = begun.find((section) => `#${section.id}` === location.hash);
  const isInView = askedFor && askedFor.getBoundingClientRect().top >= 0;
  return isInView ? askedFor : (begun.at(-1) ?? sections[0]);
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
