// npm run bench: the matrix product n × n × n as `matmul` computes it, beside its loop and NumPy. All take turns in bursts of about 10⁹
// multiplications, so caches are warm; copies in and out of the memory of the machine code are included.
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { productFast } from "../packages/tensor/src/product-fast.ts";
import { productTiled } from "../packages/tensor/src/product-tiled.ts";

const python = `
import sys, time
try:
    import numpy as np
except ImportError:
    sys.exit(3)
print(np.__version__, flush=True)
made = {}
for line in sys.stdin:
    n, dtype, times = line.split()
    n, times = int(n), int(times)
    if (n, dtype) not in made:
        r = np.random.default_rng(0)
        made[n, dtype] = tuple(r.standard_normal((n, n)).astype(dtype) for _ in range(2))
    a, b = made[n, dtype]
    start = time.process_time()
    for _ in range(times):
        a @ b
    print((time.process_time() - start) / times, flush=True)
`;

interface Peer {
  version: string;
  seconds(n: number, dtype: string, times: number): Promise<number>;
  end(): void;
}

/** NumPy in a process of its own on one thread, or undefined where no Python has it. */
async function startNumPy(): Promise<Peer | undefined> {
  const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...env } = process.env;
  const child = spawn(process.env.BENCH_PYTHON ?? "python3", ["-c", python], {
    env: { ...env, OPENBLAS_NUM_THREADS: "1" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.on("error", () => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value: version } = await lines.next();
  if (version === undefined) return undefined;
  return {
    version,
    seconds: async (n, dtype, times) => {
      child.stdin.write(`${n} ${dtype} ${times}\n`);
      return Number((await lines.next()).value);
    },
    end: () => child.stdin.end(),
  };
}

function cpuSeconds(work: () => void, times: number): number {
  const start = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  return process.cpuUsage(start).user / 1e6 / times;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

const numpy = await startNumPy();
console.log(
  `${cpus()[0]!.model}, Node ${process.version}, NumPy ${numpy?.version ?? "not found"}; GFLOP/s, CPU time, one thread`,
);
console.log("dtype      n     ours   loop  NumPy");
for (const [dtype, Floats] of [
  ["float32", Float32Array],
  ["float64", Float64Array],
] as const) {
  for (const n of [256, 512, 1024, 2048]) {
    const a = new Floats(n * n).map((_, i) => Math.sin(i));
    const b = new Floats(n * n).map((_, i) => Math.cos(i));
    const out = new Floats(n * n);
    const factor = (data: typeof a) => ({ data, transposed: false });
    const times = Math.max(1, Math.round(1e9 / n ** 3));
    const rounds = n <= 512 ? 15 : n === 1024 ? 7 : 3;
    const taken: { ours: number[]; loop: number[]; numpy: number[] } = { ours: [], loop: [], numpy: [] };
    for (let round = -2; round < rounds; round++) {
      const ours = cpuSeconds(() => productFast(out, factor(a), factor(b), [n, n, n]), times);
      const theirs = await numpy?.seconds(n, dtype, times);
      if (round < 0) continue;
      taken.ours.push(ours);
      if (theirs !== undefined) taken.numpy.push(theirs);
      if (n < 2048 || round === 0) taken.loop.push(cpuSeconds(() => productTiled(out, a, b, [n, n, n]), 1));
    }
    const rate = (seconds: number[]) =>
      seconds.length === 0 ? "–" : ((2 * n ** 3) / median(seconds) / 1e9).toFixed(1);
    const cells = [taken.ours, taken.loop, taken.numpy].map((seconds) => rate(seconds).padStart(6));
    console.log(`${dtype} ${String(n).padStart(5)}  ${cells.join(" ")}`);
  }
}
numpy?.end();
