import { inputsOf, phasesOf } from "../../compile/emit/phases.ts";
import type { Access, LoopKernel, Step } from "../../compile/lower/loop-kernel.ts";
import { sizeOf } from "../../shape.ts";
import { elementExpression, literalExpression } from "./element.ts";
import {
  address,
  coordinates,
  eachElement,
  groupSize,
  groupsFor,
  type Shader,
  type ShaderWriter,
} from "./shader.ts";

/**
 * The shader of a loop. Without reductions every element has an invocation of its own. With them a row has as many
 * invocations as it has elements, rounded up to a power of two and at most a workgroup; they walk over it in steps, and put
 * their parts of a sum together in the workgroup's memory, always in the same order. Each walk computes anew what it needs
 * of the one before.
 */
export function loopShader(kernel: LoopKernel, writer: ShaderWriter): Shader {
  const emitter = new LoopEmitter(kernel, writer);
  return emitter.cooperates ? emitter.rows() : emitter.flat();
}

/** How many rows of a block one slot adds up before the parts are added, in a loop with a sum of columns. */
export function chunkOf({ blockRows }: Pick<LoopKernel, "blockRows">): { rows: number; perBlock: number } {
  const rows = Math.min(blockRows, Math.max(8, Math.ceil(Math.sqrt(blockRows))));
  return { rows, perBlock: Math.ceil(blockRows / rows) };
}

class LoopEmitter {
  readonly #kernel: LoopKernel;
  readonly #writer: ShaderWriter;
  readonly #names = new Map<Access, string>();
  /** Whether the invocations of a row have to work together. */
  readonly cooperates: boolean;

  constructor(kernel: LoopKernel, writer: ShaderWriter) {
    this.#kernel = kernel;
    this.#writer = writer;
    this.cooperates = kernel.steps.some(
      ({ kind, level }) => kind === "reduce" || kind === "columns" || (kind === "store" && level === "row"),
    );
    for (const step of kernel.steps) {
      if (step.kind === "load" || step.kind === "store") this.#names.set(step.access, `a${this.#names.size}`);
    }
  }

  flat(): Shader {
    const { outer, inner, steps } = this.#kernel;
    const count = sizeOf(outer) * inner;
    const lines = [
      eachElement(count),
      `let row = i / ${inner}u;`,
      `let j = i % ${inner}u;`,
      ...this.#rowStart(),
      ...steps.flatMap((_, s) => this.#step(s)),
    ];
    return this.#writer.finish(groupsFor(count), lines.join("\n"));
  }

  rows(): Shader {
    const { outer, inner, blockRows, steps } = this.#kernel;
    const rows = sizeOf(outer);
    const lanes = Math.min(groupSize, 2 ** Math.ceil(Math.log2(inner)));
    const slotsPerGroup = groupSize / lanes;
    const columns = steps.flatMap((step) => (step.kind === "columns" ? [step] : []));
    const { rows: rowsPerSlot, perBlock } =
      columns.length > 0 ? chunkOf(this.#kernel) : { rows: 1, perBlock: 1 };
    const slots = columns.length > 0 ? (rows / blockRows) * perBlock : rows;
    const lines = [
      `let lane = at % ${lanes}u;`,
      `let slot = group * ${slotsPerGroup}u + at / ${lanes}u;`,
      ...(columns.length > 0
        ? [
            `let block = slot / ${perBlock}u;`,
            `let first = block * ${blockRows}u + (slot % ${perBlock}u) * ${rowsPerSlot}u;`,
            `let end = select(0u, min(first + ${rowsPerSlot}u, (block + 1u) * ${blockRows}u), slot < ${slots}u);`,
            ...columns.flatMap(({ target }) => this.#clearColumn(target, slots)),
            `for (var k = 0u; k < ${rowsPerSlot}u; k++) {`,
            "let live = first + k < end;",
            `let row = min(first + k, ${rows - 1}u);`,
          ]
        : [`let live = slot < ${slots}u;`, `let row = min(slot, ${rows - 1}u);`]),
      ...this.#rowStart(),
      ...this.#walks(lanes),
      ...(columns.length > 0 ? ["}"] : []),
    ];
    return this.#writer.finish(Math.ceil(slots / slotsPerGroup), lines.join("\n"), reductions(lanes));
  }

  /** Each invocation sets to 0 the columns that it will add to. */
  #clearColumn(target: Parameters<ShaderWriter["array"]>[0], slots: number): string[] {
    const array = this.#writer.array(target);
    const { inner } = this.#kernel;
    const lanes = Math.min(groupSize, 2 ** Math.ceil(Math.log2(inner)));
    return [
      `if (slot < ${slots}u) {`,
      `for (var j = lane; j < ${inner}u; j += ${lanes}u) { ${array.store(this.#column(target), "0.0f")} }`,
      "}",
    ];
  }

  #column(target: Parameters<ShaderWriter["array"]>[0]): string {
    return `${this.#writer.array(target).start} + slot * ${this.#kernel.inner}u + j`;
  }

  #walks(lanes: number): string[] {
    const { steps, inner } = this.#kernel;
    const phases = phasesOf(this.#kernel);
    const lines: string[] = [];
    for (let walk = 0; walk <= phases.count; walk++) {
      // What a row has once its reductions so far are there.
      steps.forEach((step, s) => {
        if (step.level !== "row" || step.kind === "reduce" || phases.ready[s] !== walk) return;
        lines.push(...this.#step(s));
      });
      const reductions = steps.flatMap((step, s) =>
        step.kind === "reduce" && phases.ready[s] === walk + 1 ? [{ step, s }] : [],
      );
      const needed = this.#needed(walk, phases.ready);
      if (needed.size === 0) continue;
      for (const { step, s } of reductions) lines.push(`var q${s} = ${neutral[step.name]};`);
      lines.push(`for (var j = lane; j < ${inner}u; j += ${lanes}u) {`);
      steps.forEach((_, s) => {
        if (needed.has(s)) lines.push(...this.#step(s));
      });
      lines.push("}");
      for (const { step, s } of reductions) lines.push(`let v${s} = ${step.name}OfRow(q${s}, lane, at);`);
    }
    return lines;
  }

  /** The steps for each element that a walk computes: its reductions, stores and sums of columns, and what they read. */
  #needed(walk: number, ready: readonly number[]): Set<number> {
    const { steps } = this.#kernel;
    const needed = new Set<number>();
    for (let s = steps.length - 1; s >= 0; s--) {
      const step = steps[s]!;
      const ends =
        step.kind === "reduce"
          ? ready[s] === walk + 1
          : (step.kind === "columns" || (step.kind === "store" && step.level === "element")) &&
            ready[s] === walk;
      if (ends) needed.add(s);
      if (!needed.has(s)) continue;
      for (const i of inputsOf(step)) if (steps[i]!.level === "element") needed.add(i);
    }
    return needed;
  }

  /** Where the row begins in every array. */
  #rowStart(): string[] {
    const { outer } = this.#kernel;
    const accesses = [...this.#names].map(([access, name]) => {
      const terms = access.outer.map((stride, d) => [`r${d}`, stride] as const);
      return `let ${name} = ${address(this.#writer.array(access.node).start, access.offset, terms)};`;
    });
    return [...coordinates("r", "row", outer), ...accesses];
  }

  #step(s: number): string[] {
    const step = this.#kernel.steps[s]!;
    const values = inputsOf(step).map((i) => `v${i}`);
    switch (step.kind) {
      case "load":
        return [`let v${s} = ${this.#writer.array(step.access.node).load(this.#word(step.access))};`];
      case "literal":
        return [`let v${s} = ${literalExpression(step.value)};`];
      case "isIndex":
        return [`let v${s} = i32(j) == ${values[0]};`];
      case "operation":
        return [`let v${s} = ${elementExpression(step.name, values)};`];
      case "reduce":
        return [combine[step.name](`q${s}`, values[0]!)];
      case "store":
        return [this.#store(step, values[0]!)];
      case "columns": {
        const array = this.#writer.array(step.target);
        const sum = `${array.load(this.#column(step.target))} + ${values[0]}`;
        return [`if (live) { ${array.store(this.#column(step.target), sum)} }`];
      }
    }
  }

  #store(step: Step & { kind: "store" }, value: string): string {
    const line = this.#writer.array(step.access.node).store(this.#word(step.access), value);
    if (step.level === "row") return `if (live && lane == 0u) { ${line} }`;
    return this.cooperates ? `if (live) { ${line} }` : line;
  }

  #word(access: Access): string {
    return address(this.#names.get(access)!, 0, [["j", access.inner]]);
  }
}

const neutral = {
  sum: "0.0f",
  amax: "bitcast<f32>(p[0].y)",
  amin: "bitcast<f32>(p[0].x)",
} as const;

const combine = {
  sum: (total: string, value: string) => `${total} += ${value};`,
  amax: (total: string, value: string) => `${total} = larger(${total}, ${value});`,
  amin: (total: string, value: string) => `${total} = smaller(${total}, ${value});`,
} as const;

/** What the invocations of a row have, put together by halves. */
function reductions(lanes: number): string {
  const functions = (["sum", "amax", "amin"] as const).map(
    (name) => `fn ${name}OfRow(value: f32, lane: u32, at: u32) -> f32 {
  parts[at] = value;
  workgroupBarrier();
  for (var s = ${lanes / 2 < 1 ? 0 : lanes / 2}u; s > 0u; s >>= 1u) {
    if (lane < s) { ${combine[name]("parts[at]", "parts[at + s]")} }
    workgroupBarrier();
  }
  let all = parts[at - lane];
  workgroupBarrier();
  return all;
}`,
  );
  return [`var<workgroup> parts: array<f32, ${groupSize}>;`, ...functions].join("\n");
}
