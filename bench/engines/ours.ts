// node bench/engines/ours.ts eager|compiled [threads] [blas]: our engine as a process of the bench.
import type { StateDict } from "@blankfile/nn";
import { type CompileOptions, compile, type Tensor } from "@blankfile/tensor";
import { startThreads } from "@blankfile/tensor/node";
import manifest from "../../packages/tensor/package.json" with { type: "json" };
import { tinyRun } from "../models/tiny.ts";
import { trainingStep } from "../models/training-step.ts";
import type { Workload } from "../workloads/workload.ts";
import { type Engine, type Runnable, serve } from "./serve.ts";

type Fn = (...inputs: Tensor[]) => Tensor;

interface Setting {
  mode: "eager" | "compiled";
  threads: number;
  blas: boolean;
}

interface Variant {
  /** What is done to a step before it runs: nothing, or `compile`. */
  prepareStep(fn: Fn): Fn;
  name: string;
}

/** Eager or compiled; a pool of threads and a BLAS where they are asked for, each BLAS call on the thread that makes it. */
async function variant({ mode, threads, blas }: Setting): Promise<Variant> {
  if (mode === "eager") return { prepareStep: (fn) => fn, name: blas ? await withBlas() : "eager" };
  const options: CompileOptions = {};
  let name = "compiled";
  if (threads > 1) options.threads = await startThreads(threads);
  if (blas) {
    const { blasProducts, findBlas } = await import("@blankfile/tensor/blas");
    const found = findBlas();
    options.products = blasProducts(found);
    name = `compiled with ${found.library}`;
  }
  return { prepareStep: (fn) => compile(fn, options), name };
}

/** From here on `matmul` is the BLAS's; throws where none is found. The threads are OPENBLAS_NUM_THREADS. */
async function withBlas(): Promise<string> {
  const { findBlas, useBlas } = await import("@blankfile/tensor/blas");
  const found = findBlas();
  useBlas(found);
  return `eager with ${found.library}`;
}

/** The engine in this process; the tests call it without a process. */
export async function ours(setting: Setting = { mode: "eager", threads: 1, blas: false }): Promise<Engine> {
  const { prepareStep, name } = await variant(setting);
  return {
    version: `@blankfile/tensor ${manifest.version} ${name}, Node ${process.versions.node}`,
    prepare: (workload, inputs) => runnable(prepareStep, workload, inputs),
  };
}

function runnable(prepareStep: Variant["prepareStep"], workload: Workload, inputs: StateDict): Runnable {
  const fn = prepareStep(functionOf(workload, inputs));
  const given = givenTo(workload, inputs);
  let result: Tensor | undefined;
  return {
    run: () => {
      result = fn(...given);
    },
    value: () => numberOf(workload, result!),
  };
}

function functionOf(workload: Workload, inputs: StateDict): Fn {
  if (workload.kind === "product") return (a, b) => a!.matmul(b!);
  if (workload.kind === "tiny") return (x, w, b) => tinyRun(workload, x!, w!, b!);
  const step = trainingStep(workload, inputs);
  return (x, y) => step(x!, y!);
}

function givenTo(workload: Workload, inputs: StateDict): Tensor[] {
  if (workload.kind === "product") return [inputs.a!, inputs.b!];
  if (workload.kind !== "tiny") return [inputs.x!, inputs.y!];
  const given = [inputs.x!, inputs.w!, inputs.b!];
  for (const input of given) input.requiresGrad = workload.backward;
  return given;
}

/** The loss; the first number of a product; the sum of what a tiny chain gave. */
function numberOf(workload: Workload, result: Tensor): number {
  if (workload.kind === "product") return result.data[0]!;
  return workload.kind === "tiny" ? result.sum().item() : result.item();
}

if (import.meta.main) {
  const [mode, threads, blas] = process.argv.slice(2);
  await serve(() =>
    ours({
      mode: mode === "compiled" ? mode : "eager",
      threads: Number(threads ?? 1),
      blas: blas === "blas",
    }),
  );
}
