import { sizeOf } from "../../shape.ts";
import { type Code, i32, v128 } from "../../wasm/instructions.ts";
import { laneOperations } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";
import { type Callee, forUp, ModuleBuilder } from "../../wasm/module.ts";
import { addProduct } from "../../wasm/product/add-product.ts";
import type { GraphNode } from "../graph.ts";
import type { CompiledKernel, HostKernel, ProductKernel } from "../lower/kernels.ts";
import type { LoopKernel } from "../lower/loop-kernel.ts";
import { roundUp } from "../plan.ts";
import { bytesOf } from "./access-code.ts";
import { arraysOf, loopBody, scratchBytes } from "./loop-code.ts";
import { type Multiply, productBody, productScratch, productUnits } from "./product-code.ts";
import { columnChunks, workOf } from "./work.ts";

/** A program's machine code, and what it calls back for. */
export interface ProgramCode {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What `env.host(i)` carries out. */
  readonly hosts: readonly HostKernel[];
  /** Bytes of scratch memory from `scratchAddress` on. */
  readonly scratch: number;
  /** How many functions the kernels share. */
  readonly functions: number;
}

export interface ProgramOptions {
  readonly addressOf: ReadonlyMap<GraphNode, number>;
  readonly scratchAddress: number;
  readonly threads: number;
  /** Whether products may use the fused multiply and add of relaxed SIMD. */
  readonly fused: boolean;
}

/**
 * The module of a program: `run(thread, threads)` carries out all kernels in order. Kernels of the same form share a
 * function, which takes the addresses of its arrays and the range of work to do.
 */
export function programCode(kernels: readonly CompiledKernel[], options: ProgramOptions): ProgramCode {
  return new ProgramEmitter(options).emit(kernels);
}

class ProgramEmitter {
  readonly #options: ProgramOptions;
  readonly #m = new ModuleBuilder();
  readonly #host: Callee;
  readonly #hosts: HostKernel[] = [];
  readonly #functions = new Map<string, Callee>();
  readonly #multipliers = new Map<Float, Multiply>();
  #scratch = 0;

  constructor(options: ProgramOptions) {
    this.#options = options;
    this.#host = this.#m.import("host", ["i32"]);
  }

  emit(kernels: readonly CompiledKernel[]): ProgramCode {
    const calls = kernels.map(
      (kernel) => (thread: Code, threads: Code) => this.#call(kernel, thread, threads),
    );
    const bodies = calls.map((call) => call([0x20, 0], [0x20, 1]));
    this.#m.function({ name: "run", params: ["i32", "i32"], body: () => bodies });
    const functions = this.#functions.size;
    return { bytes: this.#m.bytes(), hosts: this.#hosts, scratch: this.#scratch, functions };
  }

  #call(kernel: CompiledKernel, thread: Code, threads: Code): Code {
    if (kernel.kind === "host") return this.#host(i32.const(this.#hosts.push(kernel) - 1));
    if (kernel.kind === "loop") return this.#loop(kernel, thread, threads);
    return this.#product(kernel);
  }

  #product(kernel: ProductKernel): Code {
    const multiply = this.#multiplier(kernel.float);
    const form = JSON.stringify(kernel, (key, value) => (key === "node" || key === "target" ? 0 : value));
    const body = this.#shared(form, 6, (m, params) =>
      m.function({ params, body: (scope) => productBody(kernel, scope, multiply) }),
    );
    const own = roundUp(productScratch(kernel));
    this.#scratch = Math.max(this.#scratch, own * this.#options.threads);
    const arrays = [kernel.target, kernel.left.node, kernel.right.node];
    const addresses = arrays.map((node) => this.#options.addressOf.get(node)!);
    const operands = [...addresses, this.#options.scratchAddress, 0, productUnits(kernel)];
    return body(...operands.map(i32.const));
  }

  #multiplier(float: Float): Multiply {
    let made = this.#multipliers.get(float);
    if (!made) {
      made = addProduct(this.#m, float, this.#options.fused);
      this.#multipliers.set(float, made);
    }
    return made;
  }

  #loop(kernel: LoopKernel, _thread: Code, _threads: Code): Code {
    const arrays = arraysOf(kernel);
    const body = this.#shared(formOf(kernel, arrays), arrays.length + 3, (m, params) =>
      m.function({ params, body: (scope) => loopBody(kernel, scope) }),
    );
    const { units } = workOf(kernel);
    const own = roundUp(scratchBytes(kernel));
    const partial = this.#partials(kernel, own);
    const addresses = arrays.map((node) => partial.get(node) ?? this.#options.addressOf.get(node)!);
    const operands = [...addresses, this.#options.scratchAddress, 0, units].map(i32.const);
    return [...body(...operands), ...this.#combine(kernel, partial)];
  }

  /** Where sums of columns are kept chunk by chunk, if there is more than one in a block. */
  #partials(kernel: LoopKernel, own: number): Map<GraphNode, number> {
    const partials = new Map<GraphNode, number>();
    let end = own * this.#options.threads;
    const { perBlock } = columnChunks(kernel);
    for (const step of kernel.steps) {
      if (step.kind !== "columns" || perBlock === 1) continue;
      partials.set(step.target, this.#options.scratchAddress + end);
      end += roundUp(
        (sizeOf(kernel.outer) / kernel.blockRows) * perBlock * kernel.inner * bytesOf[kernel.float],
      );
    }
    this.#scratch = Math.max(this.#scratch, end);
    return partials;
  }

  /** Adds the chunks of each block, in their order. */
  #combine(kernel: LoopKernel, partials: ReadonlyMap<GraphNode, number>): Code {
    const { perBlock } = columnChunks(kernel);
    const blocks = sizeOf(kernel.outer) / kernel.blockRows;
    return [...partials].flatMap(([target, at]) => {
      const add = this.#shared(`combine ${kernel.float}`, 5, (m, params) =>
        addChunks(m, params, kernel.float),
      );
      return add(
        ...[at, this.#options.addressOf.get(target)!, kernel.inner, perBlock, blocks].map(i32.const),
      );
    });
  }

  #shared(form: string, count: number, make: (m: ModuleBuilder, params: "i32"[]) => Callee): Callee {
    let made = this.#functions.get(form);
    if (!made) {
      made = make(
        this.#m,
        Array.from({ length: count }, () => "i32" as const),
      );
      this.#functions.set(form, made);
    }
    return made;
  }
}

/** What a loop's code depends on: all but where its arrays lie. */
function formOf(kernel: LoopKernel, arrays: readonly GraphNode[]): string {
  const whole = workOf(kernel).unit === "element" ? { ...kernel, inner: 0 } : kernel;
  return JSON.stringify(whole, (key, value) => {
    if (key === "node" || key === "target") return arrays.indexOf(value);
    return typeof value === "number" && !Number.isFinite(value)
      ? String(value)
      : Object.is(value, -0)
        ? "-0"
        : value;
  });
}

/** out[block] = Σ chunks of the block; parameters: chunks, out, row length, chunks in a block, blocks. */
function addChunks(m: ModuleBuilder, params: "i32"[], float: Float): Callee {
  const lanes = laneOperations(float);
  const bytes = bytesOf[float];
  return m.function({
    params,
    body: ({ params: [from, to, inner, perBlock, blocks], local }) => {
      const [block, at, chunk, read, rowBytes] = [
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
        local("i32"),
      ];
      const [sum, rest] = [local("v128"), local(float === "float32" ? "f32" : "f64")];
      const scalar =
        float === "float32"
          ? { load: 0x2a, store: 0x38, add: 0x92, align: 2 }
          : { load: 0x2b, store: 0x39, add: 0xa0, align: 3 };
      const loadScalar: Code = [...read.get, scalar.load, scalar.align, 0];
      const eachChunk = (...body: Code[]) => [
        ...read.set(i32.add(from!.get, at.get)),
        ...forUp(chunk, perBlock!.get, 1, ...body, read.add(rowBytes.get)),
      ];
      const end = i32.mul(i32.and(inner!.get, i32.const(-16 / bytes)), i32.const(bytes));
      return [
        rowBytes.set(i32.mul(inner!.get, i32.const(bytes))),
        forUp(
          block,
          blocks!.get,
          1,
          forUp(
            at,
            end,
            16,
            sum.set(lanes.literal(0)),
            eachChunk(sum.set(lanes.add(sum.get, v128.load(read.get)))),
            v128.store(i32.add(to!.get, at.get), sum.get),
          ),
          at.set(end),
          [
            0x02,
            0x40,
            0x03,
            0x40,
            ...i32.geS(at.get, rowBytes.get),
            0x0d,
            1,
            ...rest.set(float === "float32" ? [0x43, 0, 0, 0, 0] : [0x44, 0, 0, 0, 0, 0, 0, 0, 0]),
            ...eachChunk(rest.set([...rest.get, ...loadScalar, scalar.add])),
            ...i32.add(to!.get, at.get),
            ...rest.get,
            scalar.store,
            scalar.align,
            0,
            ...at.add(i32.const(bytes)),
            0x0c,
            0,
            0x0b,
            0x0b,
          ],
          from!.add(i32.mul(perBlock!.get, rowBytes.get)),
          to!.add(rowBytes.get),
        ),
      ];
    },
  });
}
