// Loads the page again once the server has finished what it says it is still doing (202).
// Without JavaScript, the page refreshes itself.

const INTERVAL = 1500;

async function check() {
  let status = 202;
  try {
    // The answer may redirect to another page, which only the reader should open: it shows its messages once.
    status = (await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" })).status;
  } catch {
    // No connection: ask again.
  }
  if (status === 202) setTimeout(check, INTERVAL);
  else location.reload();
}

setTimeout(check, INTERVAL);
