/** One attempt at one run. Its command may be started any number of times: the attempt's claim lets one of them do it. */
export interface Job {
  sweep: string;
  run: string;
  attempt: number;
  experiment: string;
  /** What the experiment gets, without `--attempt` and `--workspace`. */
  args: string[];
}

/** A job that an executor has. */
export interface Listed {
  run: string;
  attempt: number;
  /** It is being worked on, as far as the executor knows; otherwise it waits for its turn. */
  isRunning: boolean;
  /** Why it waits, where that is more than its turn, in the executor's words. */
  heldUp?: string;
}

/** Where jobs are worked on. All of them start the same command; what came of it stands in the runs' folders, not here. */
export interface Executor {
  readonly name: "local" | "slurm" | "bullmq";
  /** Jobs that may be submitted at once; more wait in the sweep. */
  readonly room: number;
  submit(jobs: readonly Job[]): Promise<void>;
  /** Jobs of a sweep that wait or run, as far as it knows. Rejects where it does not answer. */
  list(sweep: string): Promise<Listed[]>;
  /** Asks all jobs of a sweep to stop at their next checkpoint, and forgets those that wait. */
  cancel(sweep: string): Promise<void>;
  /** Lets go of what it holds. Jobs that run go on. */
  close(): Promise<void>;
}

/** How programs of this installation are started. */
export interface Programs {
  workspace: string;
  /** The program and arguments that run an experiment with these flags. */
  experiment(name: string, args: readonly string[]): string[];
  /** The program and arguments of `blankfile`. */
  blankfile(args: readonly string[]): string[];
}

/** The command of a job, begun for the `again`th time after the first by an executor that counts. */
export function commandOf(programs: Programs, job: Job, again = 0): string[] {
  return programs.experiment(job.experiment, [
    ...job.args,
    ...["--attempt", String(job.attempt + again), "--workspace", programs.workspace],
  ]);
}

/** The variables that a training may see: what programs need, and nothing that is secret by its name. */
export function jobEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passed.test(name)));
}

const passed =
  /^(PATH|HOME|USERPROFILE|SYSTEMROOT|LANG|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|BLANKFILE_[A-Z_]+|NODE_COMPILE_CACHE|OMP_NUM_THREADS|OPENBLAS_NUM_THREADS|UV_THREADPOOL_SIZE|SLURM_[A-Z_]+)$/i;
