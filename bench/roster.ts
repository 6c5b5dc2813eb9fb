import { fileURLToPath } from "node:url";
import { isModuleWorkload, type Workload } from "./workloads/workload.ts";

/** An engine in one configuration: a process that speaks protocol.ts. */
export interface Contestant {
  /** What a row calls it. */
  engine: string;
  threads: 1 | 2;
  /** Arguments of the program: of Node, or of a Python that `peer.ts` looks for. */
  program: "node" | "python";
  arguments: string[];
  /** Which workloads it is asked for. */
  takes(workload: Workload): boolean;
  /** Why it is left out of a workload that it could do, unless `--slow` asks for it. */
  slow?(workload: Workload): string | undefined;
}

const path = (file: string) => fileURLToPath(new URL(`engines/${file}`, import.meta.url));
const tooSlow = (seconds: number) => `${seconds} s and more a run; --slow asks for it`;
const anything = () => true;
const isLarge = ({ kind }: Workload) => kind !== "tiny";
const isPlain = (workload: Workload) => !isModuleWorkload(workload);
const isStandard = ({ name, kind }: Workload) => isLarge({ kind } as Workload) && !/T |batch /.test(name);

function ours(engine: string, threads: 1 | 2, mode: string[]): Contestant {
  return { engine, threads, program: "node", arguments: [path("ours.ts"), ...mode], takes: anything };
}

/** In the order of the table. Workloads of `growth` alone are left to ours and to PyTorch on one thread. */
export const roster: Contestant[] = [
  ours("ours eager", 1, ["eager"]),
  { ...ours("ours eager + BLAS", 1, ["eager", "1", "blas"]), takes: isStandard },
  ours("ours compiled", 1, ["compiled", "1"]),
  { ...ours("ours compiled", 2, ["compiled", "2"]), takes: isStandard },
  { ...ours("ours compiled + BLAS", 1, ["compiled", "1", "blas"]), takes: isStandard },
  { ...ours("ours compiled + BLAS", 2, ["compiled", "2", "blas"]), takes: isStandard },
  {
    engine: "jax-js",
    threads: 1,
    program: "node",
    arguments: [path("jax.ts")],
    takes: (workload) => isPlain(workload) && (isStandard(workload) || workload.kind === "tiny"),
    slow: (workload) => {
      const isSlow = workload.kind === "product" && workload.dtype === "float64" && workload.n > 512;
      return isSlow ? tooSlow(4) : undefined;
    },
  },
  {
    engine: "tfjs wasm",
    threads: 1,
    program: "node",
    arguments: [path("tfjs.ts"), "wasm"],
    takes: (workload) => isPlain(workload) && (isStandard(workload) || workload.kind === "tiny"),
  },
  {
    engine: "tfjs cpu",
    threads: 1,
    program: "node",
    arguments: [path("tfjs.ts"), "cpu"],
    takes: (workload) => isPlain(workload) && (isStandard(workload) || workload.kind === "tiny"),
    slow: (workload) => {
      const isSlow = workload.kind === "product" ? workload.n > 1024 : /gpt|convnet/.test(workload.kind);
      return isSlow ? tooSlow(10) : undefined;
    },
  },
  {
    engine: "PyTorch",
    threads: 1,
    program: "python",
    arguments: [path("peer.py"), "torch"],
    takes: anything,
  },
  {
    engine: "PyTorch",
    threads: 2,
    program: "python",
    arguments: [path("peer.py"), "torch"],
    takes: isStandard,
  },
  {
    engine: "NumPy",
    threads: 1,
    program: "python",
    arguments: [path("peer.py"), "numpy"],
    takes: ({ kind, name }) => kind === "product" || name === "tiny forward",
  },
];
