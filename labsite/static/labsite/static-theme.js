// Applies the stored theme before the page is drawn. On the live site the server does that (theme.js).

{
  const theme = document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1];
  if (theme) document.documentElement.dataset.theme = theme;
}
