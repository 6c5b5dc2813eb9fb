import type { GraphView } from "@blankfile/curriculum/lab";

export interface PlacedNode {
  node: GraphView["nodes"][number];
  /** Left upper corner. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedEdge {
  edge: GraphView["edges"][number];
  /** Points that the line goes through, from the right side of one node to the left side of the other. */
  points: [number, number][];
}

export interface GraphLayout {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

/** A place in a column: a node, or where a long edge passes between the nodes. */
interface Slot {
  rank: number;
  height: number;
  node?: GraphView["nodes"][number];
  left: Slot[];
  right: Slot[];
  y: number;
}

const gaps = { column: 46, row: 18, margin: 8, pass: 14 } as const;

/** Columns by rank; within a column, the order in which few lines cross; long edges get a lane of their own. */
export function layOut(view: Pick<GraphView, "nodes" | "edges">): GraphLayout {
  const slots = new Map<string, Slot>();
  const columns: Slot[][] = [];
  const add = (slot: Slot) => {
    (columns[slot.rank] ??= []).push(slot);
    return slot;
  };
  for (const node of view.nodes)
    slots.set(node.id, add({ rank: node.rank, height: heightOf(node), node, left: [], right: [], y: 0 }));
  const routes = view.edges.map((edge) => route(edge, slots, add));
  for (let rank = 0; rank < columns.length; rank++) columns[rank] ??= [];
  order(columns);
  const height = place(columns);
  return draw(view, columns, slots, routes, height);
}

function route(
  { from, to }: GraphView["edges"][number],
  slots: ReadonlyMap<string, Slot>,
  add: (slot: Slot) => Slot,
): Slot[] {
  const [start, end] = [slots.get(from), slots.get(to)];
  if (start === undefined || end === undefined)
    throw new RangeError(`graph: an edge from “${from}” to “${to}”, and both ends must be nodes`);
  const way = [start];
  for (let rank = start.rank + 1; rank < end.rank; rank++)
    way.push(add({ rank, height: gaps.pass, left: [], right: [], y: 0 }));
  way.push(end);
  for (let i = 1; i < way.length; i++) {
    way[i - 1]!.right.push(way[i]!);
    way[i]!.left.push(way[i - 1]!);
  }
  return way;
}

/** Each slot moves to the mean place of its neighbours: to the right, back, and again. */
function order(columns: Slot[][]): void {
  for (let sweep = 0; sweep < 6; sweep++) {
    const rightwards = sweep % 2 === 0;
    const list = rightwards ? columns : [...columns].reverse();
    for (const column of list) {
      const wish = new Map(
        column.map((slot, at) => {
          const near = rightwards ? slot.left : slot.right;
          const places = near.map(
            (other) => columns[other.rank]!.indexOf(other) / columns[other.rank]!.length,
          );
          const mean = places.reduce((sum, p) => sum + p, 0) / places.length;
          return [slot, near.length > 0 ? mean : at / column.length];
        }),
      );
      column.sort((a, b) => wish.get(a)! - wish.get(b)!);
    }
  }
}

/** Heights: each column is centred, then slots move towards their neighbours as far as the others let them. */
function place(columns: Slot[][]): number {
  const heights = columns.map((column) =>
    column.reduce((sum, { height }) => sum + height + gaps.row, -gaps.row),
  );
  const height = Math.max(0, ...heights);
  columns.forEach((column, i) => {
    let y = (height - heights[i]!) / 2;
    for (const slot of column) {
      slot.y = y;
      y += slot.height + gaps.row;
    }
  });
  const centre = (slot: Slot) => slot.y + slot.height / 2;
  for (let sweep = 0; sweep < 8; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      column.forEach((slot, at) => {
        const near = [...slot.left, ...slot.right];
        if (near.length === 0) return;
        const wish = near.reduce((sum, other) => sum + centre(other), 0) / near.length - slot.height / 2;
        const above = column[at - 1];
        const below = column[at + 1];
        const least = above ? above.y + above.height + gaps.row : 0;
        const most = (below ? below.y - gaps.row : height) - slot.height;
        slot.y = Math.max(least, Math.min(most, wish));
      });
    }
  }
  return height;
}

function draw(
  view: Pick<GraphView, "nodes" | "edges">,
  columns: Slot[][],
  slots: ReadonlyMap<string, Slot>,
  routes: Slot[][],
  height: number,
): GraphLayout {
  const widths = columns.map((column) =>
    Math.max(24, ...column.map(({ node }) => (node ? widthOf(node) : 0))),
  );
  const lefts: number[] = [];
  let x: number = gaps.margin;
  for (const width of widths) {
    lefts.push(x);
    x += width + gaps.column;
  }
  const nodes = view.nodes.map((node): PlacedNode => {
    const slot = slots.get(node.id)!;
    const width = widthOf(node);
    const left = lefts[slot.rank]! + (widths[slot.rank]! - width) / 2;
    return { node, x: left, y: slot.y + gaps.margin, width, height: slot.height };
  });
  const placed = new Map(nodes.map((node) => [node.node.id, node]));
  const arrivals = arrivalHeights(view.edges, placed);
  const edges = view.edges.map((edge, i): PlacedEdge => {
    const [from, to] = [placed.get(edge.from)!, placed.get(edge.to)!];
    const between = routes[i]!.slice(1, -1).flatMap(({ rank, y, height: lane }): [number, number][] => {
      const middle = y + lane / 2 + gaps.margin;
      return [
        [lefts[rank]!, middle],
        [lefts[rank]! + widths[rank]!, middle],
      ];
    });
    return {
      edge,
      points: [[from.x + from.width, from.y + from.height / 2], ...between, [to.x, arrivals[i]!]],
    };
  });
  return {
    nodes,
    edges,
    width: Math.max(0, x - gaps.column + gaps.margin),
    height: height + 2 * gaps.margin,
  };
}

/** Lines that end at the same node arrive one below the other, in the order of the nodes that they come from. */
function arrivalHeights(edges: GraphView["edges"], placed: ReadonlyMap<string, PlacedNode>): number[] {
  const heights: number[] = [];
  for (const [id, { y, height }] of placed) {
    const arriving = edges.flatMap((edge, i) => (edge.to === id ? [i] : []));
    arriving.sort((a, b) => placed.get(edges[a]!.from)!.y - placed.get(edges[b]!.from)!.y);
    arriving.forEach((i, k) => {
      heights[i] = y + (height * (k + 1)) / (arriving.length + 1);
    });
  }
  return heights;
}

function heightOf({ lines }: GraphView["nodes"][number]): number {
  return 30 + 17 * lines.length;
}

function widthOf({ label, lines }: GraphView["nodes"][number]): number {
  const longest = Math.max(label.length * 8.2, ...lines.map(({ text }) => text.length * 7.4));
  return Math.max(58, Math.round(longest + 22));
}

/** A line through the points that leaves and arrives level. */
export function curveThrough(points: readonly [number, number][]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first[0]},${first[1]}`;
  let [x, y] = first;
  for (const [nextX, nextY] of rest) {
    const bend = (nextX - x) / 2;
    path += ` C${x + bend},${y} ${nextX - bend},${nextY} ${nextX},${nextY}`;
    [x, y] = [nextX, nextY];
  }
  return path;
}
