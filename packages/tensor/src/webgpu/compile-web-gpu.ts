import { optionsOf, requireFunction } from "../arguments.ts";
import { type Flat, flatten, keyOf } from "../compile/arguments.ts";
import { GraphRecorder } from "../compile/capture.ts";
import { type Results, resultsOf } from "../compile/results.ts";
import { isCompiling, recordTo } from "../tape.ts";
import { Gpu } from "./gpu.ts";
import { GpuProgram } from "./gpu-program.ts";
import { ReadBack } from "./read-back.ts";

/** A function with the same results as the one it was made from, by a GPU. */
export type CompiledWebGpu<Args extends unknown[], Result> = ((...args: Args) => Promise<Result>) & {
  /** The programs made so far, one for each form of the arguments; the last used comes last. */
  readonly programs: readonly GpuProgram[];
  /** Brings captured tensors that calls changed, and gradients, back into the tensors. */
  sync(): Promise<void>;
};

export interface CompileWebGpuOptions {
  /** `requestGpuDevice()` gives one. Functions that share tensors need the same. */
  device: GPUDevice;
}

/** More forms of arguments than this, and the one not used for longest is given up. */
const mostPrograms = 12;

interface Entry {
  readonly key: string;
  readonly program: GpuProgram;
  readonly result: Flat;
  readonly results: Results;
}

/**
 * Makes shaders of a function on float32 tensors; `compile` with a GPU in place of machine code.
 *
 * A call sends its work at once and promises the results; calls are carried out in the order in which they were made, so a
 * training loop need not wait for each. Parameters, optimiser state and gradients stay on the GPU: their numbers are there
 * after `await step.sync()`, and to ask for them earlier is an error. What depends on arguments only and is small (a step
 * count, indices, their checks) the processor computes before, in float64 where the function says so.
 *
 * Results equal those of eager mode to a relative 1e-4 of their largest element: sums are added in float32, in another order.
 */
export function compileWebGpu<Args extends unknown[], Result>(
  fn: (...args: Args) => Result,
  options: CompileWebGpuOptions,
): CompiledWebGpu<Args, Result> {
  requireFunction("compileWebGpu", "the function", fn);
  const gpu = Gpu.of(optionsOf("compileWebGpu", options).device);
  const entries: Entry[] = [];
  const call = (...args: Args): Promise<Result> => {
    // Thrown at once: nobody awaits a promise while a function is recorded.
    if (isCompiling()) {
      throw new TypeError(
        "compileWebGpu: called while another function is recorded, a call from outside is needed; inside, call the function that it was made from",
      );
    }
    return run(args);
  };
  const run = async (args: Args): Promise<Result> => {
    const flat = flatten("compileWebGpu", args);
    const key = keyOf(flat);
    let entry = entries.find((known) => known.key === key && known.program.fits(flat.tensors));
    if (!entry) {
      gpu.requireDevice();
      entry = record(fn, flat, gpu);
      if (entries.length >= mostPrograms) entries.shift();
    } else entries.splice(entries.indexOf(entry), 1);
    entries.push(entry);
    const computed = await entry.program.call(flat.tensors);
    return entry.result.restore(entry.results.tensors(flat.tensors, computed)) as Result;
  };
  return Object.defineProperties(call, {
    programs: { get: () => entries.map(({ program }) => program) },
    sync: { value: () => sync(gpu, entries) },
  }) as CompiledWebGpu<Args, Result>;
}

/** Runs the function once with stand-ins for its arguments. */
function record<Args extends unknown[], Result>(fn: (...args: Args) => Result, args: Flat, gpu: Gpu): Entry {
  const recorder = new GraphRecorder({ takesWhole: false });
  const stands = args.tensors.map((like, i) => recorder.argument(like, i));
  try {
    const result = recordTo(recorder, () => {
      const returned = fn(...(args.restore(stands) as Args));
      return flatten("compileWebGpu: what the function returned", returned);
    });
    const results = resultsOf(result.tensors, recorder);
    const program = new GpuProgram(gpu, recorder.finish(), results.outputs);
    return { key: keyOf(args), program, result, results };
  } finally {
    recorder.restore();
  }
}

async function sync(gpu: Gpu, entries: readonly Entry[]): Promise<void> {
  gpu.requireDevice();
  const back = new ReadBack(gpu);
  const away = [...new Set(entries.flatMap(({ program }) => program.away))].map((resident) => {
    back.add(resident.place, resident.dtype, resident.size);
    return { resident, version: resident.storage.version };
  });
  const encoder = gpu.device.createCommandEncoder();
  back.record(encoder);
  gpu.submit(encoder);
  const arrays = await back.arrays();
  away.forEach(({ resident, version }, i) => {
    resident.settle(arrays[i]!, version);
  });
}
