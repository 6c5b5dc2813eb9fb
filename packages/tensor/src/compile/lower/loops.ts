import { isFloating } from "../../dtype.ts";
import { sizeOf } from "../../shape.ts";
import type { GraphNode } from "../graph.ts";
import { type Group, readsIn } from "./group.ts";
import type { Access, Level, LoopKernel, Step } from "./loop-kernel.ts";
import type { Recomputed } from "./recompute.ts";
import { reshapeView, type View } from "./view.ts";
import type { Views } from "./views.ts";

/** An access in the making: strides for every size of the loop, or only for those before the row. */
interface Strided {
  readonly node: GraphNode;
  readonly offset: number;
  strides: number[];
  readonly level: Level;
}

/** The loop kernel of a group; `stored` says which of its nodes others read. */
export function lowerGroup(
  group: Group,
  views: Views,
  { stored, recomputed }: { stored: ReadonlySet<GraphNode>; recomputed: Recomputed },
): LoopKernel {
  return new Lowering(group, views, recomputed).kernel(stored);
}

class Lowering {
  readonly #group: Group;
  readonly #views: Views;
  readonly #recomputed: Recomputed;
  readonly #accesses: Strided[] = [];
  readonly #steps: Step[] = [];
  readonly #stepOf = new Map<GraphNode, number>();
  readonly #loads = new Map<string, number>();
  /** Sizes of the loop from the row's first on. */
  readonly #rowDims: number;

  constructor(group: Group, views: Views, recomputed: Recomputed) {
    this.#group = group;
    this.#recomputed = recomputed;
    this.#views = views;
    let [size, d] = [1, group.dims.length];
    while (group.inner !== null && size < group.inner) size *= group.dims[--d]!;
    this.#rowDims = group.inner === null ? 0 : d;
  }

  kernel(stored: ReadonlySet<GraphNode>): LoopKernel {
    const { members, float } = this.#group;
    for (const node of [...members.keys()].sort((a, b) => a.id - b.id)) this.#member(node);
    for (const [node, level] of members)
      if (stored.has(node) && level !== "columns") this.#store(node, level);
    const { outer, inner, accesses } = this.#merge();
    const steps = this.#steps.map((step): Step => {
      if (step.kind === "store") return { ...step, access: accesses.get(step.access)! };
      if (step.kind !== "load") return step;
      const access = accesses.get(step.access)!;
      return { ...step, access, level: access.inner === 0 ? "row" : "element" };
    });
    const rows = sizeOf(outer);
    return { kind: "loop", float, outer, inner, steps: used(steps), blockRows: this.#group.block ?? rows };
  }

  #member(node: GraphNode): void {
    const level = this.#group.members.get(node)!;
    const reads = readsIn(node, this.#views);
    const inputs = (node.name === "put" ? reads.slice(0, 1) : reads).map((read) =>
      this.#read(read, level === "row" && node.name !== "reduce"),
    );
    const place = this.#steps.length;
    if (node.name === "room") {
      this.#steps.push({ kind: "literal", level: "row", value: Number(node.attributes.fill) });
    } else if (node.name === "reduce") {
      const name = node.attributes.operation as "sum" | "amax" | "amin";
      this.#steps.push({ kind: "reduce", level: "row", name, inputs });
    } else if (level === "columns") {
      this.#steps.push({ kind: "columns", level: "element", target: node, inputs });
    } else if (node.name === "isIndex") {
      this.#steps.push({ kind: "isIndex", level: "element", inputs });
    } else {
      this.#steps.push({ kind: "operation", level: level as Level, name: this.#nameOf(node), inputs });
    }
    this.#stepOf.set(node, place);
  }

  #nameOf(node: GraphNode): string {
    if (this.#views.copied.has(node) || node.name === "put") return "copy";
    return node.name === "to" ? `to:${node.inputs[0]!.node.dtype}` : node.name;
  }

  /** A node of another loop, computed here too. */
  #again(node: GraphNode): number {
    return this.#once(`again ${node.id}`, () => {
      const inputs = readsIn(node, this.#views).map((read) => this.#read(read, false));
      return { kind: "operation", level: "element", name: this.#nameOf(node), inputs };
    });
  }

  /** The step that gives what a view reads. */
  #read(read: View, perRow: boolean): number {
    const member = this.#stepOf.get(read.node);
    if (member !== undefined) return member;
    // Others are read from memory, where masks and whole numbers have their own form.
    if (read.node.name === "literal" && isFloating(read.node.dtype)) {
      const value = Number(read.node.attributes.value);
      return this.#once(`literal ${Object.is(value, -0) ? "-0" : value}`, () => ({
        kind: "literal",
        level: "row",
        value,
      }));
    }
    if (this.#recomputed.inline.has(read.node)) return this.#again(read.node);
    const dims = perRow ? this.#group.dims.slice(0, this.#rowDims) : this.#group.dims;
    const { offset, strides } = reshapeView(read, dims)!;
    const key = `${read.node.id} ${perRow} ${offset} ${strides.join()}`;
    return this.#once(key, () => {
      const access = this.#access({
        node: read.node,
        offset,
        strides: [...strides],
        level: perRow ? "row" : "element",
      });
      return { kind: "load", level: "element", access };
    });
  }

  #once(key: string, make: () => Step): number {
    const known = this.#loads.get(key);
    if (known !== undefined) return known;
    const place = this.#steps.push(make()) - 1;
    this.#loads.set(key, place);
    return place;
  }

  #store(node: GraphNode, level: Level): void {
    const dims = level === "row" ? this.#group.dims.slice(0, this.#rowDims) : this.#group.dims;
    const { node: array, offset, strides } = reshapeView(this.#views.target(node), dims)!;
    const access = this.#access({ node: array, offset, strides: [...strides], level });
    this.#steps.push({ kind: "store", level, access, inputs: [this.#stepOf.get(node)!] });
  }

  /** Places in `#accesses` stand for accesses until the loop's sizes are merged. */
  #access(strided: Strided): Access {
    const { node, offset } = strided;
    this.#accesses.push(strided);
    const access: Access = { node, dtype: node.dtype, offset, outer: [], inner: 0 };
    this.#pending.set(access, strided);
    return access;
  }

  readonly #pending = new Map<Access, Strided>();

  /** Joins neighbouring sizes where every access allows it, and says where the row begins. */
  #merge(): { outer: number[]; inner: number; accesses: Map<Access, Access> } {
    const sizes = [...this.#group.dims];
    const split = this.#group.inner === null ? sizes.length : this.#rowDims;
    const outer = mergeSizes(sizes.slice(0, split), this.#accesses, 0);
    const row =
      this.#group.inner === null ? [] : mergeSizes(sizes.slice(split), this.#accesses, outer.length);
    // Without a fixed row the last size is the row.
    const inner = this.#group.inner ?? outer.pop() ?? 1;
    if (row.length > 1) throw new Error("a row of uneven steps, which fusion should not have allowed");
    const accesses = new Map<Access, Access>();
    for (const [access, { strides }] of this.#pending) {
      accesses.set(access, {
        ...access,
        outer: strides.slice(0, outer.length),
        inner: strides[outer.length] ?? 0,
      });
    }
    return { outer, inner, accesses };
  }
}

/** Merges `sizes`, which are those from place `first` on in the accesses' strides, and the strides with them. */
function mergeSizes(sizes: number[], accesses: readonly Strided[], first: number): number[] {
  const merged = [...sizes];
  for (let d = merged.length - 2; d >= 0; d--) {
    const joint = accesses.every(({ strides }) => {
      const [outer, inner] = [strides[first + d], strides[first + d + 1]];
      return outer === undefined || inner === undefined || outer === inner * merged[d + 1]!;
    });
    if (!joint) continue;
    merged.splice(d, 2, merged[d]! * merged[d + 1]!);
    for (const access of accesses)
      if (access.strides[first + d + 1] !== undefined) access.strides.splice(first + d, 1);
  }
  return merged;
}

/** The steps that lead to something written; others compute again in a loop of their own what this one had made for them. */
function used(steps: readonly Step[]): Step[] {
  const needed = steps.map(({ kind }) => kind === "store" || kind === "columns");
  for (let s = steps.length - 1; s >= 0; s--) {
    const step = steps[s]!;
    if (needed[s] && "inputs" in step) for (const i of step.inputs) needed[i] = true;
  }
  let count = 0;
  const place = needed.map((is) => (is ? count++ : -1));
  return steps
    .filter((_, s) => needed[s])
    .map((step) => ("inputs" in step ? { ...step, inputs: step.inputs.map((i) => place[i]!) } : step));
}
