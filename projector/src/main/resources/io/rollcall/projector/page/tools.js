// The line above the matrix: grouping, the filter by standing with its counts, the legend.

import { byId, el } from "./dom.js";
import { byStanding, counts, groupId } from "./model.js";
import { state, update } from "./state.js";
import { STANDINGS, label, letter } from "./words.js";

const select = byId("group");
const legendBox = byId("legend");
let shown = null;
select.addEventListener("change", () => update({ group: select.value }));
legendBox.parentElement.addEventListener("toggle", showLegend);

/** Brings the controls up to date; what can be grouped by only where nodes changed. */
export function controls(matrix, group, only, fresh) {
  if (fresh || !select.options.length) {
    select.replaceChildren(...options(matrix));
  }
  select.value = group;
  shown = { matrix, byCode: counts(matrix) };
  const sums = byStanding(matrix, shown.byCode);
  for (const standing of STANDINGS) {
    chips.get(standing.code).show(sums[standing.code] ?? 0, only === standing.code);
  }
  showLegend();
}

/** Only while somebody looks at it: it would be made anew at each step of the slider. */
function showLegend() {
  if (shown && legendBox.parentElement.open) {
    legendBox.replaceChildren(...legend(shown.matrix, shown.byCode));
  }
}

function options(matrix) {
  const labels = matrix.nodes.properties.filter(property => property.kind === "label");
  return [
    el("option", { value: "none" }, "nothing"),
    el("option", { value: "taint" }, "taint"),
    el("option", { value: "condition" }, "condition"),
    ...(labels.length ? [el("optgroup", { label: "label" }, labels.map(property => el("option", { value: groupId(property), title: property.key }, shortFirst(property.key))))] : []),
  ];
}

/** zone (topology.kubernetes.io): what tells labels apart stands where it is not cut off. */
function shortFirst(key) {
  const slash = key.lastIndexOf("/");
  return slash < 0 ? key : `${key.slice(slash + 1)} (${key.slice(0, slash)})`;
}

/** A button that narrows the rows to those with a cell of a standing. */
function chip(standing) {
  const count = el("span");
  const button = el("button", {
    type: "button", className: "chip " + standing.code.toLowerCase(),
    onclick: () => update({ only: state.only === standing.code ? null : standing.code }),
  }, el("span", { className: "swatch", ariaHidden: "true" }), standing.label + " ", count);
  return {
    button,
    show(number, chosen) {
      count.textContent = number.toLocaleString("en");
      button.ariaPressed = chosen;
      button.title = chosen ? "Show all nodes" : `Show only nodes with: ${standing.label}`;
    },
  };
}

const chips = new Map(STANDINGS.map(standing => [standing.code, chip(standing)]));
byId("standings").replaceChildren(...Array.from(chips.values(), known => known.button));

function legend(matrix, byCode) {
  const known = matrix.codes.map((code, i) => ({ ...code, count: byCode[i + 1] })).filter(code => code.count > 0);
  return STANDINGS.filter(standing => known.some(code => code.standing === standing.code)).map(standing => el("dl", {},
    el("dt", {}, standing.label),
    known.filter(code => code.standing === standing.code).sort((a, b) => b.count - a.count).map(code => el("dd", {},
      el("span", { className: "sample " + standing.code.toLowerCase(), ariaHidden: "true" }, letter(code.code)),
      label(code.code), el("span", { className: "faint" }, " " + code.count.toLocaleString("en"))))));
}
