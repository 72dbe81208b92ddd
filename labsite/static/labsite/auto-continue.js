// Submits the form for the next part of a long import. Without JavaScript, there is a button.

const form = document.querySelector("[data-auto-continue]");
form?.requestSubmit(form.querySelector("button[value=all]"));
