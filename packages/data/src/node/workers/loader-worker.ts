/** What a thread of `WorkerLoader` runs: it makes one batch after the other, as it is told. */
import { parentPort, workerData } from "node:worker_threads";
import { Philox, type PhiloxState } from "@blankfile/tensor";
import type { BatchPlan } from "../../loading/epoch-plan.ts";
import { makeBatch } from "../../loading/make-batch.ts";
import { encodeTensors } from "./encode-tensors.ts";
import { loadModule } from "./loader-module.ts";

export interface Job extends BatchPlan {
  id: number;
  epoch: number;
  rng: PhiloxState | undefined;
}

export interface Setup {
  module: string;
  argument: unknown;
}

export type Report =
  | { kind: "ready"; length: number }
  | { kind: "batch"; id: number; value: unknown }
  | { kind: "failed"; id: number; message: string; stack: string | undefined };

const port = parentPort!;
const { dataset, collate } = await loadModule(workerData as Setup);
port.on("message", (job: Job) => {
  try {
    const rng = job.rng && Philox.from(job.rng);
    const { value, transfer } = encodeTensors(makeBatch(dataset, job, { epoch: job.epoch, rng, collate }));
    port.postMessage({ kind: "batch", id: job.id, value } satisfies Report, transfer);
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    port.postMessage({ kind: "failed", id: job.id, message, stack } satisfies Report);
  }
});
port.postMessage({ kind: "ready", length: dataset.length } satisfies Report);
