// Does what a published page needs before it is drawn; static-site.js does the rest.

{
  const { dataset } = document.documentElement;
  // The stored theme, which the live site reads on the server (theme.js).
  const theme = document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1];
  if (theme) dataset.theme = theme;

  // A list as rendered lacks the filters of the address. static-site.css hides it until static-site.js has
  // replaced it, with what is loaded from now on.
  const { root, lists, search } = document.currentScript.dataset;
  const isList = /\/(?:publications|news|news\/\d{4}|projects|people|search)\/$/.test(location.pathname);
  const query = new URLSearchParams(location.search);
  if (isList && [...query.values()].some(Boolean)) {
    const preload = (href, attributes) =>
      document.head.append(Object.assign(document.createElement("link"), { href, ...attributes }));
    dataset.query = "loading";
    const showIfAway = ({ target }) => {
      if (target.matches?.("script")) dataset.query = "shown";
    };
    document.addEventListener("error", showIfAway, { capture: true });
    preload(lists, { rel: "modulepreload" });
    preload(search, { rel: "modulepreload" });
    const preloadFile = (file) => preload(root + file, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
    preloadFile("search-index.json");
    if (query.get("q")?.trim()) preloadFile("search-words.json");
  }
}
