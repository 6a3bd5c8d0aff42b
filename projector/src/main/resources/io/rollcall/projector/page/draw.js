// Draws the part of the matrix that is in view. Colours come from the style sheet.

import { letter } from "./words.js";
import { colour, plural } from "./dom.js";

const FONT = '12px system-ui, -apple-system, "Segoe UI", sans-serif';
const LETTERS = '600 11px ui-monospace, "SF Mono", Menlo, Consolas, monospace';
const LETTER_FROM = 12;

/** What the style sheet says; to be asked again when the look changes. */
export function colours() {
    const standing = name => ({ fill: colour(name), ink: colour(name + "-ink") });
  return {
    ground: colour("ground"),
    ink: colour("ink"),
    faint: colour("faint"),
    line: colour("line"),
    band: colour("band"),
    accent: colour("accent"),
    hatch: colour("left-out-hatch"),
    standings: {
      PROBLEM: standing("problem"),
      UNDER_WAY: standing("under-way"),
      FINE: standing("fine"),
      LEFT_OUT: standing("left-out"),
    },
  };
}

export function draw(context, view) {
  const { layout, width, height, look } = view;
  context.fillStyle = look.ground;
  context.fillRect(0, 0, width, height);
  if (!layout.rows.length) {
    drawHeads(context, view);
    return;
  }
  context.save();
  context.beginPath();
  context.rect(0, layout.top, width, height - layout.top);
  context.clip();
  drawCross(context, view);
  const first = Math.max(0, layout.groupAt(view.y + layout.top));
  for (let group = first; group < layout.groups.length && layout.starts[group] - view.y < height; group++) {
    drawGroup(context, view, group);
  }
  drawMark(context, view);
  context.restore();
  drawHeads(context, view);
}

/** The row and the column under the pointer. */
function drawCross(context, { layout, hover, x, y, width, height, look }) {
  context.fillStyle = look.band;
  if (hover.row >= 0) {
    context.fillRect(0, layout.rowTop(hover.row) - y, width, layout.rowHeight);
  }
  if (hover.column >= 0) {
    context.fillRect(layout.columnLeft(hover.column) - x, 0, layout.columnWidth, Math.min(height, layout.height - y));
  }
}

function drawGroup(context, view, index) {
  const { layout, matrix, x, y, width, height, look } = view;
  const group = layout.groups[index];
  const top = layout.starts[index] - y;
  const body = top + layout.groupHeight;
  const from = Math.max(0, Math.floor((layout.top - body) / layout.rowHeight));
  const to = Math.min(group.rows.length, Math.ceil((height - body) / layout.rowHeight));
  drawCells(context, view, group.rows, body, from, to);
  context.font = FONT;
  context.textBaseline = "middle";
  context.fillStyle = look.ground;
  context.fillRect(0, body + from * layout.rowHeight, layout.left - 4, (to - from) * layout.rowHeight);
  if (layout.named) {
    for (let row = from; row < to; row++) {
      const selected = group.rows[row] === view.selected.node;
      const hovered = layout.firstRows[index] + row === view.hover.row;
      context.fillStyle = selected ? look.accent : hovered ? look.ink : look.faint;
      const name = fitted(context, matrix.nodes.names[group.rows[row]], layout.left - 20);
      context.fillText(name, 12, body + (row + 0.5) * layout.rowHeight);
    }
  }
  if (layout.groupHeight) {
    const head = Math.min(Math.max(top, layout.top), body + group.rows.length * layout.rowHeight - layout.groupHeight);
    context.fillStyle = look.ground;
    context.fillRect(0, head, width, layout.groupHeight);
    context.fillStyle = look.line;
    context.fillRect(12, head + layout.groupHeight - 1, Math.max(0, layout.width - layout.lean - x - 12), 1);
    context.font = "600 " + FONT;
    context.fillStyle = look.ink;
    context.fillText(group.label, 12, head + layout.groupHeight / 2);
    const size = context.measureText(group.label).width;
    context.font = FONT;
    context.fillStyle = look.faint;
    context.fillText(plural(group.rows.length, "node"), 22 + size, head + layout.groupHeight / 2);
  }
}

function drawCells(context, { layout, matrix, x, look, width, only }, rows, body, from, to) {
  const gap = layout.rowHeight >= 8 ? 1 : 0;
  const high = layout.rowHeight - gap;
  const wide = layout.columnWidth - 1;
  const lettered = layout.rowHeight >= LETTER_FROM;
  const kinds = matrix.codes.map(code => ({
    ...look.standings[code.standing],
    letter: letter(code.code),
    hatched: code.standing === "LEFT_OUT" && gap > 0,
    dim: only !== null && code.standing !== only,
  }));
  const first = Math.max(0, Math.floor(x / layout.columnWidth));
  context.font = LETTERS;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let column = first; column < layout.columns; column++) {
    const left = layout.columnLeft(column) - x;
    if (left > width) {
      break;
    }
    const cells = matrix.columns[column].cells;
    // Equal neighbours are one rectangle when rows are too low for gaps.
    for (let row = from; row < to; ) {
      const code = cells[rows[row]];
      let end = row + 1;
      while (!gap && end < to && cells[rows[end]] === code) {
        end++;
      }
      if (code) {
        drawCell(context, kinds[code - 1], left, body + row * layout.rowHeight, wide, gap ? high : (end - row) * high, lettered, look);
      }
      row = end;
    }
  }
  context.globalAlpha = 1;
  context.textAlign = "start";
}

function drawCell(context, kind, left, top, wide, high, lettered, look) {
  context.globalAlpha = kind.dim ? 0.28 : 1;
  context.fillStyle = kind.fill;
  context.fillRect(left, top, wide, high);
  if (kind.hatched && high >= 8) {
    context.strokeStyle = look.hatch;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(left + wide - 7, top + high - 0.5);
    context.lineTo(left + wide - 0.5, top + high - 7);
    context.moveTo(left + 0.5, top + 7);
    context.lineTo(left + 7, top + 0.5);
    context.stroke();
  }
  if (lettered && kind.letter) {
    context.fillStyle = kind.ink;
    context.fillText(kind.letter, left + wide / 2, top + high / 2 + 0.5);
  }
}

/** A frame round the selected cell, row or column. */
function drawMark(context, { layout, selected, x, y, look, height }) {
  const row = selected.row;
  const column = selected.column;
  if (row < 0 && column < 0) {
    return;
  }
  context.strokeStyle = look.accent;
  context.lineWidth = 2;
  const left = column < 0 ? 2 : layout.columnLeft(column) - x - 1;
  const wide = column < 0 ? layout.width - layout.lean - x - 2 : layout.columnWidth + 1;
  const top = row < 0 ? layout.top : layout.rowTop(row) - y - 1;
  const high = row < 0 ? Math.min(height, layout.height - 8 - y) - layout.top : Math.max(4, layout.rowHeight + 1);
  context.strokeRect(left, top, wide, high);
}

function drawHeads(context, { layout, matrix, x, look, width, selected, hover }) {
  context.fillStyle = look.ground;
  context.fillRect(0, 0, width, layout.top);
  context.font = FONT;
  context.textBaseline = "middle";
  for (let column = 0; column < layout.columns; column++) {
    const middle = layout.columnLeft(column) - x + layout.columnWidth / 2;
    if (middle < layout.left - layout.columnWidth || middle > width + layout.columnWidth) {
      continue;
    }
    context.save();
    context.translate(middle + 2, layout.top - 8);
    context.rotate(-Math.PI / 4);
    context.fillStyle = column === selected.column ? look.accent : column === hover.column ? look.ink : look.faint;
    context.fillText(fitted(context, matrix.columns[column].name, 170), 0, 0);
    context.restore();
  }
  context.fillStyle = look.ground;
  context.fillRect(0, 0, Math.min(layout.left - 16, 12), layout.top);
  context.fillStyle = look.faint;
  context.fillText(plural(matrix.nodes.names.length, "node") + " × " + matrix.columns.length, 12, 14);
}

function fitted(context, text, room) {
  if (context.measureText(text).width <= room) {
    return text;
  }
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(text.slice(0, middle) + "…").width <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return text.slice(0, low) + "…";
}
