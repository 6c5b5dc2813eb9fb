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
import { type Unit, UnitGraph } from "./unit-graph.ts";
import { refine, type View } from "./view.ts";
import type { Views } from "./views.ts";
import { elementOperations } from "./vocabulary.ts";

/** More would need more addresses and registers than a loop has. */
const mostMembers = 48;
const mostReads = 20;
/** Of the groups that read the same as a node only the latest are asked: in a chain of steps all may read the same. */
const mostAsked = 16;

/** What a group has to do with nodes outside. */
interface Contacts {
  /** The nodes that members have as inputs. */
  readonly reads: Set<GraphNode>;
  /** The nodes among whose readers the group is listed. */
  readonly listed: Set<GraphNode>;
}

/**
 * Puts element-wise operations and reductions into groups, each of which becomes one loop.
 *
 * In the order of computation every node joins the group of what it reads, or of what reads the same, if the group's loop
 * has its shape and nothing in between has to be computed first. Groups that come to share a reader are joined.
 */
export class Fusion {
  readonly #views: Views;
  readonly #units = new UnitGraph();
  /** Groups that read a node in full, the latest last. */
  readonly #readers = new Map<GraphNode, Group[]>();
  readonly #contacts = new Map<Group, Contacts>();
  #asked = 0;

  constructor(nodes: readonly GraphNode[], views: Views) {
    this.#views = views;
    for (const node of nodes) {
      if (!views.hasArray(node)) continue;
      const fusible = isFusible(node, views);
      const reads = fusible ? readsIn(node, views) : node.inputs.map((input) => views.of(input));
      this.#units.add(node, [...new Set(reads.map((read) => read.node))]);
      if (fusible) this.#place(node, reads);
    }
  }

  /** How many groups nodes asked to join, and edges of the graph that were gone along to see whether they may. */
  get effort(): { readonly asked: number; readonly visited: number } {
    return { asked: this.#asked, visited: this.#units.visited };
  }

  unitOf(node: GraphNode): Unit {
    return this.#units.unitOf(node);
  }

  inputsOf(unit: Unit): Set<Unit> {
    return new Set(this.#units.inputsOf(unit));
  }

  #place(node: GraphNode, reads: readonly View[]): void {
    const makers = reads.map((read) => this.#units.groupOf(read.node));
    const others = reads.flatMap((read) =>
      sizeOf(read.shape) === numelOf(read.node)
        ? (this.#readers.get(read.node)?.slice(-mostAsked) ?? [])
        : [],
    );
    const candidates = new Set([...makers.reverse(), ...others.reverse()].filter((g) => g !== undefined));
    this.#asked += candidates.size;
    const home = [...candidates].find((group) => this.#tryJoin(group, node)) ?? this.#start(node);
    for (const group of new Set(makers)) if (group && group !== home) this.#tryMerge(home, group);
  }

  #tryJoin(group: Group, node: GraphNode): boolean {
    if (group.members.size >= mostMembers || this.#contacts.get(group)!.reads.size >= mostReads) return false;
    const found = fit(group, node, this.#views);
    if (!found || !this.#staysSimple(group, found)) return false;
    if (this.#isApart(node, group)) return false;
    this.#add(group, node, found);
    return true;
  }

  /** Whether the rows of what the group reads stay simple when their length becomes fixed. */
  #staysSimple(group: Group, { inner }: Fit): boolean {
    if (inner === null || inner === group.inner) return true;
    const reads = [...group.members.keys()].flatMap((member) => touchesOf(member, this.#views));
    return reads.every((read) => group.members.has(read.node) || hasSimpleRows(read, inner));
  }

  #start(node: GraphNode): Group {
    const inner = ownInner(node);
    const size = loopSize(node);
    let dims: readonly number[] = [size];
    for (const read of touchesOf(node, this.#views)) dims = refine(dims, read.shape)!;
    if (inner !== null) dims = refine(dims, [size / inner, inner])!;
    const group: Group = { float: floatOf(node) ?? "float32", dims, inner, block: null, members: new Map() };
    const level = node.name === "reduce" ? "row" : node.name === "columns" ? "columns" : "element";
    this.#contacts.set(group, { reads: new Set(), listed: new Set() });
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
    this.#units.join([node], group);
    const { reads, listed } = this.#contacts.get(group)!;
    for (const input of node.inputs) if (!group.members.has(input.node)) reads.add(input.node);
    for (const read of readsIn(node, this.#views)) {
      const full = sizeOf(read.shape) === numelOf(read.node) && numelOf(read.node) > 1;
      if (!full || group.members.has(read.node) || listed.has(read.node)) continue;
      listed.add(read.node);
      const readers = this.#readers.get(read.node);
      if (readers) readers.push(group);
      else this.#readers.set(read.node, [group]);
    }
  }

  /** Joins two groups into the first, if every node of the second fits and neither needs the other's work done before. */
  #tryMerge(into: Group, from: Group): void {
    if (into.float !== from.float || into.members.size + from.members.size > mostMembers) return;
    if (sizeOf(into.dims) !== sizeOf(from.dims)) return;
    if (into.inner !== null && from.inner !== null && into.inner !== from.inner) return;
    if (into.block !== null && from.block !== null && into.block !== from.block) return;
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
    if (this.#isApart(into, from) || this.#isApart(from, into)) return;
    for (const [node, level] of from.members) into.members.set(node, level);
    this.#units.join([...from.members.keys()], into);
    Object.assign(into, { dims: trial.dims, inner: trial.inner, block: trial.block });
    this.#joinContacts(into, from);
  }

  #joinContacts(into: Group, from: Group): void {
    const [own, other] = [this.#contacts.get(into)!, this.#contacts.get(from)!];
    this.#contacts.delete(from);
    for (const node of other.reads) own.reads.add(node);
    for (const node of into.members.keys()) own.reads.delete(node);
    for (const node of other.listed) {
      const readers = this.#readers.get(node)!;
      readers.splice(readers.lastIndexOf(from), 1, ...(own.listed.has(node) ? [] : [into]));
      own.listed.add(node);
    }
  }

  /** Whether `unit` can only be computed after something that itself needs `group`. */
  #isApart(unit: Unit, group: Group): boolean {
    return this.#units.needs(
      [...this.#units.inputsOf(unit)].filter((input) => input !== group),
      group,
    );
  }
}

function isFusible(node: GraphNode, views: Views): boolean {
  if (numelOf(node) === 0 || loopSize(node) === 0) return false;
  if (views.copied.has(node)) return floatOf(node) !== null;
  return elementOperations.has(node.name) || node.name === "reduce" || node.name === "columns";
}
