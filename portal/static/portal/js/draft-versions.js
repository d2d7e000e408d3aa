// Words that were typed on another version than the one that stands: shown beside the form, one tap each way. The server
// joins them (portal/core/merge.py); here they are only sent to it, with what their page knew.
import { dropCopy } from "./draft-copies.js";

export class Versions {
  constructor(form) {
    this.form = form;
    this.panel = document.querySelector("[data-autosave-versions]");
    this.panel?.addEventListener("click", ({ target }) => {
      const choice = target.closest("[data-versions]")?.dataset.versions;
      if (choice) this.choose(choice);
    });
  }

  // `kind` is "conflict" (typed on this page), "older" (found in this browser) or "closed" (nothing more is taken); `known`
  // are the words that need not be shown.
  show(kind, copy, known = new Map()) {
    this.copy = copy;
    if (!this.panel) return;
    for (const part of ["title", "text"]) {
      const shown = this.panel.querySelector(`[data-versions-${part}]`);
      shown.textContent = shown.dataset[kind];
    }
    const differing = copy.words.filter(([name, , words]) => words !== known.get(name));
    this.panel.querySelector("[data-versions-words]").replaceChildren(...differing.map(([, label, words]) => {
      const line = document.createElement("div");
      const value = Object.assign(document.createElement("dd"), { textContent: words, dir: "auto" });
      line.append(Object.assign(document.createElement("dt"), { textContent: label }), value);
      return line;
    }));
    this.panel.hidden = false;
  }

  choose(choice) {
    const form = Object.assign(document.createElement("form"), { method: "post", action: this.form.action, hidden: true });
    const add = (name, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    const { tab, earlier, text, version, base } = this.copy;
    for (const [name, value] of new URLSearchParams(text)) add(name, value);
    for (const [name, value] of Object.entries({ version, base, tab: [tab, ...earlier].join(" "), do: choice })) add(name, value);
    for (const name of ["csrfmiddlewaretoken", "seal"]) if (this.form.elements[name]) add(name, this.form.elements[name].value);
    document.body.append(form);
    this.form.dispatchEvent(new CustomEvent("autosave:leaving"));
    form.submit();
  }
}

// Every field with something in it: its name, its label, its words as they are read.
export function wordsOf(form) {
  const found = [];
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit", "button"].includes(field.type) || field.tagName === "FIELDSET") continue;
    if ((field.type === "radio" || field.type === "checkbox") && !field.checked) continue;
    const group = field.type === "radio" ? field.closest("fieldset")?.querySelector("legend") : field.labels?.[0];
    const own = field.type === "radio" ? field.labels?.[0]?.textContent : field.tagName === "SELECT" ? field.selectedOptions[0]?.textContent : field.value;
    const tidy = (text) => (text ?? "").replace(/[^\S\n]+/g, " ").replace(/\s*\n\s*\n\s*/g, "\n").trim();
    if (!field.value) continue;
    found.push([field.name, tidy(group?.textContent).split("\n")[0].replace(/\s*\*$/, ""), field.tagName === "TEXTAREA" ? field.value : tidy(own).replace(/\n/g, " ")]);
  }
  return found;
}

// After a choice the server says whose words are settled: ?settled=<tab>.
export function dropSettled(owner, draft) {
  const settled = new URLSearchParams(location.search).get("settled");
  if (settled) dropCopy(owner, draft, settled);
}
