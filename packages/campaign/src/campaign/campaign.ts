import { type Split, Study, type StudyOptions } from "@blankfile/classical";
import { Table } from "@blankfile/data";
import { type Metric, metricNamed } from "../settings/metrics.ts";
import type { Settings } from "../settings/settings.ts";
import { foldsOf, type SplitPlan } from "../split/split-plan.ts";
import { type Cleaning, wordsOf } from "../table/clean-table.ts";

/** Rows with what belongs to them. */
export interface Rows {
  /** Their places among the labelled rows. */
  indices: Int32Array;
  X: Table;
  /** Codes of classes, or numbers. */
  y: Float64Array;
  groups: string[] | undefined;
  /** Ranks of time. */
  time: Float64Array | undefined;
}

/** More columns, or other ones, of the same rows: each row's from that row alone. */
export type TableChange = (X: Table) => Table;
const asItIs: TableChange = (X) => X;

/** A search whose trials are kept where the campaign runs; see openStudy of @blankfile/classical/node. */
export interface KeptSearch {
  study: Study;
  tell(number: number, value: number | null): unknown;
}

export interface CampaignData {
  settings: Settings;
  /** As read and cleaned. */
  train: Table;
  test?: Table | undefined;
  sample?: Table | undefined;
  cleanings: readonly Cleaning[];
  /** What earlier stages gave, by their names. */
  results?: Readonly<Record<string, unknown>>;
  onProgress?: ((done: number, total: number, what: string) => void) | undefined;
  /** Without it a search is kept in memory. `key` tells searches of different pipelines apart. */
  openStudy?: ((key: string, options: StudyOptions) => KeptSearch) | undefined;
}

/** A table with a question, as every stage sees it. Rows whose target is missing are left out. */
export class Campaign {
  readonly settings: Settings;
  readonly metric: Metric;
  /** The rows whose target is known, all columns. */
  readonly train: Table;
  readonly test: Table | undefined;
  readonly sample: Table | undefined;
  readonly cleanings: readonly Cleaning[];
  /** Rows without a target, left out. */
  readonly unlabelled: number;
  /** In order; of a regression there are none. */
  readonly classes: readonly string[];
  /** Codes of classes, or numbers, of every labelled row. */
  readonly y: Float64Array;
  readonly #results: Readonly<Record<string, unknown>>;
  readonly #onProgress: CampaignData["onProgress"];
  readonly #openStudy: CampaignData["openStudy"];

  constructor({
    settings,
    train,
    test,
    sample,
    cleanings,
    results = {},
    onProgress,
    openStudy,
  }: CampaignData) {
    for (const [key, name] of Object.entries({
      target: settings.target,
      group: settings.group,
      time: settings.time,
      id: settings.id,
    }))
      if (name !== null && !train.names.includes(name))
        throw new RangeError(
          `campaign.json: ${key} is ${JSON.stringify(name)}, one of ${train.names.join(", ")} is needed`,
        );
    this.settings = settings;
    this.metric = metricNamed(settings.metric, settings.task);
    const isMissing = train.missing(settings.target);
    const known = Int32Array.from(isMissing.keys()).filter((i) => !isMissing[i]);
    this.unlabelled = train.length - known.length;
    this.train = this.unlabelled > 0 ? train.rows(known) : train;
    this.test = test;
    this.sample = sample;
    this.cleanings = cleanings;
    this.#results = results;
    this.#onProgress = onProgress;
    this.#openStudy = openStudy;
    const target = this.train.column(settings.target);
    if (settings.task === "regression") {
      this.classes = [];
      this.y = this.train.numbers(settings.target);
    } else {
      const words = wordsOf(target) as string[];
      const different = [...new Set(words)];
      this.classes =
        target.kind === "number"
          ? different.sort((a, b) => Number(a) - Number(b))
          : different.sort((a, b) => (a < b ? -1 : Number(a > b)));
      const codes = new Map(this.classes.map((word, code) => [word, code]));
      this.y = Float64Array.from(words, (word) => codes.get(word)!);
    }
  }

  /** The names of columns that may be learnt from. */
  get inputs(): string[] {
    const { target, id, drop } = this.settings;
    const out = [target, id, ...drop];
    return this.train.names.filter(
      (name) => !out.includes(name) && (this.test?.names.includes(name) ?? true),
    );
  }

  /** The columns that may be learnt from, of all labelled rows. */
  get X(): Table {
    return this.train.select(this.inputs);
  }

  /** The same columns of the rows to be predicted in the end. */
  get testX(): Table | undefined {
    return this.test && sameKinds(this.test.select(this.inputs), this.X);
  }

  /** What an earlier stage gave. */
  result<T>(stage: string): T {
    const found = this.#results[stage];
    if (found !== undefined) return found as T;
    throw new RangeError(`campaign: stage ${stage} has no result yet; run the campaign without --only`);
  }

  has(stage: string): boolean {
    return this.#results[stage] !== undefined;
  }

  get plan(): SplitPlan {
    return this.result<SplitPlan>("2-split");
  }

  /** The rows that may be learnt from, with the columns that `features` adds. The locked ones are not among them. */
  learning(features: TableChange = asItIs): Rows {
    return this.rows(this.plan.learning, features);
  }

  /** The locked rows. Only the report may ask for them. */
  holdout(features: TableChange = asItIs): Rows {
    return this.rows(this.plan.holdout, features);
  }

  /** All labelled rows, in the order of the scheme. */
  labelled(features: TableChange = asItIs): Rows {
    return this.rows([...this.plan.learning, ...this.plan.holdout], features);
  }

  rows(indices: ArrayLike<number>, features: TableChange = asItIs): Rows {
    const at = Int32Array.from(indices);
    const { group, time } = this.settings;
    const groups = group === null ? undefined : wordsOf(this.train.column(group)).map((word) => word ?? "");
    const ranks = time === null ? undefined : timeRanks(this.train, time);
    return {
      indices: at,
      X: features(this.X.rows(at)),
      y: Float64Array.from(at, (i) => this.y[i]!),
      groups: groups && Array.from(at, (i) => groups[i]!),
      time: ranks && Float64Array.from(at, (i) => ranks[i]!),
    };
  }

  /** The folds that every score of this campaign is made on. `repeat` 0, 1, … gives other ones, where the scheme draws by chance. */
  folds(
    rows: Rows,
    { repeat = 0, folds = this.settings.folds }: { repeat?: number; folds?: number } = {},
  ): Split[] {
    return foldsOf(this.plan.scheme, rows, {
      folds,
      seed: this.settings.seed + 1000 * repeat,
      task: this.settings.task,
    });
  }

  openStudy(key: string, options: StudyOptions): KeptSearch {
    if (this.#openStudy) return this.#openStudy(key, options);
    const study = new Study(options);
    return { study, tell: (number, value) => study.tell(number, value) };
  }

  progress(done: number, total: number, what: string): void {
    this.#onProgress?.(done, total, what);
  }
}

/** Ranks of a column of times: dates are ISO texts, which sort as they are. A missing time is the first. */
export function timeRanks(table: Table, name: string): Float64Array {
  const column = table.column(name);
  if (column.kind === "number")
    return column.values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  const words = wordsOf(column);
  const order = [...new Set(words.filter((word) => word !== null))].sort();
  const ranks = new Map(order.map((word, rank) => [word, rank]));
  return Float64Array.from(words, (word) => (word === null ? -1 : ranks.get(word)!));
}

/** Columns of the test rows in the kinds that they have among the labelled ones: a file of few rows may look different. */
function sameKinds(table: Table, like: Table): Table {
  return new Table(
    table.names.map((name) => {
      const [column, wanted] = [table.column(name), like.column(name)];
      if (column.kind === wanted.kind) return [name, column];
      const words = wordsOf(column);
      if (wanted.kind === "number") {
        const values = Float64Array.from(words, (word) => (word === null ? Number.NaN : Number(word)));
        const wrong = words.find((word, i) => word !== null && Number.isNaN(values[i]));
        if (wrong !== undefined)
          throw new RangeError(
            `campaign: column ${name} of the test rows has ${JSON.stringify(wrong)}, numbers are needed as in the labelled rows`,
          );
        return [name, { kind: "number", values }];
      }
      if (wanted.kind === "text") return [name, { kind: "text", values: words }];
      const categories = [...new Set(words.filter((word) => word !== null))].sort();
      return [
        name,
        {
          kind: "category",
          categories,
          codes: Int32Array.from(words, (word) => (word === null ? -1 : categories.indexOf(word))),
        },
      ];
    }),
  );
}
