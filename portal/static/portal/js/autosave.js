// Keeps a draft as it is typed: <form data-autosave="/address/" data-draft="<uuid>"> with a hidden field `version`.
//
// The whole form is posted 800 ms after the last keystroke, on leaving a field and when the page is hidden. The server
// answers {"saved": true, "version": n, "at": "…"}; 409 {"message": "…"} when another tab or person has saved since, in
// which case nothing is overwritten and saving stops; 422 {"errors": {field: [sentences]}} when something can't be kept.
// While the server can't be reached the draft is kept in this browser and sent when it can; the copy goes once saved.
const IDLE = 800;
const PAUSES = [2000, 5000, 15000, 30000, 60000];
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "version"]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = `draft:${form.dataset.draft || form.dataset.autosave}`;
    this.status = document.querySelector(form.dataset.autosaveStatus || "[data-autosave-status]");
    this.sent = this.text();
    this.attempt = 0;
    this.running = null;
    this.stopped = false;
    form.addEventListener("input", () => this.soon());
    form.addEventListener("change", () => this.soon(100));
    form.addEventListener("focusout", () => this.soon(100));
    form.addEventListener("submit", () => { this.leaving = true; });
    addEventListener("online", () => this.save());
    addEventListener("pageshow", () => { this.leaving = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.save({ keepalive: true }); });
    addEventListener("beforeunload", (event) => { if (!this.leaving && this.changed()) event.preventDefault(); });
    this.restore();
  }

  entries() {
    // Files are sent by their own form, never with a draft.
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.has(name));
  }

  text() { return new URLSearchParams(this.entries()).toString(); }

  changed() { return this.text() !== this.sent; }

  soon(pause = IDLE) {
    if (this.stopped || !this.changed()) return;
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
    for (const name of LEFT_OUT) if (this.form.elements[name]) body.set(name, this.form.elements[name].value);
    this.say("saving");
    this.running = fetch(this.form.dataset.autosave, {
      method: "POST",
      body,
      keepalive,
      credentials: "same-origin",
      headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "", "X-Requested-With": "autosave", Accept: "application/json" },
    });
    try {
      await this.heard(await this.running, text);
    } catch {
      this.unreachable(text);
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
      if (answer.version !== undefined && this.form.elements.version) this.form.elements.version.value = answer.version;
      this.forget();
      this.say(this.changed() ? "unsaved" : "saved", { at: answer.at });
      this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: answer }));
    } else if (response.status === 409) {
      this.stopped = true;
      this.keep(text);
      this.say("conflict", { message: answer.message });
    } else if (response.status === 422 || response.status === 400) {
      this.sent = answer.saved ? text : this.sent;
      this.keep(text);
      this.say("refused", { message: answer.message || Object.values(answer.errors ?? {}).flat()[0] });
    } else if (response.status === 401 || response.status === 403 || response.status === 404) {
      this.stopped = true;
      this.keep(text);
      this.say("signedout", { message: answer.message });
    } else {
      throw new Error(`answer ${response.status}`);
    }
  }

  unreachable(text) {
    this.keep(text);
    this.say("offline");
    const pause = PAUSES[Math.min(this.attempt++, PAUSES.length - 1)];
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The local copy lives in this tab's session only: on a shared computer the next person must not find it.
  keep(text) { try { sessionStorage.setItem(this.key, text); } catch { /* Full or forbidden: the page still has it. */ } }

  forget() { try { sessionStorage.removeItem(this.key); } catch { /* The same. */ } }

  restore() {
    let text = null;
    try { text = sessionStorage.getItem(this.key); } catch { return; }
    if (text === null || text === this.sent) { this.forget(); return; }
    const values = new URLSearchParams(text);
    for (const field of this.form.elements) {
      if (!field.name || LEFT_OUT.has(field.name) || field.type === "file" || field.type === "hidden" || field.type === "submit") continue;
      const all = values.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = all.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = all.includes(option.value);
      else if (values.has(field.name)) field.value = all.length > 1 ? field.value : all[0];
      field.dispatchEvent(new Event("input"));
    }
    this.say("restored");
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
