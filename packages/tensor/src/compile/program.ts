import type { DType, TypedArray } from "../dtype.ts";
import type { Shape } from "../shape.ts";
import { wholeNumbers } from "../tape.ts";
import { type Storage, Tensor } from "../tensor.ts";
import { barrierBytes } from "../threads/barrier.ts";
import { hasRelaxedSimd } from "../wasm/relaxed.ts";
import type { Capture } from "./capture.ts";
import { programCode } from "./emit/program-code.ts";
import { fetchGradients, type GradientSlot, gradientsFit, settleGradients, slotsOf } from "./gradients.ts";
import { type GraphNode, numelOf, type Operand } from "./graph.ts";
import { mayOverwrite } from "./in-place.ts";
import type { CompiledKernel, HostKernel } from "./lower/kernels.ts";
import { readsOf } from "./lower/kernels.ts";
import { type Lowered, lower } from "./lower/lower.ts";
import { barrierAddress, type Machine, type MachineOptions, startMachine } from "./machine.ts";
import { writtenBeforeErrors } from "./may-throw.ts";
import { type Plan, planMemory } from "./plan.ts";
import { fetch, type Resident, settle } from "./residents.ts";

/** About 20 µs of additions; a meeting of threads costs 1 to 2. */
const leastShared = 100_000;
const pageBytes = 65_536;

/**
 * A captured function as machine code over memory of its own.
 *
 * Arguments are copied in and results out. Memory that the function captured moves into the program's at the first call: its
 * `Storage` then points there, so parameters and optimiser state are changed in place.
 */
export class Program {
  readonly kernels: readonly CompiledKernel[];
  readonly plan: Plan;
  readonly memoryBytes: number;
  readonly codeBytes: number;
  readonly functions: number;
  readonly #memory: WebAssembly.Memory;
  readonly #machine: Machine;
  /** What a call back from the machine code threw. */
  #thrown: { error: unknown } | null = null;
  readonly #kernelCalls: readonly ((thread: number, threads: number) => void)[];
  readonly #residents: readonly Resident[];
  /** Whether the array of a result is nothing else's. */
  readonly #alone: (array: GraphNode) => boolean;
  readonly #slots: readonly GradientSlot[];
  readonly #arguments: TypedArray[] = [];
  readonly #changedArguments: readonly (readonly [index: number, after: TypedArray])[];
  readonly #captured: ReadonlyMap<Storage, unknown>;
  readonly #linked: ReadonlyMap<Storage, number>;
  readonly #results: readonly { place: TypedArray; shape: Shape; dtype: DType }[];

  /** @param outputs what the function returns. */
  constructor(
    capture: Capture,
    outputs: readonly Operand[],
    { pool, products, shareFrom = leastShared }: MachineOptions = {},
  ) {
    const gradients = capture.gradients.flatMap(({ after, replaced, changed }) => [
      ...(replaced && after ? [after.node] : []),
      ...(changed ? [changed] : []),
    ]);
    const changed = [...capture.changed.values(), ...capture.changedArguments.values()];
    const roots = [...outputs.map(({ node }) => node), ...changed, ...gradients];
    const lowered = lower(capture.nodes, roots);
    const { kernels, arrayOf, constants } = lowered;
    const results = roots.map(arrayOf);
    const read = new Set([...kernels.flatMap(readsOf), ...results]);
    const inputs = [...read].filter(({ name }) => name === "argument" || name === "captured");
    const alias = overwrites(capture, lowered, new Set(results));
    const known = [...constants].filter(([node]) => read.has(node));
    const kept = [...inputs, ...known.map(([node]) => node), ...results];
    this.kernels = kernels;
    const threads = pool?.threads ?? 1;
    this.plan = planMemory(
      kernels,
      kept,
      alias,
      threads > 1 ? barrierAddress + barrierBytes : barrierAddress,
    );
    const scratchAddress = this.plan.end;
    const code = programCode(kernels, {
      addressOf: this.plan.addressOf,
      scratchAddress,
      threads,
      barrierAddress,
      shareFrom,
      fused: hasRelaxedSimd(),
      gemm: products !== undefined,
    });
    this.codeBytes = code.bytes.length;
    this.functions = code.functions;
    this.memoryBytes = scratchAddress + code.scratch;
    this.#memory = memoryOf(this.memoryBytes, threads > 1);
    for (const [node, data] of known) this.#view(node).set(data);
    const hosts = code.hosts.map((kernel) => this.#hostCall(kernel));
    const env = {
      sin: Math.sin,
      cos: Math.cos,
      host: (i: number) => this.#keepError(hosts[i]!),
      ...products?.functions(this.#memory),
    };
    const machine = startMachine(new WebAssembly.Module(code.bytes), this.#memory, { env, pool, products });
    this.#machine = machine;
    this.#kernelCalls = kernels.map(
      (_, i) => machine.exports[i] as (thread: number, threads: number) => void,
    );

    for (const node of inputs) {
      const { index } = node.attributes;
      if (node.name === "argument" && index !== undefined) this.#arguments[Number(index)] = this.#view(node);
    }
    this.#results = outputs.map(({ node, shape }) => {
      return { place: this.#view(arrayOf(node)), shape, dtype: node.dtype };
    });
    this.#changedArguments = [...capture.changedArguments].map(([i, node]) => [i, this.#view(arrayOf(node))]);
    const shared = new Set([...inputs, ...constants.keys(), ...writtenBeforeErrors(kernels)]);
    this.#alone = (array) => !shared.has(array) && results.filter((other) => other === array).length === 1;
    this.#residents = this.#residentsOf(capture, lowered, read);
    this.#captured = capture.captured;
    this.#linked = capture.linked;
    const arrayFor = (node: GraphNode) => (roots.includes(node) ? arrayOf(node) : lowered.inputOf(node));
    this.#slots = slotsOf(capture, {
      place: (node) => {
        const array = arrayFor(node);
        return array && this.plan.addressOf.has(array) ? this.#view(array) : null;
      },
      alone: (node) => this.#alone(arrayOf(node)) && !alias.has(arrayOf(node)),
    });
  }

  /** Whether the gradients, and the memory that arguments and captured tensors share, are as when the function was captured. */
  fits(values: readonly Tensor[]): boolean {
    const shared = values.every(({ storage }, i) => {
      const place = this.#linked.get(storage);
      if (place === undefined) return !this.#captured.has(storage);
      return place === i || values[place]!.storage === storage;
    });
    const linked = [...this.#linked].every(([storage, i]) => values[i]!.storage === storage);
    return shared && linked && gradientsFit(this.#slots);
  }

  /** One call; `values` are the tensors among the arguments. */
  call(values: readonly Tensor[]): Tensor[] {
    values.forEach((value, i) => {
      this.#arguments[i]?.set(value.data);
    });
    for (const resident of this.#residents) fetch(resident);
    fetchGradients(this.#slots, values);
    this.#run();
    const results = this.#results.map(({ place, shape, dtype }) => new Tensor(place.slice(), shape, dtype));
    for (const [i, after] of this.#changedArguments) {
      values[i]!.data.set(after);
      values[i]!.storage.version++;
    }
    settle(this.#residents);
    settleGradients(this.#slots, values);
    return results;
  }

  /** Lets the threads forget the program. */
  unload(): void {
    this.#machine.unload();
  }

  #run(): void {
    this.#thrown = null;
    try {
      this.#machine.run();
    } catch (error) {
      throw this.#thrown ? (this.#thrown as { error: unknown }).error : error;
    }
  }

  #keepError(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#thrown = { error };
      throw error;
    }
  }

  /** Milliseconds that each kernel took in one run on what is in the memory now, which changes parameters once more. */
  profile(now: () => number): number[] {
    return this.#kernelCalls.map((call) => {
      const start = now();
      call(0, 1);
      return now() - start;
    });
  }

  #residentsOf(capture: Capture, { arrayOf, inputOf }: Lowered, read: ReadonlySet<GraphNode>): Resident[] {
    return [...capture.captured].flatMap(([storage, node]): Resident[] => {
      const now = capture.changed.get(storage);
      const after = now ? this.#view(arrayOf(now)) : null;
      const input = inputOf(node);
      if (input && read.has(input)) {
        const place = this.#view(input);
        const overwritten = after !== null && after.byteOffset === place.byteOffset;
        return [{ storage, place, after: overwritten ? place : after, version: -1 }];
      }
      if (!now || !after) return [];
      // Its old contents are not read: its home is where the new ones are made, unless these are something else's too.
      return [{ storage, place: this.#alone(arrayOf(now)) ? after : null, after, version: -1 }];
    });
  }

  #view(node: GraphNode): TypedArray {
    const at = this.plan.addressOf.get(node)!;
    const { buffer } = this.#memory;
    const size = numelOf(node);
    if (node.dtype === "float32") return new Float32Array(buffer, at, size);
    if (node.dtype === "float64") return new Float64Array(buffer, at, size);
    return node.dtype === "int32" ? new Int32Array(buffer, at, size) : new Uint8Array(buffer, at, size);
  }

  #hostCall({ node, inputs }: HostKernel): () => void {
    const views = inputs.map((input) => this.#view(input));
    const { kernel, name } = node;
    const out = numelOf(node) === 0 ? new Uint8Array(0) : this.#view(node);
    if (node.dtype === "int32") {
      return () => {
        const numbers = new Float64Array(out.length);
        kernel!(numbers, ...views);
        out.set(wholeNumbers(name.replace("host:", ""), numbers));
      };
    }
    return () => {
      out.fill(0);
      kernel!(out, ...views);
    };
  }
}

/** For each changed piece of memory whose new contents may be written over the old ones: the array of the new, and of the old. */
function overwrites(
  capture: Capture,
  { kernels, arrayOf, inputOf }: Lowered,
  results: ReadonlySet<GraphNode>,
): Map<GraphNode, GraphNode> {
  const alias = new Map<GraphNode, GraphNode>();
  for (const [storage, now] of capture.changed) {
    const old = inputOf(capture.captured.get(storage)!);
    const fresh = arrayOf(now);
    if (!old || results.has(old) || alias.has(fresh) || fresh.name === "captured") continue;
    if (mayOverwrite(kernels, fresh, old)) alias.set(fresh, old);
  }
  return alias;
}

function memoryOf(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  try {
    return new WebAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages });
  } catch (cause) {
    throw new RangeError(
      `compile: ${bytes} bytes of memory, as much as the system can give (at most 4 GB) is needed; smaller batches need less`,
      { cause },
    );
  }
}
