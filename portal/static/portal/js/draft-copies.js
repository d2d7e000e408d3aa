// The browser's own copies of what was typed and is not saved yet, one a page: they outlive a reload, a lost connection
// and a closed window, and name the version they were typed on. They belong to whoever typed them (data-owner), go when
// they are saved, on signing out and when the draft is removed from the device, and at the latest after their time.
const PREFIX = "draft:";
const HOUR = 3600_000;
const LIFETIME = { device: HOUR, account: 24 * HOUR };

const keyOf = (owner, draft, tab) => `${PREFIX}${owner}:${draft}:${tab}`;

function all() {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      try { found.push({ key, ...JSON.parse(localStorage.getItem(key)) }); } catch { localStorage.removeItem(key); }
    }
  } catch { /* Storage is forbidden: the page still has what was typed. */ }
  return found;
}

export function keepCopy(copy) {
  try {
    localStorage.setItem(keyOf(copy.owner, copy.draft, copy.tab), JSON.stringify({ ...copy, at: Date.now() }));
    return true;
  } catch { return false; }
}

export function dropCopy(owner, draft, tab) { try { localStorage.removeItem(keyOf(owner, draft, tab)); } catch { /* The same. */ } }

// Newest first.
export function copiesOf(owner, draft) {
  return all().filter((copy) => copy.owner === owner && copy.draft === draft).sort((one, other) => other.at - one.at);
}

function clear(goes) { for (const copy of all()) if (goes(copy)) dropCopy(copy.owner, copy.draft, copy.tab); }

const isDevice = (owner) => owner.startsWith("device");
clear(({ owner, at }) => !owner || Date.now() - at > LIFETIME[isDevice(owner) ? "device" : "account"]);

// Whoever uses this browser now: another account's words, or another visitor's, are not theirs.
export function clearOthers(owner) { clear((copy) => copy.owner !== owner && isDevice(copy.owner) === isDevice(owner)); }

document.addEventListener("submit", ({ target }) => { if (target.matches("[data-clears-copies]")) clear(() => true); });
