// One place for all keys of the page.

import { byId } from "./dom.js";
import * as grid from "./grid.js";
import * as search from "./search.js";
import * as slider from "./slider.js";
import { state, update } from "./state.js";

const dialog = byId("keys");

const EVERYWHERE = {
  "/": () => search.focus(),
  "?": () => dialog.showModal(),
  "[": () => slider.step(-1),
  "]": () => slider.step(1),
  n: () => slider.now(),
  p: () => update({ only: state.only === "PROBLEM" ? null : "PROBLEM" }),
  t: () => rollcallTheme.switchTheme(),
  "+": () => grid.resizeRows(1),
  "=": () => grid.resizeRows(1),
  "-": () => grid.resizeRows(-1),
  Escape: () => {
    update({ node: null, daemonSet: null });
    byId("grid").focus();
  },
};

const IN_THE_MATRIX = {
  ArrowUp: () => grid.move(-1, 0),
  ArrowDown: () => grid.move(1, 0),
  ArrowLeft: () => grid.move(0, -1),
  ArrowRight: () => grid.move(0, 1),
  PageUp: () => grid.move(-grid.pageOfRows(), 0),
  PageDown: () => grid.move(grid.pageOfRows(), 0),
  Home: () => grid.move(-1e9, 0),
  End: () => grid.move(1e9, 0),
  Enter: () => byId("details").focus(),
  " ": () => slider.toggle(),
};

/** The button says what it leads to. */
function nameTheme() {
  byId("theme").textContent = rollcallTheme.isDark() ? "Light" : "Dark";
}

export function listen() {
  addEventListener("keydown", event => {
    const typing = event.target.matches("input[type=search], select");
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const action = (event.target === byId("grid") && IN_THE_MATRIX[event.key]) || EVERYWHERE[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  byId("help").addEventListener("click", () => dialog.showModal());
  byId("keys-close").addEventListener("click", () => dialog.close());
  byId("theme").addEventListener("click", () => rollcallTheme.switchTheme());
  addEventListener("theme", nameTheme);
  nameTheme();
  byId("zoom-in").addEventListener("click", () => grid.resizeRows(1));
  byId("zoom-out").addEventListener("click", () => grid.resizeRows(-1));
}
