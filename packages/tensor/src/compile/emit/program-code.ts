import { sizeOf } from "../../shape.ts";
import { addBarrier } from "../../threads/barrier.ts";
import { type Code, i32, ifElse, select } from "../../wasm/instructions.ts";
import type { Float } from "../../wasm/lanes.ts";
import { type Callee, ModuleBuilder } from "../../wasm/module.ts";
import { addProduct } from "../../wasm/product/add-product.ts";
import { type GraphNode, numelOf } from "../graph.ts";
import type { CompiledKernel, HostKernel, NativeKernel, ProductKernel } from "../lower/kernels.ts";
import type { LoopKernel } from "../lower/loop-kernel.ts";
import { bytes, roundUp } from "../plan.ts";
import { bytesOf } from "./access-code.ts";
import { addChunks } from "./add-chunks.ts";
import { type FarAngles, farAnglesImport } from "./far-angles.ts";
import { gemmFor, gemmImport } from "./gemm-code.ts";
import { keyOf, loopBody, type Origin, originOf, originsOf, scratchBytes } from "./loop-code.ts";
import type { Once } from "./native.ts";
import { nativeCode } from "./native-code.ts";
import { type Multiply, productBody, productPrice, productScratch, productUnits } from "./product-code.ts";
import { columnChunks, loopPrice, workOf } from "./work.ts";

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
  /** For how many threads there is scratch memory; with more than one the memory is shared. */
  readonly threads: number;
  /** Additions from which on threads share a kernel. */
  readonly shareFrom: number;
  /** Where the barrier between kernels lies, if there are threads. */
  readonly barrierAddress: number;
  /** Whether products may use the fused multiply and add of relaxed SIMD. */
  readonly fused: boolean;
  /** Whether products are left to `env.gemm`, where their strides allow it. */
  readonly gemm: boolean;
}

/** A kernel's share of a run: what one thread does, and whether others have something to do. */
interface Share {
  readonly code: Code;
  readonly parallel: boolean;
}

const thread: Code = [0x20, 0];
const threads: Code = [0x20, 1];

/**
 * The module of a program: `run(thread, threads)` carries out all kernels in order, and each is a function of its own too, named
 * by its number. Kernels of the same form share code, which takes the addresses of its arrays and the range of work to do.
 *
 * Threads meet at a barrier after each kernel that they share. What each unit of work computes does not depend on who does it,
 * so neither do the results.
 */
export function programCode(kernels: readonly CompiledKernel[], options: ProgramOptions): ProgramCode {
  return new ProgramEmitter(options).emit(kernels);
}

class ProgramEmitter {
  readonly #options: ProgramOptions;
  readonly #m: ModuleBuilder;
  readonly #host: Callee;
  readonly #far: FarAngles;
  readonly #gemm: Callee | null;
  readonly #meet: Code;
  readonly #hosts: HostKernel[] = [];
  readonly #functions = new Map<string, Callee>();
  readonly #multipliers = new Map<Float, Multiply>();
  readonly #made = new Map<string, unknown>();
  #scratch = 0;

  constructor(options: ProgramOptions) {
    this.#options = options;
    const shared = options.threads > 1;
    this.#m = new ModuleBuilder(shared ? { shared: { maximum: 65_536 } } : {});
    this.#host = this.#m.import("host", ["i32"]);
    this.#far = farAnglesImport(this.#m);
    this.#gemm = options.gemm ? gemmImport(this.#m) : null;
    this.#meet = shared ? addBarrier(this.#m, options.barrierAddress)(thread, threads) : [];
  }

  emit(kernels: readonly CompiledKernel[]): ProgramCode {
    const calls: Code[] = [];
    let before = false;
    kernels.forEach((kernel, i) => {
      const shares = this.#shares(kernel);
      const body = shares.flatMap(({ code, parallel }, s) => [
        ...(s > 0 && (parallel || shares[s - 1]!.parallel) ? this.#meet : []),
        ...(parallel ? code : this.#alone(code)),
      ]);
      const call = this.#m.function({ name: String(i), params: ["i32", "i32"], body: () => [body] });
      if (before || shares[0]!.parallel) calls.push(this.#meet);
      calls.push(call(thread, threads));
      before = shares.at(-1)!.parallel;
    });
    this.#m.function({ name: "run", params: ["i32", "i32"], body: () => [...calls, this.#meet] });
    const functions = this.#functions.size;
    return { bytes: this.#m.bytes(), hosts: this.#hosts, scratch: this.#scratch, functions };
  }

  /** Done by the first thread only. */
  #alone(code: Code): Code {
    return this.#options.threads === 1 ? code : ifElse(thread, [], [code]);
  }

  #shares(kernel: CompiledKernel): Share[] {
    if (kernel.kind === "host") {
      return [{ code: this.#host(i32.const(this.#hosts.push(kernel) - 1)), parallel: false }];
    }
    if (kernel.kind === "native") return this.#native(kernel);
    return kernel.kind === "loop" ? this.#loop(kernel) : [this.#product(kernel)];
  }

  /** The first and the last unit of a thread's share. */
  #range(units: number, parallel: boolean, step = 1): [Code, Code] {
    if (!parallel) return [i32.const(0), i32.const(units)];
    const steps = Math.ceil(units / step);
    const edge = (at: Code) => {
      const unit = i32.mul(i32.divU(i32.mul(i32.const(steps), at), threads), i32.const(step));
      return step === 1 ? unit : select(unit, i32.const(units), i32.ltS(unit, i32.const(units)));
    };
    return [edge(thread), edge(i32.add(thread, i32.const(1)))];
  }

  #scratchOf(own: number): Code {
    const { scratchAddress, threads } = this.#options;
    this.#scratch = Math.max(this.#scratch, own * threads);
    if (threads === 1) return i32.const(scratchAddress);
    return i32.add(i32.const(scratchAddress), i32.mul(thread, i32.const(own)));
  }

  #product(kernel: ProductKernel): Share {
    const multiply = (this.#gemm && gemmFor(kernel, this.#gemm)) ?? this.#multiplier(kernel.float);
    const form = JSON.stringify(kernel, (key, value) =>
      ["node", "target", "offset"].includes(key) ? 0 : value,
    );
    const body = this.#shared(form, 6, (m, params) =>
      m.function({ params, body: (scope) => productBody(kernel, scope, multiply) }),
    );
    const origins = [{ node: kernel.target, offset: 0 }, kernel.left, kernel.right];
    const addresses = origins.map((origin) => this.#addressOf(origin));
    const parallel = this.#worthSharing(productPrice(kernel));
    const range = this.#range(productUnits(kernel), parallel);
    return { code: body(...addresses, this.#scratchOf(roundUp(productScratch(kernel))), ...range), parallel };
  }

  #native(kernel: NativeKernel): Share[] {
    const native = nativeCode(kernel, this.#options.fused, this.#once);
    const body = this.#shared(`${kernel.name} ${kernel.float} ${native.form}`, 0, native.add);
    const { addressOf, threads, scratchAddress } = this.#options;
    const parallel = this.#worthSharing(native.price);
    const own = roundUp(native.scratch);
    const scratch = this.#scratchOf(own);
    const inputs = kernel.inputs.map(({ node }) => i32.const(addressOf.get(node)!));
    const result = addressOf.get(kernel.node)!;
    const range = this.#range(native.units, parallel);
    if (native.parts === 1)
      return [{ code: body(i32.const(result), ...inputs, scratch, ...range), parallel }];
    const apart = scratchAddress + own * threads;
    this.#scratch = Math.max(this.#scratch, own * threads + native.parts * bytes(kernel.node));
    const main = { code: body(i32.const(apart), ...inputs, scratch, ...range), parallel };
    const add = this.#chunkAdder(kernel.float);
    const sum = add(...[apart, result, numelOf(kernel.node), native.parts, 1].map(i32.const));
    return [main, { code: sum, parallel: false }];
  }

  readonly #once: Once = (key, make) => {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as ReturnType<typeof make>;
  };

  #chunkAdder(float: Float): Callee {
    return this.#shared(`combine ${float}`, 5, (m, params) => addChunks(m, params, float));
  }

  #multiplier(float: Float): Multiply {
    let made = this.#multipliers.get(float);
    if (!made) {
      made = addProduct(this.#m, float, this.#options.fused);
      this.#multipliers.set(float, made);
    }
    return made;
  }

  #loop(kernel: LoopKernel): Share[] {
    const origins = originsOf(kernel);
    const body = this.#shared(formOf(kernel, origins), origins.length + 3, (m, params) =>
      m.function({ params, body: (scope) => loopBody(kernel, scope, this.#far) }),
    );
    const { units, unit } = workOf(kernel);
    const parallel = this.#worthSharing(loopPrice(kernel));
    const scratch = this.#scratchOf(roundUp(scratchBytes(kernel)));
    const partial = this.#partials(kernel, roundUp(scratchBytes(kernel)));
    const addresses = origins.map((origin) => {
      const apart = partial.get(origin.node);
      return apart === undefined ? this.#addressOf(origin) : i32.const(apart);
    });
    const range = this.#range(units, parallel, unit === "element" ? 16 : 1);
    const main = { code: body(...addresses, scratch, ...range), parallel };
    return partial.size === 0 ? [main] : [main, { code: this.#combine(kernel, partial), parallel: false }];
  }

  #addressOf({ node, offset }: Origin): Code {
    return i32.const(this.#options.addressOf.get(node)! + offset * bytesOf[node.dtype]);
  }

  /** Whether so much work, in additions, is worth a meeting of threads. */
  #worthSharing(price: number): boolean {
    return this.#options.threads > 1 && price >= this.#options.shareFrom;
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
      const add = this.#chunkAdder(kernel.float);
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

/** What a loop's code depends on: all but where its accesses begin. */
function formOf(kernel: LoopKernel, origins: readonly Origin[]): string {
  const places = new Map(origins.map((origin, i) => [keyOf(origin), i]));
  const steps = kernel.steps.map((step) => {
    const origin = originOf(step);
    const place = origin && places.get(keyOf(origin));
    if (step.kind === "columns") return { ...step, target: place };
    return "access" in step ? { ...step, access: { ...step.access, node: place, offset: 0 } } : step;
  });
  const inner = workOf(kernel).unit === "element" ? 0 : kernel.inner;
  return JSON.stringify({ ...kernel, inner, steps }, (_, value) => {
    return typeof value === "number" && !Number.isFinite(value)
      ? String(value)
      : Object.is(value, -0)
        ? "-0"
        : value;
  });
}
