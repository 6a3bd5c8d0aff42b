// What the codes of verdicts mean, and the letter by which a cell shows them: colour is never all there is.

const WORDS = {
  RUNNING: ["", "Ready"],
  OLD_REVISION: ["o", "Ready, old revision"],
  NOT_YET_AVAILABLE: ["m", "Ready, not available yet"],
  SURGE: ["s", "old and new pod"],
  DUPLICATE: ["d", "several pods, all but one go"],
  TERMINATING: ["t", "pod terminating"],
  LEAVING: ["l", "pod has to leave"],
  CREATE_OPEN: ["c", "create not answered yet"],
  POD_NOT_SEEN: ["u", "created, not seen"],
  MISSING: ["w", "no create decided yet"],
  PENDING: ["P", "pod Pending"],
  NOT_READY: ["R", "pod not Ready"],
  FAILED: ["F", "pod failed"],
  SUCCEEDED: ["E", "pod ended"],
  BACK_OFF: ["B", "back-off"],
  CREATE_REFUSED: ["X", "create refused"],
  ADOPT_OPEN: ["a", "pod to be adopted"],
  ADOPT_REFUSED: ["Y", "adoption refused"],
  STANDSTILL: ["H", "nothing is decided"],
  UNTOLERATED_TAINT: ["T", "taint not tolerated"],
  NODE_SELECTOR: ["S", "node selector"],
  NODE_AFFINITY: ["A", "node affinity"],
  NODE_NAME: ["N", "for another node"],
  STAYS: ["K", "pod may stay, no new one"],
  NODE_GONE: ["G", "node gone"],
};

/** In the order in which people want to read. */
export const STANDINGS = [
  { code: "PROBLEM", label: "Problem" },
  { code: "UNDER_WAY", label: "Under way" },
  { code: "FINE", label: "Fine" },
  { code: "LEFT_OUT", label: "Left out" },
];

export const letter = code => (WORDS[code] ?? ["*"])[0];

export const label = code => (WORDS[code] ?? ["", code.toLowerCase().replaceAll("_", " ")])[1];

export const standingLabel = standing => STANDINGS.find(known => known.code === standing)?.label ?? standing;
