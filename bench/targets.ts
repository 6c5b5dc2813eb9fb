import { compileWorkload } from "./compile-time.ts";
import { memoryGrowth, memoryWorkload } from "./memory.ts";
import { figure, isMeasured, markdown, type Row } from "./rows.ts";

/** What design/engine.md asks for, in its order. Ratios above 1: we are faster. */
interface Target {
  name: string;
  atLeast: number;
  aim: number;
  unit: "GFLOP/s" | "×" | "ms" | "× memory";
  /** The figure of this run, or why there is none. */
  figure(rows: Row[]): number | string;
}

const absent = "not in this run";
const sizes = [512, 1024, 2048];
const of = (rows: Row[], workload: string, engine: string, threads = 1) =>
  rows.find((row) => row.workload === workload && row.engine === engine && row.threads === threads);

interface Pair {
  ours: string;
  theirs: string;
  threads?: 1 | 2;
}

/** Their time over ours: CPU time on one thread, wall time on two. */
function ratio(workload: string, { ours, theirs, threads = 1 }: Pair) {
  return (rows: Row[]): number | string => {
    const [own, other] = [of(rows, workload, ours, threads), of(rows, workload, theirs, threads)];
    for (const [row, name] of [
      [own, ours],
      [other, theirs],
    ] as const) {
      if (!isMeasured(row)) return `${name}: ${row?.reason ?? absent}`;
    }
    return threads === 1 ? other!.cpuMs! / own!.cpuMs! : other!.wallMs! / own!.wallMs!;
  };
}

/** The worst of several figures; a reason outweighs them. */
function worst(figures: (number | string)[]): number | string {
  return figures.find((value) => typeof value === "string") ?? Math.min(...(figures as number[]));
}

function slowestProduct(rows: Row[]): number | string {
  return worst(sizes.map((n) => of(rows, `sgemm ${n}`, "ours eager")?.gflops ?? absent));
}

function twoOverOne(rows: Row[]): number | string {
  const [one, two] = [of(rows, "gpt", "ours compiled", 1), of(rows, "gpt", "ours compiled", 2)];
  if (!isMeasured(one) || !isMeasured(two)) return (isMeasured(one) ? two : one)?.reason ?? absent;
  return one.wallMs / two.wallMs;
}

function compileMs(rows: Row[]): number | string {
  const row = of(rows, compileWorkload, "ours compiled");
  return row?.wallMs ?? row?.reason ?? absent;
}

function memory(rows: Row[]): number | string {
  const row = of(rows, memoryWorkload, "ours eager");
  return (row && memoryGrowth(row)) ?? row?.reason ?? absent;
}

const versus = (name: string, workload: string, [atLeast, aim]: [number, number], pair: Pair): Target => ({
  name,
  atLeast,
  aim,
  unit: "×",
  figure: ratio(workload, pair),
});

const compiled = "ours compiled";
const blas = "ours compiled + BLAS";

const targets: Target[] = [
  {
    name: "sgemm 512 to 2048, 1 thread, the slowest",
    atLeast: 48,
    aim: 53,
    unit: "GFLOP/s",
    figure: slowestProduct,
  },
  {
    name: "… with BLAS, over NumPy's OpenBLAS, the worst",
    atLeast: 0.95,
    aim: 1,
    unit: "×",
    figure: (rows) =>
      worst(sizes.map((n) => ratio(`sgemm ${n}`, { ours: "ours eager + BLAS", theirs: "NumPy" })(rows))),
  },
  versus("GPT step, 1 thread, over jax-js", "gpt", [2.4, 2.8], { ours: compiled, theirs: "jax-js" }),
  versus("GPT step, 1 thread, over PyTorch", "gpt", [0.65, 0.8], { ours: compiled, theirs: "PyTorch" }),
  versus("GPT step, 2 threads, over PyTorch's 2", "gpt", [0.95, 1.1], {
    ours: compiled,
    theirs: "PyTorch",
    threads: 2,
  }),
  versus("GPT step, BLAS, over PyTorch", "gpt", [1.05, 1.25], { ours: blas, theirs: "PyTorch" }),
  versus("GPT step, BLAS, 2 threads, over PyTorch's 2", "gpt", [1.5, 1.75], {
    ours: blas,
    theirs: "PyTorch",
    threads: 2,
  }),
  versus("MLP step, 1 thread, over jax-js", "mlp", [2, 2], { ours: compiled, theirs: "jax-js" }),
  versus("MLP step, 1 thread, over PyTorch", "mlp", [0.6, 0.75], { ours: compiled, theirs: "PyTorch" }),
  versus("MLP step, BLAS, over PyTorch", "mlp", [1.1, 1.25], { ours: blas, theirs: "PyTorch" }),
  versus("convnet step, 1 thread, over jax-js", "convnet", [60, 60], { ours: compiled, theirs: "jax-js" }),
  versus("convnet step, 1 thread, over PyTorch", "convnet", [0.65, 0.8], {
    ours: compiled,
    theirs: "PyTorch",
  }),
  versus("convnet step, BLAS, over PyTorch", "convnet", [0.95, 1.1], { ours: blas, theirs: "PyTorch" }),
  versus("LSTM step, 1 thread, over PyTorch", "lstm", [0.65, 0.8], { ours: compiled, theirs: "PyTorch" }),
  versus("encoder-layer step, 1 thread, over PyTorch", "encoder", [0.65, 0.8], {
    ours: compiled,
    theirs: "PyTorch",
  }),
  versus("tiny ops, eager, forward and backward, over PyTorch", "tiny forward+backward", [3, 5], {
    ours: "ours eager",
    theirs: "PyTorch",
  }),
  versus("tiny ops, compiled, forward and backward, over PyTorch", "tiny forward+backward", [30, 100], {
    ours: compiled,
    theirs: "PyTorch",
  }),
  { name: "compiling the GPT step, at most", atLeast: 500, aim: 150, unit: "ms", figure: compileMs },
  { name: "two threads over one, GPT step", atLeast: 1.8, aim: 1.97, unit: "×", figure: twoOverOne },
  {
    name: "memory, 10,000 eager steps, end over start, at most",
    atLeast: 1.1,
    aim: 1.05,
    unit: "× memory",
    figure: memory,
  },
];

/** The targets beside the figures of these rows; those that another part measures are left out. */
export function targetTable(rows: Row[]): string {
  const lines = targets.flatMap((target) => {
    const { name, atLeast, aim, unit } = target;
    const value = target.figure(rows);
    if (typeof value === "string" && value.endsWith(absent)) return [];
    const shown = typeof value === "number" ? `${figure(value)} ${unit}` : "–";
    return [[name, `${atLeast} ${unit}`, `${aim} ${unit}`, shown, verdict(target, value)]];
  });
  if (lines.length === 0) return "";
  return markdown([["target", "at least", "aim", "this run", ""], ...lines]);
}

function verdict({ atLeast, aim, unit }: Target, value: number | string): string {
  if (typeof value === "string") return `not measured: ${value}`;
  const reaches = (bar: number) => (unit === "ms" || unit === "× memory" ? value <= bar : value >= bar);
  if (reaches(aim)) return "aim met";
  return reaches(atLeast) ? "met" : "missed";
}
