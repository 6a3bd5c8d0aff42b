// The matrix as something to look at, to point at and to walk through with the keyboard.

import { byId } from "./dom.js";
import { colours, draw } from "./draw.js";
import { HEIGHTS, Layout } from "./layout.js";
import { finding, groups } from "./model.js";
import { label } from "./words.js";

const ZOOM_KEY = "rollcall.rows";
const box = byId("grid");
const space = byId("space");
const canvas = byId("matrix");
const tip = byId("tip");
const context = canvas.getContext("2d", { alpha: false });

let matrix = null;
let shown = { group: null, only: null };
let lists = [];
let layout = null;
let look = null;
let selected = { row: -1, column: -1, node: -1 };
let hover = { row: -1, column: -1 };
let zoom = Number(localStorage.getItem(ZOOM_KEY) ?? -1);
let frame = 0;
let onSelect = () => {};
const painted = [];

/** Calls with the names of node and DaemonSet, null for none. */
export const whenSelected = listener => (onSelect = listener);

/** Resolves once what was given last is on the screen. */
export const nextPaint = () => new Promise(resolve => {
  painted.push(resolve);
  schedule();
});

/** Shows a matrix; rows are put in order again only where nodes, grouping or filter changed. */
export function show(next, group, only) {
  const sameRows = matrix && matrix.layout === next.layout && shown.group === group && !only && !shown.only
    && matrix.columns.length === next.columns.length;
  matrix = next;
  shown = { group, only };
  if (!sameRows) {
    arrange();
  }
  tell();
  schedule();
}

function arrange() {
  lists = groups(matrix, shown.group, shown.only);
  measure();
}

/** Where nobody chose: high rows for few nodes. */
function height() {
  const rows = lists.reduce((sum, group) => sum + group.rows.length, 0);
  return HEIGHTS[zoom >= 0 ? zoom : rows > 30 ? 6 : 7];
}

function measure() {
  if (!matrix) {
    return;
  }
  layout = new Layout(lists, matrix, box.clientWidth, height());
  space.style.width = Math.max(layout.width, box.clientWidth) + "px";
  space.style.height = Math.max(layout.height, box.clientHeight) + "px";
  const scale = devicePixelRatio;
  canvas.width = Math.round(box.clientWidth * scale);
  canvas.height = Math.round(box.clientHeight * scale);
  canvas.style.width = box.clientWidth + "px";
  canvas.style.height = box.clientHeight + "px";
  box.setAttribute("aria-rowcount", layout.rows.length + 1);
  box.setAttribute("aria-colcount", layout.columns + 1);
  selected.row = layout.rowOfNode(selected.node);
  schedule();
}

function schedule() {
  frame ||= requestAnimationFrame(paint);
}

function paint() {
  frame = 0;
  if (!layout) {
    return;
  }
  look ??= colours();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  draw(context, {
    matrix, layout, look, selected, hover, only: shown.only,
    x: box.scrollLeft, y: box.scrollTop, width: box.clientWidth, height: box.clientHeight,
  });
  painted.splice(0).forEach(resolve => resolve());
}

/** Marks a cell, a row or a column by name and brings it into view. */
export function select(node, daemonSet) {
  const nodeIndex = matrix.nodes.names.indexOf(node);
  selected = {
    node: nodeIndex,
    row: nodeIndex < 0 ? -1 : layout.rowOfNode(nodeIndex),
    column: matrix.columns.findIndex(column => column.id === daemonSet),
  };
  bringIntoView();
  tell();
  schedule();
}

function bringIntoView() {
  if (selected.row >= 0) {
    const top = layout.rowTop(selected.row) - layout.top - layout.groupHeight;
    const bottom = layout.rowTop(selected.row) + layout.rowHeight + 8 - box.clientHeight;
    box.scrollTop = Math.max(bottom, Math.min(box.scrollTop, top));
  }
  if (selected.column >= 0) {
    const left = selected.column * layout.columnWidth;
    const right = layout.columnLeft(selected.column) + layout.columnWidth + layout.lean - box.clientWidth;
    box.scrollLeft = Math.max(Math.min(right, left), Math.min(box.scrollLeft, left));
  }
}

/** The middle of a cell in the window, [x, y]. */
export function placeOf(node, daemonSet) {
  const bounds = box.getBoundingClientRect();
  const row = layout.rowOfNode(matrix.nodes.names.indexOf(node));
  const column = matrix.columns.findIndex(candidate => candidate.id === daemonSet);
  return [bounds.left + layout.columnLeft(column) + layout.columnWidth / 2 - box.scrollLeft,
    bounds.top + layout.rowTop(row) + layout.rowHeight / 2 - box.scrollTop];
}

/** What a screen reader reads: the selected cell is an element, though the others are painted. */
function tell() {
  const row = byId("row");
  const cell = byId("cell");
  row.textContent = selected.node < 0 ? "no node" : matrix.nodes.names[selected.node];
  row.parentElement.setAttribute("aria-rowindex", selected.row + 2);
  cell.setAttribute("aria-colindex", selected.column + 2);
  cell.setAttribute("aria-selected", selected.column >= 0);
  cell.textContent = sentence(selected.node, selected.column);
}

function sentence(node, column) {
  if (column < 0) {
    return node < 0 ? "nothing selected" : matrix.nodes.names[node];
  }
  const id = matrix.columns[column].id;
  if (node < 0) {
    return "DaemonSet " + id;
  }
  const found = finding(matrix, column, node);
  return `${matrix.nodes.names[node]}, ${id}: ${found ? label(found.code) : "nothing"}`;
}

function choose(row, column) {
  const node = row < 0 ? null : matrix.nodes.names[layout.rows[row]];
  onSelect(node, column < 0 ? null : matrix.columns[column].id);
}

/** Moves the mark; row -1 are the heads of the columns. */
export function move(rows, columns) {
  if (!layout || layout.columns === 0) {
    return;
  }
  const fresh = selected.row < 0 && selected.column < 0;
  const row = fresh ? 0 : Math.max(-1, Math.min(layout.rows.length - 1, selected.row + rows));
  const column = fresh ? 0 : Math.max(0, Math.min(layout.columns - 1, selected.column + columns));
  choose(row, column);
}

export const pageOfRows = () => Math.max(1, Math.floor((box.clientHeight - layout.top) / layout.rowHeight) - 2);

export function resizeRows(steps) {
  const before = height();
  const middle = (box.scrollTop + box.clientHeight / 2) / before;
  zoom = Math.max(0, Math.min(HEIGHTS.length - 1, HEIGHTS.indexOf(before) + steps));
  localStorage.setItem(ZOOM_KEY, zoom);
  measure();
  box.scrollTop = middle * height() - box.clientHeight / 2;
}

function pointed(event) {
  const bounds = box.getBoundingClientRect();
  const x = event.clientX - bounds.left;
  const y = event.clientY - bounds.top;
  if (x > box.clientWidth || y > box.clientHeight) {
    return { row: -1, column: -1 };
  }
  const head = y < layout.top;
  // Heads lean to the right as they go up.
  const lean = head ? layout.top - 8 - y : 0;
  const column = x < layout.left && !head ? -1 : layout.columnAt(x - Math.max(0, lean) + box.scrollLeft);
  return { row: head ? -1 : layout.rowAt(y + box.scrollTop), column };
}

box.addEventListener("pointermove", event => {
  if (!layout) {
    return;
  }
  hover = pointed(event);
  const node = hover.row < 0 ? -1 : layout.rows[hover.row];
  tip.hidden = node < 0 && hover.column < 0;
  if (!tip.hidden) {
    tip.textContent = sentence(node, hover.column);
    const size = tip.getBoundingClientRect();
    tip.style.left = Math.min(event.clientX + 14, innerWidth - size.width - 8) + "px";
    tip.style.top = Math.min(event.clientY + 16, innerHeight - size.height - 8) + "px";
  }
  schedule();
});
box.addEventListener("pointerleave", () => {
  hover = { row: -1, column: -1 };
  tip.hidden = true;
  schedule();
});
box.addEventListener("click", event => {
  const at = pointed(event);
  if (at.column >= 0 || at.row >= 0) {
    choose(at.row, at.column);
  }
});
box.addEventListener("wheel", event => {
  if (event.ctrlKey) {
    event.preventDefault();
    resizeRows(event.deltaY < 0 ? 1 : -1);
  }
}, { passive: false });
box.addEventListener("scroll", schedule, { passive: true });
new ResizeObserver(measure).observe(box);
addEventListener("theme", () => {
  look = null;
  schedule();
});
