// Where rows and columns stand, in pixels from the upper left of the whole matrix, and what stands at a point.

export const HEIGHTS = [2, 3, 5, 8, 12, 16, 20, 26];
const GROUP_HEIGHT = 26;
const NARROWEST = 18;
const WIDEST = 72;
const LETTER = 7;

export class Layout {
  constructor(groups, matrix, viewWidth, rowHeight) {
    this.groups = groups;
    this.rowHeight = rowHeight;
    this.named = rowHeight >= 12;
    const longest = list => list.reduce((most, name) => Math.max(most, name.length), 0);
    const room = Math.max(80, viewWidth * 0.3);
    const label = this.named ? longest(matrix.nodes.names) : Math.min(18, longest(groups.map(group => group.label)));
    this.left = Math.min(room, Math.max(64, 20 + label * LETTER));
    // Names of columns lean to the right: height and room behind the last one follow from the longest.
    const name = Math.min(24, longest(matrix.columns.map(column => column.name)));
    this.top = 22 + name * LETTER * 0.72;
    const columns = matrix.columns.length;
    this.lean = name * LETTER * 0.72 + 10;
    this.columnWidth = Math.max(NARROWEST, Math.min(WIDEST, Math.floor((viewWidth - this.left - this.lean) / Math.max(1, columns))));
    this.columns = columns;
    this.width = this.left + columns * this.columnWidth + this.lean;
    this.headed = groups.length > 1 || groups[0]?.label;
    this.starts = [];
    this.firstRows = [];
    this.rows = [];
    let y = this.top;
    for (const group of groups) {
      this.starts.push(y);
      this.firstRows.push(this.rows.length);
      for (const node of group.rows) {
        this.rows.push(node);
      }
      y += (this.headed ? GROUP_HEIGHT : 0) + group.rows.length * rowHeight;
    }
    this.height = y + 8;
    this.groupHeight = this.headed ? GROUP_HEIGHT : 0;
  }

  /** The group at a height. */
  groupAt(y) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  groupOfRow(row) {
    let group = 0;
    while (group + 1 < this.firstRows.length && this.firstRows[group + 1] <= row) {
      group++;
    }
    return group;
  }

  rowTop(row) {
    const group = this.groupOfRow(row);
    return this.starts[group] + this.groupHeight + (row - this.firstRows[group]) * this.rowHeight;
  }

  /** Row at a height of the whole; -1 on none. */
  rowAt(y) {
    const group = this.groupAt(y);
    if (group < 0) {
      return -1;
    }
    const within = Math.floor((y - this.starts[group] - this.groupHeight) / this.rowHeight);
    return within >= 0 && within < this.groups[group].rows.length ? this.firstRows[group] + within : -1;
  }

  columnLeft(column) {
    return this.left + column * this.columnWidth;
  }

  columnAt(x) {
    const column = Math.floor((x - this.left) / this.columnWidth);
    return x >= this.left && column < this.columns ? column : -1;
  }

  rowOfNode(node) {
    return this.rows.indexOf(node);
  }
}
