// Keeps a draft as it is typed: <form data-autosave="/address/" data-draft="<uuid>" data-owner="<who>" data-saved-by="<tab>">
// with hidden fields `version`, `base` (what the page was opened with) and `tab` (a mark of this page).
//
// What is typed is kept in this browser at once (draft-copies.js), and the whole form is posted 800 ms after the last
// keystroke, on leaving a field and when the page is hidden. The server answers {"saved": true, "version": n, "base": "…",
// "at": "…"}, with a "message" where there is more to say; 409 {"message": "…", "conflict": true} when others changed the same
// fields: then nothing is overwritten, saving stops and the page asks (draft-versions.js); 409 without it when nothing more
// is taken; 422 {"errors": {field: [sentences]}} when
// something can't be kept.
// A page that takes over words never heard to be saved takes over the marks of their pages too: whichever of them reached the
// server, what stands there is known as one's own.
// When the page opens, a copy typed on this version (or on what its own page saved) is put back and saved; an older one is
// shown beside the form.
import { clearOthers, copiesOf, dropCopy, keepCopy } from "./draft-copies.js";
import { Versions, dropSettled, wordsOf } from "./draft-versions.js";

const IDLE = 800;
const PAUSES = [2000, 5000, 15000, 30000, 60000];
const MAX_TABS = 12;
const OPENED = ["version", "base", "tab"];
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "seal", ...OPENED]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.owner = form.dataset.owner ?? "";
    this.draft = form.dataset.draft || form.dataset.autosave;
    this.status = document.querySelector(form.dataset.autosaveStatus || "[data-autosave-status]");
    this.versions = new Versions(form);
    this.sent = this.text();
    this.before = new Map(wordsOf(form).map(([name, , words]) => [name, words]));
    this.attempt = 0;
    this.running = null;
    this.stopped = false;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon(100));
    form.addEventListener("focusout", () => this.soon(100));
    for (const leaving of ["submit", "autosave:leaving"]) form.addEventListener(leaving, () => { this.leaving = true; });
    addEventListener("online", () => this.save());
    addEventListener("pageshow", () => { this.leaving = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden && !this.leaving) this.save({ keepalive: true }); });
    addEventListener("beforeunload", (event) => { if (!this.leaving && this.changed() && !this.kept) event.preventDefault(); });
    this.reconcile();
  }

  field(name) { return this.form.elements[name]?.value ?? ""; }

  set(name, value) { if (value !== undefined && this.form.elements[name]) this.form.elements[name].value = value; }

  entries() {
    // Files are sent by their own form, never with a draft.
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
  }

  text() { return new URLSearchParams(this.entries()).toString(); }

  changed() { return this.text() !== this.sent; }

  soon(pause = IDLE) {
    if (!this.changed()) { if (!this.stopped && !this.running) this.drop(); return; }
    this.keep();
    if (this.stopped) return;
    this.say("unsaved");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.stopped || !this.changed()) return;
    if (this.running) { this.again = true; return; }
    const text = this.text();
    const body = new URLSearchParams(text);
    for (const name of LEFT_OUT) if (this.form.elements[name]) body.set(name, this.field(name));
    this.keep();
    this.say("saving");
    this.running = fetch(this.address, {
      method: "POST",
      body,
      keepalive,
      credentials: "same-origin",
      headers: { "X-CSRFToken": this.field("csrfmiddlewaretoken"), "X-Requested-With": "autosave", Accept: "application/json" },
    });
    try {
      await this.heard(await this.running, text);
    } catch {
      this.unreachable();
    } finally {
      this.running = null;
      if (this.again) { this.again = false; this.save(); }
    }
  }

  async heard(response, text) {
    const answer = await response.json().catch(() => ({}));
    if (response.ok && answer.saved !== false) {
      this.sent = text;
      this.attempt = 0;
      this.drop();
      for (const name of ["version", "base"]) this.set(name, answer[name]);
      this.set("tab", this.field("tab").split(" ")[0]);
      if (this.changed()) this.keep();
      this.say(this.changed() ? "unsaved" : answer.message ? "noted" : "saved", answer);
      this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: answer }));
    } else if (response.status === 409) {
      this.stopped = true;
      this.conflict = answer.conflict === true;
      this.say(this.conflict ? "conflict" : "closed", answer);
      this.keep();
    } else if (response.status === 422 || response.status === 400) {
      this.say("refused", { message: answer.message || Object.values(answer.errors ?? {}).flat()[0] });
    } else if ([401, 403, 404].includes(response.status)) {
      this.stopped = true;
      this.say("signedout", answer);
    } else {
      throw new Error(`answer ${response.status}`);
    }
  }

  unreachable() {
    this.say("offline");
    const pause = PAUSES[Math.min(this.attempt++, PAUSES.length - 1)];
    this.timer = setTimeout(() => this.save(), pause);
  }

  copy() {
    const [tab, ...earlier] = this.field("tab").split(" ");
    const { owner, draft } = this;
    return { owner, draft, tab, earlier, version: this.field("version"), base: this.field("base"), text: this.text(), words: wordsOf(this.form) };
  }

  keep() {
    const copy = this.copy();
    this.kept = keepCopy(copy);
    if (this.conflict) this.versions.show("conflict", copy, this.before);
  }

  drop() { for (const tab of this.field("tab").split(" ")) dropCopy(this.owner, this.draft, tab); }

  // What this browser kept: put back where it was typed on what stands, shown where it is older. It can be newer than the
  // page: what it was typed on was saved while this page was on its way.
  reconcile() {
    if (this.owner) clearOthers(this.owner);
    dropSettled(this.owner, this.draft);
    let restored = false;
    for (const copy of copiesOf(this.owner, this.draft)) {
      const own = [copy.tab, ...copy.earlier].includes(this.form.dataset.savedBy || null);
      if (copy.text === this.sent) dropCopy(this.owner, this.draft, copy.tab);
      else if (!restored && (own || Number(copy.version) >= Number(this.field("version")))) { restored = true; this.restore(copy); }
      else this.versions.show("older", copy, this.before);
    }
  }

  restore(copy) {
    const values = new URLSearchParams(copy.text);
    for (const field of this.form.elements) {
      if (!field.name || LEFT_OUT.has(field.name) || ["file", "hidden", "submit"].includes(field.type)) continue;
      const all = values.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = all.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = all.includes(option.value);
      else if (values.has(field.name)) field.value = all.length > 1 ? field.value : all[0];
      field.dispatchEvent(new Event("input"));
    }
    dropCopy(this.owner, this.draft, copy.tab);
    this.set("base", copy.base);
    this.set("version", Math.max(copy.version, this.field("version")));
    this.set("tab", [this.field("tab").split(" ")[0], copy.tab, ...copy.earlier].slice(0, MAX_TABS).join(" "));
    this.say("restored");
    this.keep();
    this.save();
  }

  say(state, { at, message } = {}) {
    const status = this.status;
    if (!status) return;
    status.dataset.state = state;
    let text = message || status.dataset[state] || "";
    if (state === "saved") {
      const instant = at ? new Date(at) : new Date();
      const time = new Intl.DateTimeFormat({ en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang, { timeStyle: "short" }).format(instant);
      text = text.replace("{time}", time);
    }
    const shown = status.querySelector("[data-autosave-text]") ?? status;
    if (shown.textContent !== text) shown.textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);

// A form that takes no more words still shows what was typed and not saved: <section data-kept-words data-draft data-owner>.
for (const page of document.querySelectorAll("[data-kept-words]")) {
  const found = copiesOf(page.dataset.owner, page.dataset.draft)[0];
  if (found) new Versions(null).show("closed", found);
}
