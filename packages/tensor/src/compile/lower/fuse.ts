import { sizeOf } from "../../shape.ts";
import { type GraphNode, numelOf } from "../graph.ts";
import {
  type Fit,
  fit,
  floatOf,
  type Group,
  hasSimpleRows,
  loopSize,
  ownInner,
  readsIn,
  touchesOf,
} from "./group.ts";
import { refine } from "./view.ts";
import type { Views } from "./views.ts";
import { elementOperations } from "./vocabulary.ts";

/** What is computed at one time: a group of fused nodes, or a node by itself. */
export type Unit = Group | GraphNode;

/** More would need more addresses and registers than a loop has. */
const mostMembers = 48;
const mostReads = 20;

/**
 * Puts element-wise operations and reductions into groups, each of which becomes one loop.
 *
 * In the order of computation every node joins the group of what it reads, or of what reads the same, if the group's loop
 * has its shape and nothing in between has to be computed first. Groups that come to share a reader are joined.
 */
export class Fusion {
  readonly #views: Views;
  readonly #groupOf = new Map<GraphNode, Group>();
  /** Groups that read a node in full, the latest last. */
  readonly #readers = new Map<GraphNode, Group[]>();
  readonly #first = new Map<Group, number>();

  constructor(nodes: readonly GraphNode[], views: Views) {
    this.#views = views;
    for (const node of nodes) {
      if (isFusible(node, views)) this.#place(node);
    }
  }

  unitOf(node: GraphNode): Unit {
    return this.#groupOf.get(node) ?? node;
  }

  #place(node: GraphNode): void {
    const reads = readsIn(node, this.#views);
    const makers = reads.map((read) => this.#groupOf.get(read.node));
    const others = reads.flatMap((read) =>
      sizeOf(read.shape) === numelOf(read.node) ? (this.#readers.get(read.node) ?? []) : [],
    );
    const candidates = new Set([...makers.reverse(), ...others.reverse()].filter((g) => g !== undefined));
    let home: Group | null = null;
    for (const group of candidates) {
      const found = this.#tryJoin(group, node);
      if (!found) continue;
      home = group;
      break;
    }
    home ??= this.#start(node);
    for (const group of new Set(makers)) if (group && group !== home) this.#tryMerge(home, group);
  }

  #tryJoin(group: Group, node: GraphNode): boolean {
    if (group.members.size >= mostMembers || this.#readCount(group) >= mostReads) return false;
    const found = fit(group, node, this.#views);
    if (!found || !this.#staysSimple(group, found)) return false;
    const outside = readsIn(node, this.#views)
      .map((read) => this.unitOf(read.node))
      .filter((unit) => unit !== group);
    if (outside.some((unit) => this.#dependsOn(unit, group))) return false;
    this.#add(group, node, found);
    return true;
  }

  /** Whether the rows of what the group reads stay simple when their length becomes fixed. */
  #staysSimple(group: Group, { inner }: Fit): boolean {
    if (inner === null || inner === group.inner) return true;
    const reads = [...group.members.keys()].flatMap((member) => touchesOf(member, this.#views));
    return reads.every((read) => group.members.has(read.node) || hasSimpleRows(read, inner));
  }

  #readCount(group: Group): number {
    const read = [...group.members.keys()].flatMap((member) => member.inputs.map((input) => input.node));
    return new Set(read.filter((node) => !group.members.has(node))).size;
  }

  #start(node: GraphNode): Group {
    const inner = ownInner(node);
    const size = loopSize(node);
    let dims: readonly number[] = [size];
    for (const read of touchesOf(node, this.#views)) dims = refine(dims, read.shape)!;
    if (inner !== null) dims = refine(dims, [size / inner, inner])!;
    const group: Group = { float: floatOf(node) ?? "float32", dims, inner, block: null, members: new Map() };
    const level = node.name === "reduce" ? "row" : node.name === "columns" ? "columns" : "element";
    this.#add(group, node, {
      level,
      dims,
      inner,
      block: level === "columns" ? Number(node.attributes.n) : null,
    });
    return group;
  }

  #add(group: Group, node: GraphNode, { level, dims, inner, block }: Fit): void {
    Object.assign(group, { dims, inner, block });
    group.members.set(node, level);
    this.#groupOf.set(node, group);
    this.#first.set(group, Math.min(this.#first.get(group) ?? node.id, node.id));
    for (const read of readsIn(node, this.#views)) {
      const full = sizeOf(read.shape) === numelOf(read.node) && numelOf(read.node) > 1;
      if (!full || group.members.has(read.node)) continue;
      const readers = this.#readers.get(read.node) ?? [];
      if (!readers.includes(group)) readers.push(group);
      this.#readers.set(read.node, readers);
    }
  }

  /** Joins two groups into the first, if every node of the second fits and neither needs the other's work done before. */
  #tryMerge(into: Group, from: Group): void {
    if (into.float !== from.float || into.members.size + from.members.size > mostMembers) return;
    if (sizeOf(into.dims) !== sizeOf(from.dims)) return;
    if (into.inner !== null && from.inner !== null && into.inner !== from.inner) return;
    if (into.block !== null && from.block !== null && into.block !== from.block) return;
    if (this.#apart(into, from) || this.#apart(from, into)) return;
    const inner = into.inner ?? from.inner;
    const dims = refine(into.dims, from.dims);
    if (!dims) return;
    const refined = { level: "element", dims, inner, block: null } as const;
    if (!this.#staysSimple(into, refined) || !this.#staysSimple(from, refined)) return;
    const trial: Group = { ...from, dims, inner, block: into.block ?? from.block, members: new Map() };
    const all = [...into.members, ...from.members].sort(([a], [b]) => a.id - b.id);
    for (const [node, level] of all) {
      const found = fit(trial, node, this.#views);
      if (found?.level !== level) return;
      Object.assign(trial, { dims: found.dims, inner: found.inner, block: found.block });
      trial.members.set(node, found.level);
    }
    for (const [node, level] of from.members) {
      into.members.set(node, level);
      this.#groupOf.set(node, into);
    }
    Object.assign(into, { dims: trial.dims, inner: trial.inner, block: trial.block });
    this.#first.set(into, Math.min(this.#first.get(into)!, this.#first.get(from)!));
    for (const readers of this.#readers.values()) {
      const at = readers.indexOf(from);
      if (at >= 0) readers.splice(at, 1, ...(readers.includes(into) ? [] : [into]));
    }
  }

  /** Whether `from` can only be computed after something that itself needs `group`. */
  #apart(from: Group, group: Group): boolean {
    return this.#outsideReads(from).some((unit) => unit !== group && this.#dependsOn(unit, group));
  }

  #outsideReads(group: Group): Unit[] {
    const reads = [...group.members.keys()].flatMap((member) => readsIn(member, this.#views));
    return [...new Set(reads.map((read) => this.unitOf(read.node)))].filter((unit) => unit !== group);
  }

  #dependsOn(unit: Unit, group: Group): boolean {
    const first = this.#first.get(group)!;
    const seen = new Set<Unit>();
    const stack = [unit];
    while (stack.length > 0) {
      const next = stack.pop()!;
      if (next === group) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      if (this.#last(next) < first) continue;
      stack.push(...inputsOf(next, this, this.#views));
    }
    return false;
  }

  #last(unit: Unit): number {
    return isGroup(unit) ? Math.max(...[...unit.members.keys()].map(({ id }) => id)) : unit.id;
  }
}

export function isGroup(unit: Unit): unit is Group {
  return "members" in unit;
}

/** The units whose results a unit reads. */
export function inputsOf(unit: Unit, fusion: { unitOf(node: GraphNode): Unit }, views: Views): Unit[] {
  const reads = isGroup(unit)
    ? [...unit.members.keys()].flatMap((member) => readsIn(member, views))
    : unit.inputs.map((input) => views.of(input));
  return [...new Set(reads.map((read) => fusion.unitOf(read.node)))].filter((other) => other !== unit);
}

function isFusible(node: GraphNode, views: Views): boolean {
  if (numelOf(node) === 0 || loopSize(node) === 0) return false;
  if (views.copied.has(node)) return floatOf(node) !== null;
  return elementOperations.has(node.name) || node.name === "reduce" || node.name === "columns";
}
