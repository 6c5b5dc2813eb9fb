import { block, br, brIf, type Code, i32, loop, memoryFill, select } from "../../wasm/instructions.ts";
import { laneOperations } from "../../wasm/lane-operations.ts";
import type { FunctionScope, Local } from "../../wasm/module.ts";
import type { GraphNode } from "../graph.ts";
import type { Access, LoopKernel, Step } from "../lower/loop-kernel.ts";
import { bytesOf, loadCode, type Place, splatCode, storeCode } from "./access-code.ts";
import { elementCode, isIndexCode } from "./element-code.ts";
import type { FarAngles } from "./far-angles.ts";
import { forRange } from "./for-range.ts";
import { inputsOf, type Phases, phasesOf } from "./phases.ts";
import { Reduction } from "./reduction-code.ts";
import { columnChunks, workOf } from "./work.ts";

/** Where accesses of a loop begin: in which array, and how many elements into it. */
export interface Origin {
  readonly node: GraphNode;
  readonly offset: number;
}

/** The origins whose addresses a loop's function takes, in the order of its parameters; scratch memory, first and last unit of work follow. */
export function originsOf({ steps }: LoopKernel): Origin[] {
  const origins = new Map<string, Origin>();
  for (const step of steps) {
    const origin = originOf(step);
    if (origin && !origins.has(keyOf(origin))) origins.set(keyOf(origin), origin);
  }
  return [...origins.values()];
}

/** Where a step reads or writes memory, if it does. */
export function originOf(step: Step): Origin | null {
  if (step.kind === "load" || step.kind === "store") return step.access;
  return step.kind === "columns" ? { node: step.target, offset: 0 } : null;
}

/** Equal for equal origins. */
export function keyOf({ node, offset }: Origin): string {
  return `${node.id} ${offset}`;
}

/** Bytes of scratch memory that one thread needs: a row for each value that is kept between walks. */
export function scratchBytes(kernel: LoopKernel): number {
  return phasesOf(kernel).kept.length * rowBytes(kernel);
}

function rowBytes({ inner, float }: LoopKernel): number {
  return Math.ceil((inner * bytesOf[float]) / 16) * 16;
}

/** The body of a loop kernel's function. */
export function loopBody(kernel: LoopKernel, scope: FunctionScope, far: FarAngles): Code[] {
  return new LoopEmitter(kernel, scope, far).body();
}

class LoopEmitter {
  readonly #kernel: LoopKernel;
  readonly #scope: FunctionScope;
  readonly #far: FarAngles;
  readonly #phases: Phases;
  readonly #values: Local[];
  readonly #addresses = new Map<Access | GraphNode, Local>();
  readonly #pointers: Map<string, Local>;
  readonly #scratch: Local;
  readonly #reductions = new Map<number, Reduction>();
  /** How far along the row, in elements. */
  readonly #index: Local;
  readonly #row: Local;

  constructor(kernel: LoopKernel, scope: FunctionScope, far: FarAngles) {
    this.#far = far;
    this.#kernel = kernel;
    this.#scope = scope;
    this.#phases = phasesOf(kernel);
    this.#values = kernel.steps.map(() => scope.local("v128"));
    this.#index = scope.local("i32");
    this.#row = scope.local("i32");
    const origins = originsOf(kernel);
    this.#pointers = new Map(origins.map((origin, i) => [keyOf(origin), scope.params[i]!]));
    this.#scratch = scope.params[origins.length]!;
    for (const step of kernel.steps) {
      if (step.kind === "load" || step.kind === "store") this.#addresses.set(step.access, scope.local("i32"));
      if (step.kind === "columns") this.#addresses.set(step.target, scope.local("i32"));
    }
  }

  body(): Code[] {
    const { params } = this.#scope;
    const [low, high] = [params.at(-2)!, params.at(-1)!];
    const unit = workOf(this.#kernel).unit;
    if (unit === "element") return this.#flat(low, high);
    if (unit === "row") return [this.#forRows(low.get, high.get)];
    return this.#chunks(low, high);
  }

  /** One row, of which a range of elements is done. */
  #flat(low: Local, high: Local): Code[] {
    return [...this.#rowStart(), ...this.#rowValues(0), this.#walk(0, low.get, high.get)];
  }

  #forRows(from: Code, to: Code): Code {
    const count = i32.const(this.#kernel.inner);
    const phases = Array.from({ length: this.#phases.count }, (_, p): Code[] => [
      ...this.#rowValues(p),
      ...this.#reductionsOf(p).flatMap((reduction) => reduction.start()),
      this.#walk(p, i32.const(0), count),
      ...this.#reductionsOf(p).flatMap((reduction) => reduction.finish()),
    ]);
    const last = this.#rowValues(this.#phases.count);
    return forRange(this.#row, from, to, [...this.#rowStart(), ...phases.flat(), ...last]);
  }

  /** Blocks of rows are cut into chunks, each of which adds to a row of its own. */
  #chunks(low: Local, high: Local): Code[] {
    const { blockRows, inner, float } = this.#kernel;
    const { perBlock, rows } = columnChunks(this.#kernel);
    const [chunk, start, end] = [
      this.#scope.local("i32"),
      this.#scope.local("i32"),
      this.#scope.local("i32"),
    ];
    const block = i32.divU(chunk.get, i32.const(perBlock));
    const within = i32.remU(chunk.get, i32.const(perBlock));
    const bytes = inner * bytesOf[float];
    const targets = this.#kernel.steps.flatMap((step) => (step.kind === "columns" ? [step.target] : []));
    const clear = targets.map((target) => {
      const at = this.#addresses.get(target)!;
      const place = i32.add(this.#pointer({ node: target, offset: 0 }), i32.mul(chunk.get, i32.const(bytes)));
      return [...at.set(place), ...memoryFill(at.get, i32.const(0), i32.const(bytes))];
    });
    return [
      forRange(chunk, low.get, high.get, [
        ...clear,
        start.set(i32.add(i32.mul(block, i32.const(blockRows)), i32.mul(within, i32.const(rows)))),
        end.set(
          smaller(
            i32.add(start.get, i32.const(rows)),
            i32.mul(i32.add(block, i32.const(1)), i32.const(blockRows)),
          ),
        ),
        this.#forRows(start.get, end.get),
      ]),
    ];
  }

  #pointer(origin: Origin): Code {
    return this.#pointers.get(keyOf(origin))!.get;
  }

  /** Addresses of the row in every array that is walked. */
  #rowStart(): Code[] {
    const { outer } = this.#kernel;
    const places = outer.map(() => this.#scope.local("i32"));
    const code: Code[] = [];
    let rest: Code = this.#row.get;
    for (let d = outer.length - 1; d > 0; d--) {
      code.push(places[d]!.set(i32.remU(rest, i32.const(outer[d]!))));
      rest = i32.divU(rest, i32.const(outer[d]!));
    }
    if (outer.length > 0) code.push(places[0]!.set(rest));
    for (const [access, address] of this.#addresses) {
      if (!("outer" in access)) continue;
      const bytes = bytesOf[access.dtype];
      let at = this.#pointer(access);
      access.outer.forEach((stride, d) => {
        if (stride !== 0) at = i32.add(at, i32.mul(places[d]!.get, i32.const(stride * bytes)));
      });
      code.push(address.set(at));
    }
    return code;
  }

  /** Values of the row that are there before walk `phase`, and were not before. */
  #rowValues(phase: number): Code[] {
    const { steps, float } = this.#kernel;
    return steps.flatMap((step, s): Code[] => {
      if (step.level !== "row" || this.#phases.ready[s] !== phase || step.kind === "reduce") return [];
      if (step.kind === "store") return [this.#storeRow(step)];
      if (step.kind === "literal") return [this.#values[s]!.set(laneOperations(float).literal(step.value))];
      if (step.kind === "load")
        return [
          this.#values[s]!.set(splatCode(float, step.access.dtype, this.#addresses.get(step.access)!.get)),
        ];
      return [this.#values[s]!.set(this.#operation(step))];
    });
  }

  #storeRow(step: Step & { kind: "store" }): Code {
    const place = this.#place(step.access, i32.const(0), true);
    return storeCode(this.#kernel.float, place, this.#values[step.inputs[0]!]!.get);
  }

  #reductionsOf(phase: number): Reduction[] {
    return this.#kernel.steps.flatMap((step, s) => {
      if (step.kind !== "reduce" || this.#phases.ready[s] !== phase + 1) return [];
      let reduction = this.#reductions.get(s);
      if (!reduction) {
        reduction = new Reduction(step.name, this.#kernel.float, this.#scope, this.#values[s]!);
        this.#reductions.set(s, reduction);
      }
      return [reduction];
    });
  }

  /** Walks over elements of the row: whole vectors, then those left one by one. */
  #walk(phase: number, from: Code, to: Code): Code {
    const lanes = this.#kernel.float === "float32" ? 4 : 2;
    if (!this.#kernel.steps.some((_, s) => this.#phases.computed[s]!.has(phase))) return [];
    const end = this.#scope.local("i32");
    const whole = i32.add(from, i32.and(i32.sub(to, from), i32.const(-lanes)));
    return [
      ...this.#index.set(from),
      ...end.set(whole),
      ...block(
        loop(
          brIf(1, i32.geS(this.#index.get, end.get)),
          ...this.#elements(phase, false),
          this.#index.add(i32.const(lanes)),
          br(0),
        ),
      ),
      ...block(
        loop(
          brIf(1, i32.geS(this.#index.get, to)),
          ...this.#elements(phase, true),
          this.#index.add(i32.const(1)),
          br(0),
        ),
      ),
    ];
  }

  #elements(phase: number, single: boolean): Code[] {
    return this.#kernel.steps.flatMap((step, s): Code[] => {
      if (this.#phases.reread[s]!.has(phase))
        return [this.#values[s]!.set(loadCode(this.#kernel.float, this.#kept(s, single)))];
      if (!this.#phases.computed[s]!.has(phase)) return [];
      if (step.kind === "reduce")
        return [this.#reductions.get(s)!.add(this.#values[step.inputs[0]!]!.get, single)];
      if (step.kind === "columns") return [this.#addToColumn(step, single)];
      if (step.kind === "store") {
        if (step.level === "row") return [];
        const place = this.#place(step.access, this.#index.get, single);
        return [storeCode(this.#kernel.float, place, this.#values[step.inputs[0]!]!.get)];
      }
      const code = [
        this.#values[s]!.set(step.kind === "load" ? this.#load(step.access, single) : this.#operation(step)),
      ];
      if (this.#phases.kept.includes(s) && this.#phases.ready[s] === phase) {
        code.push(storeCode(this.#kernel.float, this.#kept(s, single), this.#values[s]!.get));
      }
      return code;
    });
  }

  #load(access: Access, single: boolean): Code {
    return loadCode(this.#kernel.float, this.#place(access, this.#index.get, single));
  }

  #operation(step: Step): Code {
    const { float } = this.#kernel;
    const inputs = inputsOf(step).map((i) => this.#values[i]!.get);
    if (step.kind === "isIndex") return isIndexCode(float, this.#index.get, inputs[0]!);
    return elementCode((step as { name: string }).name, float, this.#scope, inputs, this.#far);
  }

  #addToColumn(step: Step & { kind: "columns" }, single: boolean): Code {
    const { float } = this.#kernel;
    const row = this.#addresses.get(step.target)!.get;
    const place: Place = { row, index: this.#index.get, stride: 1, dtype: float, single };
    const sum = laneOperations(float).add(loadCode(float, place), this.#values[step.inputs[0]!]!.get);
    return storeCode(float, place, sum);
  }

  #place(access: Access, index: Code, single: boolean): Place {
    const { dtype, inner } = access;
    return { row: this.#addresses.get(access)!.get, index, stride: inner, dtype, single };
  }

  /** Where a value is kept between walks. */
  #kept(s: number, single: boolean): Place {
    const row = i32.add(this.#scratch.get, i32.const(this.#phases.kept.indexOf(s) * rowBytes(this.#kernel)));
    return { row, index: this.#index.get, stride: 1, dtype: this.#kernel.float, single };
  }
}

function smaller(a: Code, b: Code): Code {
  return select(a, b, i32.ltS(a, b));
}
