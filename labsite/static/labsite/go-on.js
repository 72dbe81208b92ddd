// Sends the form of the next part of a long import by itself. Without this script there is a button.

const form = document.querySelector("[data-go-on]");
form?.requestSubmit(form.querySelector("button[value=all]"));
