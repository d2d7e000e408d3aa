// A question before something that cannot be undone: <button data-asks="dialog-id"> opens <dialog id="dialog-id">.
// Without this script the button's form goes to the page that asks the same (components/confirm.html).
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-asks]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.asks);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  }
});

// A press on a form's button twice sends it once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.again !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});
