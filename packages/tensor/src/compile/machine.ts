import type { ThreadPool } from "../threads/thread-pool.ts";
import type { Gemm } from "./emit/gemm-code.ts";

/** Matrix products from elsewhere, such as a BLAS. */
export interface Products {
  readonly functions: (memory: WebAssembly.Memory) => { readonly gemm: Gemm };
  /** A module from which other threads get the same functions, by `hostFunctions(memory, data)`. */
  readonly host: { readonly url: string; readonly data?: unknown };
}

/** Who carries a program out. */
export interface MachineOptions {
  /** Threads that share the work; one does it without. */
  readonly pool?: ThreadPool | undefined;
  readonly products?: Products | undefined;
  readonly shareFrom?: number | undefined;
}

/** A module with its memory, ready to run on one thread or on a pool. */
export interface Machine {
  readonly exports: WebAssembly.Exports;
  run(): void;
  unload(): void;
}

/** Address of the barrier between kernels. */
export const barrierAddress = 64;

export function startMachine(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  {
    env,
    pool,
    products,
  }: MachineOptions & { readonly env: Readonly<Record<string, (...values: number[]) => unknown>> },
): Machine {
  if (pool && pool.threads > 1) {
    return pool.load({
      module,
      memory,
      barrier: barrierAddress,
      env,
      ...(products && { host: products.host }),
    });
  }
  const { exports } = new WebAssembly.Instance(module, { env: { memory, ...env } });
  const run = exports.run as (thread: number, threads: number) => void;
  return { exports, run: () => run(0, 1), unload: () => {} };
}
