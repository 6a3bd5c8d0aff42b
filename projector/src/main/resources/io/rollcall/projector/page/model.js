// The matrix as it came, and the rows in the order in which they are shown.

const names = new Intl.Collator("en", { numeric: true });

function decode(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

/** Nodes may be left out by an answer to a question that named them: then they are as before. */
export function read(answer, before) {
  const same = before?.layout === answer.layout;
  const nodes = answer.nodes ?? before.nodes;
  return {
    asOf: answer.asOf,
    place: answer.place ?? null,
    layout: answer.layout,
    nodes,
    byName: same ? before.byName : inOrder(nodes.names),
    codes: answer.codes,
    columns: answer.daemonSets.map(column => ({
      id: column.namespace + "/" + column.name,
      name: column.name,
      namespace: column.namespace,
      cells: decode(column.cells),
    })),
  };
}

function inOrder(list) {
  const keys = list.map((name, index) => ({ name, index }));
  keys.sort((a, b) => names.compare(a.name, b.name));
  return Int32Array.from(keys, key => key.index);
}

export const groupId = property => (property.key ? property.kind + ":" + property.key : property.kind);

/** Pools first, then zones: what people look for. */
export function defaultGroup(properties) {
  const wanted = [/pool|nodegroup|instancegroup/i, /topology\.kubernetes\.io\/zone$/];
  for (const pattern of wanted) {
    const found = properties.find(property => property.kind === "label" && pattern.test(property.key));
    if (found && found.values.length > 1) {
      return groupId(found);
    }
  }
  return "none";
}

/** Groups of node indexes: [{label, rows}]. Only nodes with a cell of the standing, where one is given. */
export function groups(matrix, group, only) {
  const wanted = only ? matrix.codes.map(code => code.standing === only) : null;
  const keep = node => !wanted || matrix.columns.some(column => column.cells[node] && wanted[column.cells[node] - 1]);
  const property = matrix.nodes.properties.find(candidate => groupId(candidate) === group);
  if (!property) {
    return [{ label: "", rows: Array.from(matrix.byName).filter(keep) }].filter(list => list.rows.length);
  }
  const lists = property.values.map(value => ({ label: value || missing(property), value, rows: [] }));
  for (const node of matrix.byName) {
    if (keep(node)) {
      lists[property.of[node]].rows.push(node);
    }
  }
  return lists.filter(list => list.rows.length).sort((a, b) => !a.value - !b.value || names.compare(a.label, b.label));
}

function missing(property) {
  return property.kind === "taint" ? "no taint" : "without " + property.key;
}

/** How many cells there are of each code and each standing. */
export function counts(matrix) {
  const byCode = new Array(matrix.codes.length + 1).fill(0);
  for (const column of matrix.columns) {
    for (const code of column.cells) {
      byCode[code]++;
    }
  }
  const byStanding = {};
  matrix.codes.forEach((code, i) => {
    byStanding[code.standing] = (byStanding[code.standing] ?? 0) + byCode[i + 1];
  });
  return { byCode, byStanding };
}

/** The finding about a cell; null where there is no slot. */
export function finding(matrix, column, node) {
  const code = matrix.columns[column]?.cells[node] ?? 0;
  return code === 0 ? null : matrix.codes[code - 1];
}
