import { sizeOf } from "../../shape.ts";
import { type GraphNode, numelOf } from "../graph.ts";
import { type Group, hasSimpleRows, readsIn } from "./group.ts";
import { isGroup, type Unit } from "./unit-graph.ts";
import { isRowMajor, reshapeView, type View } from "./view.ts";
import type { Views } from "./views.ts";
import { elementOperations } from "./vocabulary.ts";

/** So many additions cost no more than writing an element to memory and reading it back. */
const cheapest = 8;

/** Element-wise nodes that those outside their loop compute again instead of reading an array. */
export interface Recomputed {
  /** Nodes that would have needed an array, and have none. */
  readonly again: ReadonlySet<GraphNode>;
  /** All nodes that may be written out inside another loop: those, and what lies between them and arrays. */
  readonly inline: ReadonlySet<GraphNode>;
  /** What arrays a node's computation ends at. */
  leavesOf(node: GraphNode): readonly View[];
}

/** A node written out down to arrays. */
interface Expression {
  readonly price: number;
  readonly leaves: readonly View[];
  /** The arrays of the node's own size among the leaves. */
  readonly full: ReadonlySet<GraphNode>;
}

interface Use {
  readonly unit: Unit;
  readonly view: View;
}

/**
 * Chooses what is computed again: nodes that follow, by a few additions, from one array that is there anyway. What a step keeps
 * for its backward pass is mostly of this kind.
 */
export function chooseRecomputed(
  units: readonly Unit[],
  roots: ReadonlySet<GraphNode>,
  views: Views,
): Recomputed {
  const uses = usesOf(units, views);
  const expressions = new Map<GraphNode, Expression>();
  const again = new Set<GraphNode>();
  const inline = new Set<GraphNode>();
  const members = units
    .filter(isGroup)
    .flatMap((group) => [...group.members.keys()].map((node) => ({ node, group })));
  for (const { node, group } of members.sort((a, b) => a.node.id - b.node.id)) {
    const found = expressionOf(node, group, { expressions, again, views });
    const needed = roots.has(node) || uses.has(node);
    const cheap = found !== null && found.price <= cheapest && found.full.size <= 1;
    if (needed && !(cheap && !roots.has(node) && uses.get(node)!.every((use) => takes(use, group, found))))
      continue;
    if (!found) continue;
    expressions.set(node, found);
    inline.add(node);
    if (needed) again.add(node);
  }
  return { again, inline, leavesOf: (node) => expressions.get(node)!.leaves };
}

function usesOf(units: readonly Unit[], views: Views): Map<GraphNode, Use[]> {
  const uses = new Map<GraphNode, Use[]>();
  for (const unit of units) {
    const reads = isGroup(unit)
      ? [...unit.members.keys()].flatMap((member) => readsIn(member, views))
      : unit.inputs.map((input) => views.of(input));
    for (const view of reads) {
      if (isGroup(unit) && unit.members.has(view.node)) continue;
      const list = uses.get(view.node) ?? [];
      list.push({ unit, view });
      uses.set(view.node, list);
    }
  }
  return uses;
}

function expressionOf(
  node: GraphNode,
  group: Group,
  known: {
    readonly expressions: ReadonlyMap<GraphNode, Expression>;
    readonly again: ReadonlySet<GraphNode>;
    readonly views: Views;
  },
): Expression | null {
  const operation = elementOperations.get(node.name);
  const special = ["put", "room", "isIndex", "copy"].includes(node.name) || known.views.copied.has(node);
  if (group.members.get(node) !== "element" || !operation || special) return null;
  let price = operation.price;
  const leaves: View[] = [];
  const full = new Set<GraphNode>();
  for (const read of readsIn(node, known.views)) {
    if (read.node.name === "literal") continue;
    const written = known.expressions.get(read.node);
    const inside = group.members.get(read.node) === "element" || known.again.has(read.node);
    if (inside && written) {
      if (!isDirect(read)) return null;
      price += written.price;
      leaves.push(...written.leaves);
      for (const leaf of written.full) full.add(leaf);
    } else {
      price += 1;
      leaves.push(read);
      if (2 * numelOf(read.node) >= numelOf(node)) full.add(read.node);
    }
  }
  return { price, leaves, full };
}

/** Whether the view is all of its node, in order. */
function isDirect({ node, shape, strides, offset }: View): boolean {
  return offset === 0 && sizeOf(shape) === numelOf(node) && isRowMajor(shape, strides);
}

/** Whether a reader can compute the node in its own loop. */
function takes({ unit, view }: Use, group: Group, { leaves }: Expression): boolean {
  if (!isGroup(unit) || unit.float !== group.float || !isDirect(view)) return false;
  if (sizeOf(view.shape) !== sizeOf(unit.dims)) return false;
  return leaves.every((leaf) => {
    const { inner, dims } = unit;
    return reshapeView(leaf, dims) !== null && (inner === null || hasSimpleRows(leaf, inner));
  });
}
