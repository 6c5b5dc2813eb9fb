import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { isExperimentName, isRunId } from "@blankfile/tracking";
import { Queue, UnrecoverableError, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { Executor, Job, Listed, Programs } from "./executor.ts";
import { ended, startJob, sweepFolder } from "./start-job.ts";
import { isSweepId } from "./sweep-store.ts";

export interface RedisOptions {
  /** "redis://user:password@host:6379". */
  redis: string;
  /** "blankfile" unless told. */
  queue?: string;
}

const usualQueue = "blankfile";
/** Somebody who stops a sweep waits so long for Redis, not longer. */
const stopMs = 5000;

/** Redis by BullMQ: jobs wait in a queue that `blankfile worker` processes on any number of machines take them from. */
export class BullmqExecutor implements Executor {
  readonly name = "bullmq";
  readonly room = 10_000;
  readonly #connection: Redis;
  readonly #queue: Queue<Job>;
  readonly #timeoutMs: number;

  constructor({ redis, queue = usualQueue, timeoutMs = 20_000 }: RedisOptions & { timeoutMs?: number }) {
    this.#connection = connectionTo(redis);
    this.#queue = new Queue(queue, { connection: this.#connection });
    this.#queue.on("error", () => {}); // What it does not answer in time is told by whoever asked.
    this.#timeoutMs = timeoutMs;
  }

  /** A job has the name of its attempt: the same one twice is one. */
  async submit(jobs: readonly Job[]): Promise<void> {
    const added = jobs.map((job) => ({
      name: job.run,
      data: job,
      opts: { jobId: `${job.run}-${job.attempt}`, removeOnComplete: true, removeOnFail: true },
    }));
    await this.#inTime(this.#queue.addBulk(added));
  }

  async list(sweep: string): Promise<Listed[]> {
    const waiting = ["waiting", "delayed", "prioritized"] as const;
    const [active, others] = await this.#inTime(
      Promise.all([this.#queue.getJobs(["active"]), this.#queue.getJobs([...waiting])]),
    );
    const listed = (jobs: typeof active, isRunning: boolean) =>
      jobs.flatMap((job) =>
        job?.data?.sweep === sweep ? [{ run: job.data.run, attempt: job.data.attempt, isRunning }] : [],
      );
    return [...listed(active, true), ...listed(others, false)];
  }

  /** Those that wait are forgotten. A worker asks for no news of jobs that run: they end by themselves. */
  async cancel(sweep: string): Promise<void> {
    const jobs = await this.#inTime(this.#queue.getJobs(["waiting", "delayed", "prioritized"]), stopMs);
    const own = jobs.filter((job) => job?.data?.sweep === sweep);
    await this.#inTime(Promise.all(own.map((job) => job.remove().catch(() => {}))), stopMs);
  }

  async close(): Promise<void> {
    this.#connection.disconnect();
  }

  #inTime<T>(promise: Promise<T>, most = this.#timeoutMs): Promise<T> {
    const ms = Math.min(most, this.#timeoutMs);
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Redis gave no answer in ${ms / 1000} s`)), ms);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }
}

export interface QueueWorkerOptions extends RedisOptions {
  /** Jobs at once; as many as there are processors unless told. */
  jobs?: number;
  /** Told what begins, ends and goes wrong. */
  say?: (line: string) => void;
  /** How long `close` waits for Redis to hear what ended; 10 s unless told. */
  closeMs?: number;
}

export interface QueueWorker {
  /**
   * Lets the runs come to their next checkpoint and tells Redis. False where Redis does not answer: the process must then be ended, since
   * connections to it are tried for ever. Nothing is lost by that: the runs' folders say what ended.
   */
  close(): Promise<boolean>;
}

/**
 * Takes jobs from the queue and trains each in a child process: in this process it would keep BullMQ from renewing the job's lock, and the
 * job would start again for ever. A job whose worker is gone is given to another one, which makes the next attempt.
 */
export function queueWorker(programs: Programs, options: QueueWorkerOptions): QueueWorker {
  const { redis, queue = usualQueue, jobs = availableParallelism(), say = console.log } = options;
  const { closeMs = 10_000 } = options;
  const connection = connectionTo(redis);
  const children = new Set<ReturnType<typeof startJob>>();
  const worker = new Worker<Job, number | string>(
    queue,
    async (task) => {
      const job = checked(task.data, programs.workspace);
      const again = Math.max(0, task.attemptsStarted - 1);
      say(`${job.run}, attempt ${job.attempt + again}: begins`);
      const child = startJob(programs, job, again);
      children.add(child);
      const end = await ended(child);
      children.delete(child);
      say(`${job.run}, attempt ${job.attempt + again}: ${end}`);
      return end;
    },
    {
      connection,
      concurrency: jobs,
      maxStalledCount: 3,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  );
  let last = "";
  worker.on("error", ({ message }) => {
    if (message !== last) say(`Redis: ${message}; tried again`);
    last = message;
  });
  worker.on("failed", (_job, error) => say(`refused: ${error.message}`));
  return {
    async close() {
      const closing = worker.close();
      for (const child of children) child.kill("SIGTERM");
      await Promise.all([...children].map(ended));
      const isHeard = await settlesIn(closeMs, closing);
      if (!isHeard)
        say(`Redis gave no answer in ${closeMs / 1000} s; what ended stands in the runs' folders`);
      connection.disconnect();
      return isHeard;
    },
  };
}

/** Whether a promise comes to an end in time. */
async function settlesIn(ms: number, promise: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const there = promise.then(
    () => true as const,
    () => true as const,
  );
  return Promise.race([there, late]).finally(() => clearTimeout(timer));
}

/** Whoever can write to Redis can put anything there: only runs of experiments, in this workspace's own sweeps, are begun. */
function checked(job: Job, workspace: string): Job {
  const { sweep, run, attempt, experiment, args } = job ?? {};
  const isWhole =
    typeof sweep === "string" &&
    isSweepId(sweep) &&
    isRunId(run) &&
    Number.isSafeInteger(attempt) &&
    attempt >= 1 &&
    isExperimentName(experiment) &&
    Array.isArray(args) &&
    args.every(
      (arg) => typeof arg === "string" && !/^--(results|resume|workspace|smoke|attempt)(=|$)/.test(arg),
    );
  if (!isWhole) throw new UnrecoverableError("a job that is none of ours");
  if (!existsSync(sweepFolder(workspace, sweep)))
    throw new UnrecoverableError(
      `${sweep} is not in ${workspace}; a worker needs the folder of the sweep, on a drive that both share`,
    );
  return { sweep, run, attempt, experiment, args };
}

/** Tries again for ever: a queue that is down for a minute comes back. */
function connectionTo(redis: string): Redis {
  if (!/^rediss?:\/\//.test(redis))
    throw new RangeError(
      `redis: ${JSON.stringify(redis)}, an address such as redis://127.0.0.1:6379 is needed`,
    );
  const connection = new Redis(redis, { maxRetriesPerRequest: null });
  connection.on("error", () => {}); // BullMQ tells it too.
  return connection;
}
