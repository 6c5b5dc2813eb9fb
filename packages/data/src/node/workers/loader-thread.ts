import { Worker } from "node:worker_threads";
import { decodeTensors } from "./encode-tensors.ts";
import type { Job, Report, Setup } from "./loader-worker.ts";

interface Waiting {
  resolve: (batch: unknown) => void;
  reject: (error: Error) => void;
}

/** One worker thread and the batches that it was asked for. */
export class LoaderThread {
  /** N, the length of its data set. */
  readonly length: number;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #ended: Error | undefined;

  private constructor(worker: Worker, length: number) {
    this.#worker = worker;
    this.length = length;
    worker.on("message", (report: Report) => this.#hear(report));
    worker.on("error", (cause) => this.#end(`a worker failed: ${cause.message}`, cause));
    worker.on("exit", (code) => this.#end(`a worker ended with code ${code}`));
  }

  /** Resolves once the thread has its data set. */
  static start(setup: Setup): Promise<LoaderThread> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./loader-worker.ts", import.meta.url), {
        workerData: setup,
        // Not the process's own: --input-type, for one, is refused for a worker with a file.
        execArgv: [],
      });
      const failed = (cause: Error) =>
        reject(
          new Error(`WorkerLoader: the data set of ${setup.module} cannot be made: ${cause.message}`, {
            cause,
          }),
        );
      const ended = (code: number) => failed(new Error(`its worker ended with code ${code}`));
      worker.once("error", failed);
      worker.once("exit", ended);
      worker.once("message", (report: Report) => {
        worker.off("error", failed).off("exit", ended);
        if (report.kind === "ready") resolve(new LoaderThread(worker, report.length));
      });
    });
  }

  /** How many batches it still owes. */
  get load(): number {
    return this.#waiting.size;
  }

  make(job: Job): Promise<unknown> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.id, { resolve, reject });
      this.#worker.postMessage(job);
    });
  }

  /** Whether the process stays alive for it. */
  hold(wanted: boolean): void {
    if (wanted) this.#worker.ref();
    else this.#worker.unref();
  }

  async close(): Promise<void> {
    this.#end("it was closed");
    await this.#worker.terminate();
  }

  #hear(report: Report): void {
    if (report.kind === "ready") return;
    const waiting = this.#waiting.get(report.id);
    this.#waiting.delete(report.id);
    if (report.kind === "batch") waiting?.resolve(decodeTensors(report.value));
    else waiting?.reject(new Error(report.message, { cause: report.stack }));
  }

  #end(how: string, cause?: unknown): void {
    this.#ended ??= new Error(`WorkerLoader: ${how}; start another loader`, { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
