import { createRequire } from "node:module";
import type { Floats } from "../../wasm/copy-matrix.ts";
import { Blas } from "./blas.ts";
import { howToInstall, places } from "./places.ts";

/** What is used of koffi, which is an optional dependency. */
interface Koffi {
  load(path: string): Library;
}
interface Library {
  func(name: string, result: string, parameters: string[]): (...args: (number | Floats)[]) => void;
}

export interface FindBlasOptions {
  /** Threads that the library may use for one product. Default: 1, for the pool's threads each call it. */
  readonly threads?: number;
  readonly platform?: NodeJS.Platform;
  readonly env?: NodeJS.ProcessEnv;
}

/** How OpenBLAS, MKL, BLIS are told a number of threads. Accelerate has no such function, and looks at the environment. */
const threadSetters = ["openblas_set_num_threads", "MKL_Set_Num_Threads", "bli_thread_set_num_threads"];

/**
 * Loads OpenBLAS, MKL, Accelerate or BLIS, whichever is found first; the environment's BLANKFILE_BLAS names one.
 *
 * Throws an Error that lists what was tried, and how to install one. The library must have 32-bit integers, as is usual.
 */
export function findBlas({
  threads = 1,
  platform = process.platform,
  env = process.env,
}: FindBlasOptions = {}): Blas {
  const koffi = loadKoffi();
  const tried: string[] = [];
  for (const place of places(platform, env)) {
    try {
      const blas = open(koffi, place);
      blas.setThreads(threads);
      return blas;
    } catch (reason) {
      if (reason instanceof RangeError) throw reason;
      tried.push(`${place} (${firstLine(reason)})`);
    }
  }
  throw new Error(`findBlas: none of ${tried.join(", ")}; a BLAS is needed: ${howToInstall(platform)}`);
}

function open(koffi: Koffi, place: string): Blas {
  const library = koffi.load(place);
  const gemm = (name: string, float: string) => {
    const matrix = [`${float} *`, "int"];
    const parameters = [...Array(6).fill("int"), float, ...matrix, ...matrix, float, ...matrix];
    return library.func(name, "void", parameters);
  };
  return new Blas(
    place,
    { float32: gemm("cblas_sgemm", "float"), float64: gemm("cblas_dgemm", "double") },
    threadSetter(library),
  );
}

function threadSetter(library: Library): ((threads: number) => void) | undefined {
  for (const name of threadSetters) {
    try {
      return library.func(name, "void", ["int"]);
    } catch {
      // Another library's name.
    }
  }
  return undefined;
}

function loadKoffi(): Koffi {
  try {
    return createRequire(import.meta.url)("koffi") as Koffi;
  } catch (cause) {
    throw new Error(
      `findBlas: koffi could not be loaded (${firstLine(cause)}), the package that calls libraries is needed: npm install koffi`,
      { cause },
    );
  }
}

function firstLine(reason: unknown): string {
  return (reason instanceof Error ? reason.message : String(reason)).split("\n")[0]!;
}
