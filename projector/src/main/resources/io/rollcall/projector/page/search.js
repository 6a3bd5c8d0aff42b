// Search for nodes and DaemonSets by any part of their names.

import { byId, el } from "./dom.js";

const MOST = 12;
const input = byId("search");
const list = byId("found");
let matrix = null;
let chosen = -1;
let found = [];
let onFound = () => {};

/** Calls with the names of node and DaemonSet, one of them null. */
export const whenFound = listener => (onFound = listener);

export const setMatrix = next => (matrix = next);

export function focus() {
  input.focus();
  input.select();
}

function look() {
  const text = input.value.trim().toLowerCase();
  found = [];
  chosen = -1;
  if (text && matrix) {
    for (const column of matrix.columns) {
      if (column.id.toLowerCase().includes(text)) {
        found.push({ kind: "DaemonSet", name: column.id, node: null, daemonSet: column.id });
      }
    }
    for (const node of matrix.byName) {
      const name = matrix.nodes.names[node];
      if (name.toLowerCase().includes(text)) {
        found.push({ kind: "Node", name, node: name, daemonSet: null });
      }
      if (found.length >= MOST) {
        break;
      }
    }
    // A whole name before one that goes on.
    found.sort((a, b) => Number(b.name.toLowerCase() === text) - Number(a.name.toLowerCase() === text));
    chosen = found.length ? 0 : -1;
  }
  show(text !== "");
}

function show(open) {
  list.replaceChildren(...(found.length || !open ? found.map(entry) : [el("li", { className: "none" }, "nothing of that name")]));
  list.hidden = !open;
  input.setAttribute("aria-expanded", open);
  if (chosen >= 0) {
    input.setAttribute("aria-activedescendant", "found-" + chosen);
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

function entry(result, index) {
  return el("li", { id: "found-" + index, role: "option", "aria-selected": index === chosen, onpointerdown: event => {
    event.preventDefault();
    take(result);
  } }, el("span", { className: "kind" }, result.kind), result.name);
}

function take(result) {
  input.value = "";
  look();
  input.blur();
  onFound(result.node, result.daemonSet);
}

input.addEventListener("input", look);
input.addEventListener("blur", () => show(false));
input.addEventListener("keydown", event => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + found.length) % Math.max(1, found.length);
    show(true);
  } else if (event.key === "Enter" && found[chosen]) {
    take(found[chosen]);
  } else if (event.key === "Escape") {
    input.value = "";
    look();
    input.blur();
  }
});
