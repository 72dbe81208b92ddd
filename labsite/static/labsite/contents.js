// Marks, in the contents of a page, the section that one is reading.

const contents = document.querySelector("[data-toc]");

if (contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) {
    const section = document.getElementById(link.hash.slice(1));
    if (section) links.set(section, link);
  }
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) visible.add(entry.target);
        else visible.delete(entry.target);
      }
      const first = [...links.keys()].find((section) => visible.has(section));
      if (!first) return;
      for (const [section, link] of links) {
        if (section === first) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-10% 0px -60% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);
}
