// What is seen when nothing is selected: a table of the DaemonSets, and of one node where only that is selected.

import { el, plural } from "./dom.js";
import { byStanding, finding } from "./model.js";
import { STANDINGS, label, standingLabel } from "./words.js";

/** All DaemonSets with how many nodes stand how; a table, so that it reads without the matrix. */
export function overview(matrix, daemonSetLink) {
  const caption = `${plural(matrix.columns.length, "DaemonSet")} on ${plural(matrix.nodes.names.length, "node")}`;
  return [
    el("p", { className: "kind" }, "Overview"),
    el("h2", {}, caption),
    el("p", { className: "faint" }, "Choose a cell to read why. A letter in a cell says what is the matter; see the legend."),
    el("div", { className: "wide", tabIndex: 0, role: "region", ariaLabel: "DaemonSets by verdict" }, el("table", { className: "sums" },
      el("caption", { className: "unseen" }, "Nodes of each DaemonSet by verdict"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "DaemonSet"),
        STANDINGS.map(standing => el("th", { scope: "col", className: "number" }, standing.label)))),
      el("tbody", {}, matrix.columns.map(column => {
        const sums = byStanding(matrix, column.byCode);
        return el("tr", {}, el("th", { scope: "row" }, daemonSetLink(column.id)),
          STANDINGS.map(standing => el("td", { className: "number " + (sums[standing.code] ? standing.code.toLowerCase() : "zero") },
            (sums[standing.code] ?? 0).toLocaleString("en"))));
      })))),
  ];
}

/** One node: each DaemonSet's verdict about it. */
export function node(matrix, name, cellLink) {
  const index = matrix.nodes.names.indexOf(name);
  if (index < 0) {
    return [el("p", { className: "kind" }, "Node"), el("h2", {}, name), el("p", {}, "This node is not there at this moment.")];
  }
  const facts = matrix.nodes.properties.filter(property => property.values[property.of[index]]);
  return [
    el("p", { className: "kind" }, "Node"),
    el("h2", {}, name),
    el("dl", { className: "facts" }, facts.map(property => el("div", {}, el("dt", {}, property.key || property.kind),
      el("dd", {}, property.values[property.of[index]])))),
    el("table", { className: "sums" },
      el("caption", { className: "unseen" }, "Verdict of each DaemonSet"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "DaemonSet"), el("th", { scope: "col" }, "Verdict"))),
      el("tbody", {}, matrix.columns.map((column, i) => {
        const found = finding(matrix, i, index);
        return el("tr", {}, el("th", { scope: "row" }, cellLink(column.id)),
          el("td", { className: (found?.standing ?? "zero").toLowerCase() },
            found ? standingLabel(found.standing) + ": " + label(found.code) : "nothing"));
      }))),
  ];
}
