import path from "node:path";
import type { CodeVersion, ConfigValue, MetricDefinition, RunRecord } from "../run.ts";
import { Checkpoints, type SavedCheckpoint } from "./checkpoints.ts";
import { codeVersion } from "./code-version.ts";
import { shellQuoted, shellWord } from "./command-line.ts";
import { environment } from "./environment.ts";
import { describe } from "./experiment-description.ts";
import { allFlags, type CommonFlags, checkCommonFlags } from "./experiment-flags.ts";
import { type ExperimentHashes, experimentHashes } from "./experiment-sources.ts";
import { Figures, figureOf, showFigure, showNumber } from "./figures.ts";
import { FlagError, type Flags, type FlagTable, readFlags, usage } from "./flags.ts";
import { type InitOptions, init } from "./init.ts";
import { Patience, readPatience } from "./patience.ts";
import { predictionLines } from "./prediction-lines.ts";
import { ProgressBar } from "./progress-bar.ts";
import { type Claim, writeResults } from "./results.ts";
import { resumeStopped } from "./resume-stopped.ts";
import type { Run } from "./run.ts";
import { readRun } from "./run-folder.ts";
import { exitCodes, Stop, toTheEnd } from "./stoppable.ts";
import { isTakenOver, takeAttempt } from "./take-attempt.ts";

/** What one run of an experiment gets. */
export interface Training<Config> {
  /** The variant that this run is of, and all flags with their values. */
  variant: string;
  seed: number;
  config: Config;
  /** Where the metrics go: `run.log({ "train/loss": 0.3 }, { step })`. */
  run: Run;
  /** True once Ctrl+C or SIGTERM came: save a checkpoint and return. */
  stopped(): boolean;
  /** Keeps a checkpoint; everything that was logged before is on disk then. */
  save(bytes: Uint8Array, step: number): Promise<void>;
  /** The checkpoint to go on from, where the run was stopped before. */
  from: SavedCheckpoint | undefined;
  /** Redraws the bar: how much of the run is done, and a line about it. */
  progress(done: number, total: number, text: string): void;
}

export interface Experiment<Table extends FlagTable> {
  /** Path below `experiments/` without its ending: "nn/mnist-mlp". */
  name: string;
  /** The experiment's own flags, each with its default and a line. */
  flags: Table;
  /** What is compared: one run for each of them and each seed. */
  variants: readonly string[];
  /** How many seeds unless told: 3, or 1 where nothing is drawn. */
  seeds: number;
  /** Values that `--smoke` sets, so that one seed of each variant takes seconds. */
  smoke: Partial<Flags<Table>>;
  metrics: Record<string, MetricDefinition>;
  /** What is expected of a variant, in words and, where it is a number, as a range. Locked before the first step. */
  predict(variant: string): { text: string; metric?: string; range?: [number, number] };
  /** Refuses flags whose value no training could use, by a FlagError. */
  check?(config: Flags<Table>): void;
  /** Steps that a run will take, for its progress in lists. */
  steps?(config: Flags<Table>, variant: string): number;
  /** Trains one run to the end, or to where it is stopped. Returns the final figures. */
  train(training: Training<Flags<Table>>): Promise<Record<string, number>>;
  /** Compares with what must hold. Not called with `--smoke`. */
  judge(figures: Figures, config: Flags<Table>): Claim[];
  /** Finds the words that a wrong one may have meant: `nearest` of @blankfile/curriculum. */
  nearest: (word: string, names: string[]) => string[];
}

/** Exports of the library in whose place the learner's own code runs, "crossEntropy,softmax"; `blankfile run --mine` sets it. */
const mine = process.env.BLANKFILE_MINE;

const root = path.join(import.meta.dirname, "..", "..", "..", "..");

/**
 * Runs an experiment from the command line: every variant with every seed as a tracked run, with a locked prediction, checkpoints and
 * resume; then compares with what must hold. Sets the exit code: 1 where it does not, 2 for wrong flags, 130 for Ctrl+C.
 */
export async function experiment<const Table extends FlagTable>(spec: Experiment<Table>): Promise<void> {
  try {
    const table = allFlags(spec.flags, spec.seeds);
    const given = readFlags(process.argv.slice(2), table, spec.nearest) as Flags<Table> & CommonFlags;
    if (given.help) console.log(`npx blankfile run ${spec.name} [flags]\n\n${usage(table)}`);
    else if (given.describe) console.log(JSON.stringify(describe(spec)));
    else process.exitCode = await new Launch(spec, given).start();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = error instanceof FlagError ? 2 : 1;
  }
}

class Launch<Table extends FlagTable> {
  readonly #spec: Experiment<Table>;
  readonly #given: CommonFlags;
  readonly #config: Flags<Table>;
  readonly #stop = new Stop();
  /** Of the code as it is before the first step: a file may be edited while it runs. */
  readonly #hashes: Promise<ExperimentHashes>;

  constructor(spec: Experiment<Table>, given: Flags<Table> & CommonFlags) {
    this.#spec = spec;
    this.#given = given;
    this.#config = ownFlags(spec, given);
    this.#check();
    if (given.smoke) Object.assign(this.#config, spec.smoke);
    this.#hashes = experimentHashes(root, spec.name);
  }

  start(): Promise<number> {
    if (this.#given.run !== undefined) return this.#one(this.#given.run);
    return this.#given.resume === undefined ? this.#launch() : this.#goOn(this.#given.resume);
  }

  #check(): void {
    const variants = this.#variants().length;
    const smoke = Object.keys(this.#spec.smoke);
    checkCommonFlags(this.#given, { changed: this.#changed(), smoke, variants, mine: mine !== undefined });
    this.#spec.check?.(this.#config);
    if (this.#given.until !== 1 && !this.#spec.steps)
      throw new FlagError(
        `flags: --until ${this.#given.until}, an experiment that counts its steps is needed; ${this.#spec.name} does not`,
      );
    const { metric } = readPatience(this.#given["stop-after"] ?? "") ?? {};
    if (metric !== undefined && this.#spec.metrics[metric]?.goal === undefined)
      throw new FlagError(
        `flags: --stop-after for ${metric}, a metric with a goal is needed: ${this.#goals().join(", ")}`,
      );
  }

  #goals(): string[] {
    return Object.keys(this.#spec.metrics).filter((name) => this.#spec.metrics[name]!.goal !== undefined);
  }

  #variants(): string[] {
    const { variants } = this.#given;
    if (variants === "") return [...this.#spec.variants];
    const wanted = [...new Set(variants.split(",").map((name) => name.trim()))];
    const wrong = wanted.find((name) => !this.#spec.variants.includes(name));
    if (wrong !== undefined) {
      const near = this.#spec.nearest(wrong, [...this.#spec.variants]);
      const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : this.#spec.variants.join(", ");
      throw new FlagError(`flags: --variants ${wrong}, one of the experiment's is needed; ${hint}`);
    }
    return wanted;
  }

  /** Names of flags that were given another value than their default. */
  #changed(): string[] {
    const own = Object.keys(this.#spec.flags).filter(
      (name) => this.#config[name] !== this.#spec.flags[name]!.default,
    );
    return [
      ...own,
      ...(this.#given.seeds === this.#spec.seeds ? [] : ["seeds"]),
      ...(this.#given["first-seed"] === 0 ? [] : ["first-seed"]),
      ...(this.#given.variants === "" ? [] : ["variants"]),
    ];
  }

  /** Trains every seed of every variant, and judges. */
  async #launch(): Promise<number> {
    const { smoke } = this.#given;
    const began = performance.now();
    const first = this.#given["first-seed"];
    const seeds = Array.from({ length: smoke ? 1 : this.#given.seeds }, (_, i) => first + i);
    const group =
      this.#given.group ?? new Date().toISOString().slice(0, 19).replace("T", "-").replaceAll(/[-:]/g, "");
    const variants = this.#variants();
    const code = await this.#code();
    const found: Record<string, number>[][] = [];
    for (const variant of variants) {
      const ends: Record<string, number>[] = [];
      for (const seed of seeds) {
        // The first variant has the launch's own name: by it the page that started the launch finds it.
        const name = variant === variants[0] ? group : `${group}-${variant}`;
        const run = await init(this.#recordOf(variant, seed, name, code));
        ends.push(await this.#train(run, variant, seed, this.#config));
      }
      found.push(ends);
    }
    return this.#judge(variants, found, (performance.now() - began) / 60_000);
  }

  #recordOf(variant: string, seed: number, group: string, code: CodeVersion): InitOptions {
    const { workspace, prediction, sweep } = this.#given;
    const steps = this.#spec.steps?.(this.#config, variant);
    return {
      workspace: workspace!,
      experiment: this.#spec.name,
      config: { variant, ...this.#config, ...(mine !== undefined && { mine }) } as Record<
        string,
        ConfigValue
      >,
      seed,
      group,
      ...(sweep !== undefined && { sweep }),
      prediction: prediction === undefined ? this.#spec.predict(variant) : { text: prediction },
      ...(steps !== undefined && { steps }),
      metrics: this.#spec.metrics,
      code,
      command: this.#command(),
    };
  }

  /** One run that somebody else planned: this process makes one attempt at it, or finds that there is nothing to do. */
  async #one(id: string): Promise<number> {
    const [variant, seed] = [this.#variants()[0]!, this.#given["first-seed"]];
    const { group, attempt } = this.#given;
    const record = this.#recordOf(variant, seed, group ?? id, await this.#code());
    const taken = await takeAttempt({ ...record, id, attempt });
    if (!taken) {
      console.error(`${id}: attempt ${attempt} has an owner, or the run is finished; nothing to do`);
      return exitCodes.claimed;
    }
    await this.#train(taken.run, variant, seed, this.#config, taken.checkpoint);
    return 0;
  }

  /** Takes a stopped run up where its last checkpoint ends. */
  async #goOn(id: string): Promise<number> {
    const { name, nearest } = this.#spec;
    const { run, checkpoint } = await resumeStopped({
      workspace: this.#given.workspace!,
      id,
      experiment: name,
      code: await this.#code(),
      nearest,
    });
    const { variant, config } = this.#recorded(run.record);
    const end = await this.#train(run, variant, run.record.seed, config, checkpoint);
    const figures = Object.entries(end).map(([metric, value]) => `${metric} ${this.#show(metric, [value])}`);
    console.log(
      `${id}, attempt ${run.attempt}: ${variant}, seed ${run.record.seed} ends at ${figures.join(", ")}`,
    );
    return 0;
  }

  /** The configuration in `run.json`, which somebody may have edited. */
  #recorded({ config, seed: _ }: RunRecord): { variant: string; config: Flags<Table> } {
    const { variant, mine: used, ...own } = config;
    if (used !== mine)
      throw new FlagError(
        `resume: the run used ${used === undefined ? "the library's own code" : `--mine ${used}`}; the same is needed`,
      );
    const args = Object.entries(own).flatMap(([name, value]) =>
      value === false || value === undefined || value === null
        ? []
        : value === true
          ? [`--${name}`]
          : [`--${name}`, String(value)],
    );
    const flags = ownFlags(this.#spec, readFlags(args, this.#spec.flags, this.#spec.nearest));
    if (typeof variant !== "string" || !this.#spec.variants.includes(variant))
      throw new FlagError(
        `resume: variant ${JSON.stringify(variant)}, one of ${this.#spec.variants.join(", ")} is needed`,
      );
    this.#spec.check?.(flags);
    return { variant, config: flags };
  }

  #train(
    run: Run,
    variant: string,
    seed: number,
    config: Flags<Table>,
    from?: SavedCheckpoint,
  ): Promise<Record<string, number>> {
    const checkpoints = new Checkpoints(run);
    const patience = this.#patience(run);
    let bar: ProgressBar | undefined;
    const training: Training<Flags<Table>> = {
      variant,
      seed,
      config,
      run,
      from,
      stopped: () => patience?.isOver === true || this.#isToStop(run),
      save: async (bytes, step) => {
        if (!this.#isTakenOver(run)) await checkpoints.save(bytes, step);
      },
      progress: (done, total, text) => {
        bar ??= new ProgressBar(total);
        bar.at(done, `${variant}, seed ${seed}: ${text}`);
      },
    };
    const stopAfter = this.#given["stop-after"];
    const patient = stopAfter === undefined ? "" : ` --stop-after ${shellWord(stopAfter)}`;
    const again = `npx blankfile run ${this.#spec.name} --resume ${run.id} --workspace ${shellQuoted(this.#given.workspace!)}${patient}`;
    const kept = () => from !== undefined || checkpoints.any;
    return toTheEnd(run, { train: () => this.#spec.train(training), stop: this.#stop, again, kept });
  }

  #patience(run: Run): Patience | undefined {
    const asked = readPatience(this.#given["stop-after"] ?? "");
    if (!asked) return undefined;
    const earlier = readRun(this.#given.workspace!, run.id, Date.now()).metrics.get(asked.metric);
    const patience = new Patience({ ...asked, goal: this.#spec.metrics[asked.metric]!.goal! }, earlier);
    run.watch((values) => patience.see(values));
    return patience;
  }

  #isToStop(run: Run): boolean {
    const { until } = this.#given;
    const { steps } = run.record;
    if (until < 1 && steps !== undefined && run.step >= until * steps)
      this.#stop.ask({ words: `paused at step ${run.step} of ${steps}`, exit: exitCodes.paused });
    return this.#stop.requested !== undefined;
  }

  /** A checkpoint of a run that has another owner by now could remove one of the owner's: the same steps have the same bytes. */
  #isTakenOver(run: Run): boolean {
    if (!isTakenOver(run)) return false;
    this.#stop.ask({ words: "another process has taken the run over", exit: exitCodes.claimed });
    return true;
  }

  /** Prints the figures, compares, and writes them where asked. The exit code: 1 where a bar is missed. */
  async #judge(variants: string[], found: Record<string, number>[][], minutes: number): Promise<number> {
    const figures = new Figures(
      variants.flatMap((variant, i) =>
        Object.keys(found[i]![0] ?? {}).map((metric) =>
          figureOf(
            variant,
            metric,
            found[i]!.map((end) => end[metric]!),
          ),
        ),
      ),
    );
    for (const { variant, metric, values } of figures.all)
      console.log(`${variant.padEnd(14)}  ${metric.padEnd(20)}  ${this.#show(metric, values)}`);
    if (!this.#given.smoke && this.#given.prediction === undefined)
      for (const line of predictionLines(figures, this.#spec.predict))
        console.log(`${"".padEnd(14)}  ${line}`);
    if (this.#given.smoke || this.#given.variants !== "") return 0;
    const claims = this.#spec.judge(figures, this.#config);
    for (const { text, found, met } of claims)
      console.log(`${met === undefined ? "found " : met ? "met   " : "missed"}  ${text}: ${found}`);
    const met = claims.every((claim) => claim.met !== false);
    if (this.#given.results) {
      const { own, library } = await this.#hashes;
      const { runtime, cpu } = environment();
      writeResults(root, {
        experiment: this.#spec.name,
        codeHash: own,
        libraryHash: library,
        runtime,
        ...(cpu !== undefined && { cpu }),
        minutes: Number(minutes.toFixed(2)),
        config: { seeds: this.#given.seeds, ...this.#config } as Record<string, ConfigValue>,
        met,
        claims,
        figures: [...figures.all],
      });
    }
    return met ? 0 : 1;
  }

  #show(metric: string, values: number[]): string {
    const { unit } = this.#spec.metrics[metric] ?? {};
    const over =
      values.length > 1 ? `  seeds ${values.map(showNumber).join(", ")}` : "  (one seed, no interval)";
    return `${showFigure(figureOf("", metric, values), unit)}${over}`;
  }

  /** The command with the flags that were given another value than their default; the workspace is the reader's own. */
  #command(): string {
    const values: Record<string, unknown> = { ...this.#given, ...this.#config };
    const names = this.#given.smoke ? [] : this.#changed();
    const words = names.map((name) =>
      values[name] === true ? `--${name}` : `--${name} ${shellWord(String(values[name]))}`,
    );
    if (this.#given["stop-after"] !== undefined)
      words.push(`--stop-after ${shellWord(this.#given["stop-after"])}`);
    if (mine !== undefined) words.push(`--mine ${shellWord(mine)}`);
    return ["npx blankfile run", this.#spec.name, ...words, ...(this.#given.smoke ? ["--smoke"] : [])].join(
      " ",
    );
  }

  async #code() {
    const { own, library } = await this.#hashes;
    return { ...(await codeVersion({ root })), hash: `${own.slice(0, 32)}${library.slice(0, 32)}` };
  }
}

/** The experiment's own flags among all. */
function ownFlags<Table extends FlagTable>(
  spec: Experiment<Table>,
  given: Record<string, unknown>,
): Flags<Table> {
  return Object.fromEntries(Object.keys(spec.flags).map((name) => [name, given[name]])) as Flags<Table>;
}
