// The matrix as it came, and the rows in the order in which they are shown.

const names = new Intl.Collator("en", { numeric: true });

function decode(base64) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(base64);
  }
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
    columns: answer.daemonSets.map(column => {
      const cells = decode(column.cells);
      return { id: column.namespace + "/" + column.name, name: column.name, namespace: column.namespace, cells, byCode: tally(cells) };
    }),
  };
}

/** How many cells there are of each code. */
function tally(cells) {
  const sums = new Uint32Array(256);
  for (let i = 0; i < cells.length; i++) {
    sums[cells[i]]++;
  }
  return sums;
}

/** The same by standing. */
export function byStanding(matrix, byCode) {
  const sums = {};
  matrix.codes.forEach((code, i) => {
    sums[code.standing] = (sums[code.standing] ?? 0) + byCode[i + 1];
  });
  return sums;
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
  const lists = property.values.map(value => ({ label: value ? named(property, value) : missing(property), value, rows: [] }));
  for (const node of matrix.byName) {
    if (keep(node)) {
      lists[property.of[node]].rows.push(node);
    }
  }
  return lists.filter(list => list.rows.length).sort((a, b) => !a.value - !b.value || names.compare(a.label, b.label));
}

/** "zone a", but "pool-a": a value by itself says little. */
function named(property, value) {
  const short = property.key.slice(property.key.lastIndexOf("/") + 1);
  return property.kind !== "label" || value.toLowerCase().includes(short.toLowerCase()) ? value : short + " " + value;
}

function missing(property) {
  return property.kind === "taint" ? "no taint" : "without " + property.key;
}

/** How many cells there are of each code, in all columns. */
export function counts(matrix) {
  return matrix.columns.reduce((sums, column) => sums.map((sum, code) => sum + column.byCode[code]), new Uint32Array(256));
}

/** The finding about a cell; null where there is no slot. */
export function finding(matrix, column, node) {
  const code = matrix.columns[column]?.cells[node] ?? 0;
  return code === 0 ? null : matrix.codes[code - 1];
}
