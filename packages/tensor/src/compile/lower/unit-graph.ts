import type { GraphNode } from "../graph.ts";
import { DepthQueue } from "./depth-queue.ts";
import type { Group } from "./group.ts";

/** What is computed at one time: a group of fused nodes, or a node by itself. */
export type Unit = Group | GraphNode;

export function isGroup(unit: Unit): unit is Group {
  return "members" in unit;
}

function nodesOf(unit: Unit): Iterable<GraphNode> {
  return isGroup(unit) ? unit.members.keys() : [unit];
}

/**
 * Which unit needs which, while nodes join groups and groups each other.
 *
 * Nodes and what they read stay; only the unit of a node changes. Each unit has a depth, greater than that of every unit it reads, so
 * a search for a group among what others need never goes to units that are no deeper than the group. A depth only grows, and takes
 * those of its readers with it where they would no longer be greater.
 */
export class UnitGraph {
  readonly #groupOf = new Map<GraphNode, Group>();
  readonly #reads = new Map<GraphNode, readonly GraphNode[]>();
  readonly #readers = new Map<GraphNode, GraphNode[]>();
  readonly #depth = new Map<Unit, number>();
  #visited = 0;

  /** How many edges were gone along in all searches, and how many units deepened. */
  get visited(): number {
    return this.#visited;
  }

  unitOf(node: GraphNode): Unit {
    return this.#groupOf.get(node) ?? node;
  }

  groupOf(node: GraphNode): Group | undefined {
    return this.#groupOf.get(node);
  }

  /** A node by itself, behind all that it reads. */
  add(node: GraphNode, reads: readonly GraphNode[]): void {
    this.#reads.set(node, reads);
    for (const read of reads) {
      const readers = this.#readers.get(read);
      if (readers) readers.push(node);
      else this.#readers.set(read, [node]);
    }
    this.#depth.set(node, this.#depthBehind(node));
  }

  /** Says that nodes are members of the group from now on; the group may not need what needs them, nor they what needs it. */
  join(nodes: readonly GraphNode[], group: Group): void {
    const before = this.#depth.get(group) ?? 0;
    const from = new Set(nodes.map((node) => this.unitOf(node)));
    for (const node of nodes) this.#groupOf.set(node, group);
    let depth = before;
    for (const node of nodes) {
      for (const read of this.#reads.get(node)!) {
        const input = this.unitOf(read);
        if (input !== group) depth = Math.max(depth, this.#depth.get(input)! + 1);
      }
    }
    this.#depth.set(group, depth);
    for (const unit of from) this.#depth.delete(unit);
    this.#deepen(depth > before ? [...group.members.keys()] : nodes, group);
  }

  /** The units that a unit reads; some more than once. */
  *inputsOf(unit: Unit): Iterable<Unit> {
    for (const node of nodesOf(unit)) {
      for (const read of this.#reads.get(node) ?? []) {
        const input = this.unitOf(read);
        if (input !== unit) yield input;
      }
    }
  }

  /** Whether one of the units can only be computed after `group`, which is none of them. */
  needs(units: readonly Unit[], group: Group): boolean {
    const least = this.#depth.get(group)!;
    const most = Math.max(0, ...units.map((unit) => this.#depth.get(unit)!));
    if (most <= least) return false;
    // From both ends, an edge at a time: often one of them has few to go.
    const [above, below] = [new Set<Unit>(), new Set<Unit>([group])];
    const up = this.#walk(units, this.#reads, above, (depth) => depth > least);
    const down = this.#walk([group], this.#readers, below, (depth) => depth <= most);
    for (;;) {
      const input = up.next();
      if (input.done) return false;
      if (below.has(input.value)) return true;
      const reader = down.next();
      if (reader.done) return false;
      if (above.has(reader.value)) return true;
    }
  }

  /** Goes along the edges of units that are not yet in `seen`, and gives the unit at the end of each. */
  *#walk(
    from: readonly Unit[],
    edges: ReadonlyMap<GraphNode, readonly GraphNode[]>,
    seen: Set<Unit>,
    within: (depth: number) => boolean,
  ): Generator<Unit, void> {
    const stack = from.filter((unit) => within(this.#depth.get(unit)!));
    for (const unit of stack) seen.add(unit);
    while (stack.length > 0) {
      const unit = stack.pop()!;
      for (const node of nodesOf(unit)) {
        for (const other of edges.get(node) ?? []) {
          const next = this.unitOf(other);
          if (next === unit) continue;
          this.#visited++;
          yield next;
          if (seen.has(next) || !within(this.#depth.get(next)!)) continue;
          seen.add(next);
          stack.push(next);
        }
      }
    }
  }

  #depthBehind(unit: Unit): number {
    let depth = 0;
    for (const input of this.inputsOf(unit)) depth = Math.max(depth, this.#depth.get(input)! + 1);
    return depth;
  }

  /** Takes what reads the nodes of a unit to depths greater than the unit's, and what reads that. */
  #deepen(nodes: Iterable<GraphNode>, unit: Unit): void {
    // By the depths from before, each comes after all of what it reads that is deepened too, so once is enough.
    const queue = new DepthQueue<Unit>();
    const wanted = new Map<Unit, number>();
    const ask = (made: Iterable<GraphNode>, maker: Unit): void => {
      const least = this.#depth.get(maker)! + 1;
      for (const node of made) {
        for (const reader of this.#readers.get(node) ?? []) {
          const next = this.unitOf(reader);
          const depth = this.#depth.get(next)!;
          if (next === maker || depth >= least) continue;
          if (!wanted.has(next)) queue.put(depth, next);
          wanted.set(next, Math.max(wanted.get(next) ?? 0, least));
        }
      }
    };
    ask(nodes, unit);
    while (queue.size > 0) {
      const next = queue.take();
      this.#visited++;
      this.#depth.set(next, wanted.get(next)!);
      ask(nodesOf(next), next);
    }
  }
}
