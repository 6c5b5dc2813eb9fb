/**
 * What the bench and an engine's process say to each other: JSON, a line each. The process speaks first (Hello); then every command
 * gets one answer. Engines written in TypeScript run `serve`, the Python ones the same loop in engines/peer.py.
 */
import type { Workload } from "./workloads/workload.ts";

export type Hello = { version: string } | { missing: string };

/**
 * prepare: reads the inputs and runs four times. run: `times` runs; the answer is the time of one. memory: as engines/memory.ts says.
 * drop: forgets what was prepared.
 */
export type Command =
  | { do: "prepare"; workload: Workload; file: string }
  | { do: "run"; times: number }
  | { do: "drop" };

export type Answer = Prepared | Timing | { cannot: string } | { dropped: true };

export interface Prepared {
  /** What the first four runs gave: for a training step the loss before steps 1 to 4. */
  values: number[];
  /** Wall time of the first run, compiling included, and of the fourth. */
  firstMs: number;
  laterMs: number;
}

export interface Timing {
  cpuMs: number;
  wallMs: number;
}
