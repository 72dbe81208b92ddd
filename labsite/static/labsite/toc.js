// Marks the current section in the table of contents of a page.

const toc = document.querySelector("[data-toc]");
const links = new Map();
for (const link of toc?.querySelectorAll("a[href^='#']") ?? []) {
  const section = document.getElementById(link.hash.slice(1));
  if (section) links.set(section, link);
}

// The current section is the one in the URL, while its start is visible; else the last one that starts above
// a line. The line moves down to a third of the window as the page is scrolled. At the end of the page, where
// sections cannot be scrolled further up, the line is the lower edge of the window.
function currentSection() {
  const sections = [...links.keys()];
  const top = (section) => section.getBoundingClientRect().top;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = isAtEnd ? innerHeight : Math.min(scrollY, innerHeight / 3);
  const started = sections.filter((section) => top(section) <= line);
  const target = started.find((section) => `#${section.id}` === location.hash);
  if (target && top(target) >= 0) return target;
  return (scrollY > 0 && started.at(-1)) || sections[0];
}

function update() {
  const current = currentSection();
  for (const [section, link] of links) {
    if (section === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  update();
  for (const event of ["scroll", "resize", "hashchange"]) addEventListener(event, update, { passive: true });
}
