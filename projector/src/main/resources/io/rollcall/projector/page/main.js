// Puts the parts of the page together: state changes, questions follow, answers are shown.

import * as api from "./api.js";
import { byId, el, time } from "./dom.js";
import * as explain from "./explain.js";
import * as feed from "./feed.js";
import * as grid from "./grid.js";
import * as keyboard from "./keyboard.js";
import * as model from "./model.js";
import * as overview from "./overview.js";
import * as search from "./search.js";
import * as slider from "./slider.js";
import { onChange, state, update } from "./state.js";
import { controls } from "./tools.js";

const LIVE_EVERY = 2000;
const AFTER_DECISION = 400;
const REST = 150;
/** Milliseconds after which an answer that nobody took is asked for again. */
const STALE = 5000;
const details = byId("details");

let matrix = null;
let loading = null;
let wanted = false;
let soon = 0;

/** Brings the matrix of the state's moment onto the screen. While one is on its way the newest wish waits, older ones are dropped. */
async function load() {
  wanted = true;
  loading ??= (async () => {
    try {
      while (wanted) {
        wanted = false;
        const started = performance.now();
        const next = model.read(await answer(), matrix);
        const fresh = matrix?.layout !== next.layout || matrix.columns.length !== next.columns.length;
        matrix = next;
        await show(fresh);
        performance.measure("rollcall.step", { start: started, end: performance.now() });
        askAhead();
      }
      trouble(null);
    } catch (error) {
      trouble(error.message);
    } finally {
      loading = null;
    }
  })();
  return loading;
}

let ahead = null;

/** The answer that was asked for ahead where it fits. */
function answer() {
  const asked = ahead;
  ahead = null;
  const fits = asked && asked.at === state.at && asked.layout === matrix?.layout && performance.now() - asked.when < STALE;
  return fits ? asked.answer : api.matrix(state.at, matrix?.layout);
}

/** While the slider moves, the next moment is on its way before it gets there. */
function askAhead() {
  const at = state.at === null || wanted ? null : slider.next();
  if (at !== null) {
    ahead = { at, layout: matrix.layout, when: performance.now(), answer: api.matrix(at, matrix.layout) };
    // Whoever takes it is told what went wrong.
    ahead.answer.catch(() => {});
  }
}

async function show(fresh) {
  const group = state.group ?? model.defaultGroup(matrix.nodes.properties);
  search.setMatrix(matrix);
  grid.show(matrix, group, state.only);
  controls(matrix, group, state.only, fresh);
  if (fresh) {
    grid.select(state.node, state.daemonSet);
  }
  empty();
  moment();
  await grid.nextPaint();
  if (!performance.getEntriesByName("rollcall.first").length) {
    performance.mark("rollcall.first");
    document.documentElement.dataset.painted = "true";
  }
}

function empty() {
  const note = byId("empty");
  const none = matrix.nodes.names.length === 0 ? "There are no nodes at this moment."
    : matrix.columns.length === 0 ? "There are no DaemonSets at this moment."
    : state.only && !model.groups(matrix, "none", state.only).length ? "No node has a cell of that kind." : "";
  note.textContent = none;
  note.hidden = none === "";
}

function moment() {
  const line = byId("moment");
  line.className = "moment " + (state.at === null ? "live" : "past");
  line.replaceChildren(state.at === null ? "Now, " : "As of ",
    el("time", { dateTime: matrix.asOf }, time(matrix.asOf, true)),
    matrix.place ? el("span", { className: "place" }, " " + matrix.place) : "");
  byId("now").disabled = state.at === null;
}

function trouble(text) {
  if (text) {
    const line = byId("moment");
    line.className = "moment trouble";
    line.textContent = text;
  }
}

let asked = null;
let shownFor = "";

/** What the panel shows follows from what is selected. */
async function panel() {
  const about = [state.node, state.daemonSet, state.at].join(" ");
  if (!state.daemonSet) {
    if (matrix) {
      fill(about, state.node ? overview.node(matrix, state.node, id => cellLink(id, state.node, id))
        : overview.overview(matrix, id => cellLink(id, null, id)));
    }
    return;
  }
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  try {
    const answer = await api.explain(state.daemonSet, state.node, state.at, mine.signal);
    fill(about, answer.kind === "slot" ? explain.slot(answer, standing())
      : explain.daemonSet(answer, node => cellLink(node, node, state.daemonSet)));
  } catch (error) {
    if (error.name !== "AbortError") {
      fill(about, [el("p", { className: "kind" }, state.daemonSet), el("p", { className: "verdict problem" }, error.message)]);
    }
  }
}

function standing() {
  const column = matrix?.columns.findIndex(candidate => candidate.id === state.daemonSet) ?? -1;
  return column < 0 ? null : model.finding(matrix, column, matrix.nodes.names.indexOf(state.node));
}

/** Keeps the place of reading when the same is shown again. */
function fill(about, content) {
  const top = details.scrollTop;
  details.replaceChildren(...content.flat(3).filter(Boolean));
  details.scrollTop = about === shownFor ? top : 0;
  shownFor = about;
}

function cellLink(text, node, daemonSet) {
  return el("a", { href: "?" + new URLSearchParams({ ...(node && { node }), ds: daemonSet }), onclick: event => {
    event.preventDefault();
    update({ node, daemonSet });
  } }, whole(text));
}

/** A line that is too long breaks behind the namespace, not within a name. */
function whole(id) {
  const slash = id.indexOf("/") + 1;
  return [slash ? el("span", {}, id.slice(0, slash)) : null, slash ? el("wbr") : null, el("span", {}, id.slice(slash))];
}

/** Panel and decisions follow when the slider rests: while it moves the matrix has the projector to itself. */
const restSoon = () => {
  clearTimeout(soon);
  soon = setTimeout(() => {
    panel();
    feed.showAt(state.at).catch(error => trouble(error.message));
  }, REST);
};

onChange(async changed => {
  const moved = changed.includes("at");
  const selected = changed.includes("node") || changed.includes("daemonSet");
  if (moved) {
    slider.place();
  }
  if (selected && matrix) {
    grid.select(state.node, state.daemonSet);
  }
  if (selected) {
    await (moved ? undefined : panel());
  }
  if (moved) {
    restSoon();
    await load();
  } else if (changed.includes("group") || changed.includes("only")) {
    await show(false);
  }
});

details.addEventListener("click", event => {
  const link = event.target.closest("a[data-at]");
  if (link) {
    event.preventDefault();
    update({ at: link.dataset.at });
  }
});

grid.whenSelected((node, daemonSet) => update({ node, daemonSet }, { replace: state.node !== null || state.daemonSet !== null }));
search.whenFound((node, daemonSet) => {
  update({ node, daemonSet: daemonSet ?? (node ? state.daemonSet : null) });
  byId("grid").focus();
});
slider.whenSettled(load);
feed.linkBy(decision => el("a", { className: "go", href: "?" + new URLSearchParams({ node: decision.node, ds: decision.daemonSet }),
  ariaLabel: `Explain ${decision.daemonSet} on ${decision.node}`, onclick: event => {
    event.preventDefault();
    update({ node: decision.node, daemonSet: decision.daemonSet });
  } }, decision.daemonSet));

let pending = 0;
function live() {
  pending ||= setTimeout(async () => {
    pending = 0;
    if (state.at === null && !document.hidden) {
      await load();
      slider.refresh().catch(() => {});
      panel();
    }
  }, AFTER_DECISION);
}

keyboard.listen();
feed.whenDecided(live);
await load();
await Promise.allSettled([panel(), slider.refresh(), feed.showAt(state.at)]);
feed.start();
setInterval(live, LIVE_EVERY);
