// What the page shows, and the address that says so: whoever follows it sees the same.

const NAMES = { at: "at", node: "node", daemonSet: "ds", group: "group", only: "only" };
const listeners = [];

/** at: null for now. group: kind:key. only: a standing. */
export const state = { at: null, node: null, daemonSet: null, group: null, only: null };

function read() {
  const query = new URLSearchParams(location.search);
  for (const [name, parameter] of Object.entries(NAMES)) {
    state[name] = query.get(parameter);
  }
}

function address() {
  const query = new URLSearchParams();
  for (const [name, parameter] of Object.entries(NAMES)) {
    if (state[name]) {
      query.set(parameter, state[name]);
    }
  }
  // Readable: these need no escaping in a query.
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%40", "@");
  return location.pathname + (text ? "?" + text : "");
}

/** Called with the names of what changed. */
export const onChange = listener => listeners.push(listener);

/** Changes state. With replace the way back does not stop at the state before. */
export function update(changes, { replace = false } = {}) {
  const changed = Object.keys(changes).filter(name => state[name] !== changes[name]);
  if (changed.length === 0) {
    return;
  }
  Object.assign(state, changes);
  history[replace ? "replaceState" : "pushState"](null, "", address());
  listeners.forEach(listener => listener(changed));
}

addEventListener("popstate", () => {
  const before = { ...state };
  read();
  const changed = Object.keys(NAMES).filter(name => state[name] !== before[name]);
  listeners.forEach(listener => listener(changed));
});

read();
