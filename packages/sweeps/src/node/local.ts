import type { ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import type { Executor, Job, Listed, Programs } from "./executor.ts";
import { ended, startJob } from "./start-job.ts";

/** Child processes on this machine, as many at once as it has processors unless told. */
export class LocalExecutor implements Executor {
  readonly name = "local";
  readonly room: number;
  readonly #programs: Programs;
  readonly #running = new Map<ChildProcess, Job>();

  constructor(programs: Programs, { jobs = availableParallelism() }: { jobs?: number } = {}) {
    this.#programs = programs;
    this.room = jobs;
  }

  async submit(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) {
      const child = startJob(this.#programs, job);
      this.#running.set(child, job);
      void ended(child).then(() => this.#running.delete(child));
    }
  }

  async list(sweep: string): Promise<Listed[]> {
    const jobs = [...this.#running.values()].filter((job) => job.sweep === sweep);
    return jobs.map(({ run, attempt }) => ({ run, attempt, isRunning: true }));
  }

  async cancel(sweep: string): Promise<void> {
    for (const [child, job] of this.#running) if (job.sweep === sweep) child.kill("SIGTERM");
    await Promise.all([...this.#running.keys()].map(ended));
  }

  async close(): Promise<void> {
    for (const child of this.#running.keys()) child.unref();
  }
}
