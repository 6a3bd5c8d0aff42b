// The panel: why a node has a pod of a DaemonSet or has none, as the API explains it.

import { el, placeText, plural, time, timeElement } from "./dom.js";
import { label, standingLabel } from "./words.js";

const heading = text => el("h3", {}, text);

/** The panel's head: what it is about, the answer, and since when. */
function head(kind, title, answer, standing) {
  return [
    el("p", { className: "kind" }, kind),
    el("h2", {}, title),
    el("p", { className: "verdict " + (standing ?? "").toLowerCase() }, answer),
  ];
}

function since(entry) {
  if (!entry) {
    return null;
  }
  return el("div", { className: "since" },
    el("p", {}, entry.orBefore ? "Since before " : "Since ", timeElement(entry.at, true), ": " + entry.text),
    entry.event ? el("p", { className: "place" }, "Event ", el("code", {}, sourceText(entry.event))) : null,
    entry.before ? el("p", {}, "Before: " + entry.before.verdict + ". ", moment(entry.before.asOf, "Show that moment")) : null);
}

function sourceText(event) {
  return event.topic ? placeText(event) : event.place ? placeText(event.place) : String(event.text ?? "");
}

const moment = (asOf, text) => el("a", { href: "?at=" + asOf, "data-at": asOf }, text);

function checks(list, failed) {
  let first = true;
  return el("ol", { className: "checks" }, list.map(check => {
    const isFirst = failed ? check.name === failed.name && check.text === failed.text && first : !check.passed && first;
    first &&= !isFirst;
    const depth = check.name.startsWith("nodeAffinity.") ? (check.name.endsWith("term") ? "deep" : "deeper") : "";
    return el("li", { className: [check.passed ? "ok" : "failed", isFirst ? "first" : "", depth].join(" ") },
      el("span", { className: "mark", ariaHidden: "true" }, check.passed ? "✓" : "✗"),
      el("span", {}, el("span", { className: "unseen" }, check.passed ? "passed: " : "failed: "), check.text,
        isFirst ? el("em", {}, " first failure") : null));
  }));
}

function pods(list) {
  if (!list.length) {
    return el("p", { className: "faint" }, "none");
  }
  return el("ul", { className: "pods" }, list.map(pod => el("li", {},
    el("code", {}, pod.name), " ",
    [pod.phase, pod.ready ? "Ready" : "not Ready", pod.terminating ? "terminating" : null, pod.bound ? null : "not bound",
      pod.revision ? "revision " + pod.revision + (pod.current ? " (current)" : "") : null].filter(Boolean).join(", "),
    pod.readySince ? [" since ", timeElement(pod.readySince)] : null,
    pod.reason ? el("p", { className: "reason" }, pod.reason) : null)));
}

function command(entry) {
  if (!entry) {
    return null;
  }
  const answer = entry.outcome
    ? `answered ${entry.outcome}${entry.outcomeReason ? ": " + entry.outcomeReason : ""}${entry.outcomeMessage ? ", " + entry.outcomeMessage : ""}`
    : "not answered yet";
  return [heading("Last command"), el("p", {}, `${entry.action} ${entry.pods.join(", ")}, ${answer}`,
    entry.decidedAt ? [", decided ", timeElement(entry.decidedAt)] : null)];
}

export function decisionLine(decision) {
  return [
    timeElement(decision.at, true), " ", el("b", {}, decision.action), " ", el("code", {}, decision.pod),
    ` on ${decision.node}: `, decision.reason,
    el("span", { className: "place" }, decision.cause ? "cause " + placeText(decision.cause) : "cause: time"),
  ];
}

function decisions(list) {
  return list.length ? [heading("Last decisions"), el("ol", { className: "lines" }, list.map(item => el("li", {}, decisionLine(item))))] : null;
}

function wouldChange(steps) {
  return steps.length ? [heading("What would change the answer"), el("ul", { className: "steps" }, steps.map(step => el("li", {}, step)))] : null;
}

/** One DaemonSet on one node. */
export function slot(answer, finding) {
  const standing = answer.standing ?? finding?.standing;
  return [
    ...head("Why", `${answer.daemonSet} on ${answer.node}`, answer.verdict, standing),
    el("p", { className: "code" }, `${standing ? standingLabel(standing) + ": " : ""}${label(answer.code)} `, el("code", {}, answer.code)),
    since(answer.since),
    heading("Checks, in order"), checks(answer.checks, answer.failed),
    wouldChange(answer.wouldChange),
    heading("Pods"), pods(answer.pods),
    answer.backOffUntil ? el("p", {}, "Back-off until ", timeElement(answer.backOffUntil)) : null,
    command(answer.command),
    decisions(answer.decisions),
    asOf(answer),
  ];
}

function asOf(answer) {
  return el("p", { className: "faint" }, "As of journal time " + time(answer.asOf, true));
}

function bar(parts) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return el("div", { className: "bar-line", role: "img", ariaLabel: parts.map(part => `${part.count} ${part.text}`).join(", ") },
    parts.filter(part => part.count > 0).map(part => {
      const piece = el("span", { className: part.kind, title: `${part.count} ${part.text}` });
      piece.style.flexGrow = part.count / total;
      return piece;
    }));
}

function budget(entry) {
  if (!entry) {
    return null;
  }
  const limit = entry.maxUnavailable || entry.maxSurge;
  const name = entry.maxUnavailable ? "maxUnavailable" : "maxSurge";
  return el("div", { className: "budget" },
    el("p", {}, el("b", {}, `${name} ${limit}`), `, used ${entry.used}, left ${entry.left}, waiting ${entry.waiting}`),
    bar([
      { count: Math.min(entry.used, limit), kind: "used", text: "used" },
      { count: Math.max(0, limit - entry.used), kind: "left", text: "left" },
    ]),
    el("p", { className: "faint" }, entry.sentence));
}

const BECAUSE = { ROLLOUT: "the rollout", NODE: "the node", POD: "the pod" };

function blocking(list, nodeLink) {
  if (!list?.length) {
    return null;
  }
  return [heading("What holds it up"), el("ul", { className: "blockers" }, list.map(blocker => el("li", {},
    nodeLink(blocker.node), " ", el("span", { className: "because" }, "because of " + (BECAUSE[blocker.because] ?? blocker.because)),
    el("br"), blocker.text, blocker.pod ? [" ", el("code", {}, blocker.pod)] : null)))];
}

function rollout(entry, nodeLink) {
  const named = blocking(entry.blocking, nodeLink);
  return [
    heading("Rollout"),
    el("p", { className: entry.done ? "done" : "" }, entry.sentence.trim()),
    budget(entry.budget),
    named ?? (entry.blockers.length
      ? [heading("What holds it up"), el("ul", { className: "blockers" }, entry.blockers.map(text => el("li", {}, text)))]
      : null),
  ];
}

const COUNTERS = [["desired", "desired"], ["current", "current"], ["ready", "ready"], ["updated", "up-to-date"],
  ["available", "available"], ["misscheduled", "misscheduled"]];

function status(entry) {
  return entry
    ? el("dl", { className: "counters" }, COUNTERS.map(([name, text]) => el("div", {}, el("dt", {}, text), el("dd", {}, String(entry[name])))))
    : el("p", { className: "faint" }, "no status yet");
}

const NODES_SHOWN = 12;

function groups(list, nodeLink) {
  return list.map(group => el("details", { className: "group " + group.standing.toLowerCase(), open: group.standing === "PROBLEM" },
    el("summary", {}, el("span", { className: "swatch", ariaHidden: "true" }), `${standingLabel(group.standing)}, ${plural(group.count, "node")}: ${group.text}`),
    el("p", {}, group.nodes.slice(0, NODES_SHOWN).flatMap((node, i) => [i ? ", " : "", nodeLink(node)]),
      group.count > NODES_SHOWN ? ` and ${group.count - NODES_SHOWN} more` : null)));
}

function revisions(list) {
  return list.length ? [heading("Revisions"), el("ol", { className: "lines" }, list.map(revision => el("li", {},
    `${revision.revision}  `, el("code", {}, revision.name), revision.current ? " (current)" : "",
    revision.changeCause ? ": " + revision.changeCause : "")))] : null;
}

/** A whole DaemonSet. nodeLink makes the link to its slot on a node. */
export function daemonSet(answer, nodeLink) {
  const fine = answer.rollout.done && !answer.groups.some(group => group.standing === "PROBLEM");
  return [
    ...head("DaemonSet", answer.daemonSet, answer.verdict, fine ? "FINE" : answer.groups[0]?.standing),
    status(answer.status),
    rollout(answer.rollout, nodeLink),
    heading("Nodes"), groups(answer.groups, nodeLink),
    wouldChange(answer.wouldChange),
    revisions(answer.revisions),
    decisions(answer.decisions),
    asOf(answer),
  ];
}
