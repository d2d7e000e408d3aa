// Passkeys: asks the browser for one and hands it to the form. The forms stay hidden where the browser knows none.
// webauthnJSON (allauth's webauthn-json.js) turns what the browser gives into JSON.

const capable = () => Boolean(window.PublicKeyCredential && window.webauthnJSON);

// Every passkey may sign in by default_subject, so the device keeps it and asks for a finger, a face or a PIN.
function forSigningIn(options) {
  const selection = { ...options.publicKey.authenticatorSelection };
  selection.residentKey = "required";
  selection.requireResidentKey = true;
  selection.userVerification = "required";
  return { publicKey: { ...options.publicKey, authenticatorSelection: selection } };
}

async function optionsOf(form) {
  if (form.dataset.passkeyOptions) {
    return JSON.parse(document.getElementById(form.dataset.passkeyOptions).textContent);
  }
  const answer = await fetch(form.dataset.passkeyUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`no options: ${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? window.webauthnJSON.create(forSigningIn(options))
    : window.webauthnJSON.get(options);
}

function prepare(form) {
  const button = form.querySelector("button:not([type=button])");
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    button.disabled = true;
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      failed.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}

function start() {
  const known = capable();
  document.querySelectorAll("[data-passkey-unsupported]").forEach((note) => {
    note.hidden = known;
  });
  if (known) document.querySelectorAll("[data-passkey]").forEach(prepare);
}

start();
