import { isCompiling, recordTo } from "../tape.ts";
import type { ThreadPool } from "../threads/thread-pool.ts";
import { type Flat, flatten, keyOf } from "./arguments.ts";
import { GraphRecorder } from "./capture.ts";
import { Explanation } from "./explain.ts";
import { isForbidden } from "./forbidden.ts";
import type { Products } from "./machine.ts";
import { Program } from "./program.ts";
import { type Results, resultsOf } from "./results.ts";

/** A function with the same results as the one it was made from, by machine code. */
export type Compiled<Args extends unknown[], Result> = ((...args: Args) => Result) & {
  /** The programs made so far, one for each form of the arguments; the last used comes last. */
  readonly programs: readonly Program[];
  /** What the compiler made of the last call: its loops, what they move, and their memory. */
  explain(): Explanation;
};

export interface CompileOptions {
  /** A pool of `startThreads` that shares the work; the results are the same, bit for bit. */
  threads?: ThreadPool;
  /** Additions from which on a loop is worth sharing between threads; 100,000, about 20 µs, unless told. */
  shareFrom?: number;
  /** Who computes matrix products, if not the program itself; `blasProducts` of `@blankfile/tensor/blas` gives one. */
  products?: Products;
}

/** More forms of arguments than this, and the one not used for longest is given up. */
export const mostPrograms = 12;

interface Entry {
  readonly key: string;
  readonly program: Program;
  readonly result: Flat;
  readonly results: Results;
}

/**
 * Makes machine code of a function on tensors.
 *
 * At the first call the function runs once with stand-ins that note every operation; the notes are simplified, fused into few
 * loops, given one piece of memory, and translated to WebAssembly. Calls with arguments of the same shapes, dtypes and plain
 * values run that; others make another program.
 *
 * Inside may be anything that reads no number of a tensor: `backward`, optimiser steps, random draws. Tensors from outside are
 * read as they are at each call, and changes in place change them. Plain variables are read when the function is noted, so
 * what changes between calls belongs in a tensor or an argument. Results carry no gradient.
 */
export function compile<Args extends unknown[], Result>(
  fn: (...args: Args) => Result,
  options: CompileOptions = {},
): Compiled<Args, Result> {
  const entries: Entry[] = [];
  const call = (...args: Args): Result => {
    if (isCompiling()) return fn(...args);
    const flat = flatten("compile", args);
    const key = keyOf(flat);
    let entry = entries.find((known) => known.key === key && known.program.fits(flat.tensors));
    if (!entry) {
      if (isForbidden()) return fn(...args);
      entry = record(fn, flat, options);
      if (entries.length >= mostPrograms) entries.shift()!.program.unload();
    } else entries.splice(entries.indexOf(entry), 1);
    entries.push(entry);
    const computed = entry.program.call(flat.tensors);
    return entry.result.restore(entry.results.tensors(flat.tensors, computed)) as Result;
  };
  return Object.defineProperties(call, {
    programs: { get: () => entries.map(({ program }) => program) },
    explain: {
      value: () => {
        const last = entries.at(-1);
        if (last) return new Explanation(last.program);
        throw new RangeError("explain: no call yet, one is needed; what is made depends on the arguments");
      },
    },
  }) as Compiled<Args, Result>;
}

/** Runs the function once with stand-ins for its arguments. */
function record<Args extends unknown[], Result>(
  fn: (...args: Args) => Result,
  args: Flat,
  { threads: pool, products, shareFrom }: CompileOptions,
): Entry {
  const recorder = new GraphRecorder();
  const stands = args.tensors.map((like, i) => recorder.argument(like, i));
  try {
    const result = recordTo(recorder, () => {
      const returned = fn(...(args.restore(stands) as Args));
      return flatten("compile: what the function returned", returned);
    });
    const results = resultsOf(result.tensors, recorder);
    const program = new Program(recorder.finish(), results.outputs, { pool, products, shareFrom });
    return { key: keyOf(args), program, result, results };
  } finally {
    recorder.restore();
  }
}
