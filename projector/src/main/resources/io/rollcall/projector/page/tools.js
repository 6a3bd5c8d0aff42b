// The line above the matrix: grouping, the filter by standing with its counts, the legend.

import { byId, el } from "./dom.js";
import { counts, groupId } from "./model.js";
import { state, update } from "./state.js";
import { STANDINGS, label, letter } from "./words.js";

const select = byId("group");
select.addEventListener("change", () => update({ group: select.value }));

/** Brings the controls up to date; what can be grouped by only where nodes changed. */
export function controls(matrix, group, only, fresh) {
  if (fresh || !select.options.length) {
    select.replaceChildren(...options(matrix));
  }
  select.value = group;
  const { byCode, byStanding } = counts(matrix);
  byId("standings").replaceChildren(...STANDINGS.map(standing => chip(standing, byStanding[standing.code] ?? 0, only)));
  byId("legend").replaceChildren(...legend(matrix, byCode));
}

function options(matrix) {
  const labels = matrix.nodes.properties.filter(property => property.kind === "label");
  return [
    el("option", { value: "none" }, "nothing"),
    el("option", { value: "taint" }, "taint"),
    el("option", { value: "condition" }, "condition"),
    ...(labels.length ? [el("optgroup", { label: "label" }, labels.map(property => el("option", { value: groupId(property) }, property.key)))] : []),
  ];
}

function chip(standing, count, only) {
  const chosen = only === standing.code;
  return el("button", {
    type: "button", className: "chip " + standing.code.toLowerCase(), ariaPressed: chosen,
    title: chosen ? "Show all nodes" : `Show only nodes with: ${standing.label}`,
    onclick: () => update({ only: state.only === standing.code ? null : standing.code }),
  }, el("span", { className: "swatch", ariaHidden: "true" }), `${standing.label} ${count.toLocaleString("en")}`);
}

function legend(matrix, byCode) {
  const known = matrix.codes.map((code, i) => ({ ...code, count: byCode[i + 1] })).filter(code => code.count > 0);
  return STANDINGS.filter(standing => known.some(code => code.standing === standing.code)).map(standing => el("dl", {},
    el("dt", {}, standing.label),
    known.filter(code => code.standing === standing.code).sort((a, b) => b.count - a.count).map(code => el("dd", {},
      el("span", { className: "sample " + standing.code.toLowerCase(), ariaHidden: "true" }, letter(code.code)),
      label(code.code), el("span", { className: "faint" }, " " + code.count.toLocaleString("en"))))));
}
