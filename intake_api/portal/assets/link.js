// The secret of a one-time link stands behind "#", where no server sees it. It is moved into
// the form, out of the address and the history, and sent only when the button is pressed.
const secret = /^#(ql_[\w-]+)$/.exec(location.hash)?.[1];
const form = document.querySelector("[data-open]");

if (secret && form) {
  form.elements.token.value = secret;
  form.querySelector("[data-paste]").hidden = true;
  for (const link of document.querySelectorAll("[data-keep-secret]")) link.hash = secret;
  history.replaceState(null, "", location.pathname + location.search);
}
