import type { RunRow } from "@blankfile/tracking";
import { type Cell, type Column, cellIn, fields, keysOf, type Part } from "./column.ts";

/** What is known of a column from the runs that have it. */
export interface ColumnFacts {
  runs: number;
  /** Every value so far is a number. */
  isNumber: boolean;
  /** Letters of the longest value, 40 at most. */
  longest: number;
  goal?: "minimize" | "maximize";
}

/** The keys of one experiment's configurations. */
interface Experiment {
  runs: number;
  keys: Map<string, { runs: number; first: Cell; differs: boolean }>;
}

/** So many columns are offered; runs with more keys than that are found by a filter still. */
const mostColumns = 10_000;
const mostConfig = 6;
const mostMetrics = 4;

/** The columns that the runs have, and which of them a list shows unless told. It only grows: a run that is seen again costs its own keys. */
export class Catalog {
  readonly facts = new Map<Column, ColumnFacts>();
  readonly #experiments = new Map<string, Experiment>();
  readonly #seen = new Set<string>();

  add(rows: readonly RunRow[]): void {
    for (const row of rows) this.#addRow(row);
  }

  /** Columns of one part, those of most runs first. */
  columns(part: Part): Column[] {
    return [...this.facts]
      .filter(([column]) => column.startsWith(`${part}.`))
      .sort(([nameA, a], [nameB, b]) => b.runs - a.runs || (nameA < nameB ? -1 : 1))
      .map(([column]) => column);
  }

  /**
   * Seed, state, the keys of the configuration that differ inside an experiment, the metrics that have a goal (where none has: those
   * of most runs), when and how long.
   */
  usual(): Column[] {
    const differing = this.#differing();
    const config = this.columns("config").filter((column) => differing.has(column));
    const metrics = this.columns("metric");
    const aimed = metrics.filter((column) => this.facts.get(column)!.goal !== undefined);
    return [
      "seed",
      "state",
      ...config.slice(0, mostConfig),
      ...(aimed.length > 0 ? aimed.slice(0, mostMetrics) : metrics.slice(0, mostMetrics - 1)),
      "created",
      "took",
    ];
  }

  /** Whether a filter's key leads anywhere. */
  has(key: string): boolean {
    const name = key.toLowerCase();
    return (
      Object.hasOwn(fields, name) ||
      name === "launch" ||
      this.facts.has(key) ||
      ["config", "metric", "summary"].some((part) => this.facts.has(`${part}.${key}`))
    );
  }

  /** All names that a filter may ask for. */
  names(): string[] {
    return [
      ...Object.keys(fields),
      ...new Set([...this.facts.keys()].map((column) => column.replace(/^\w+\./, ""))),
    ];
  }

  #addRow(row: RunRow): void {
    const isNew = !this.#seen.has(row.id);
    this.#seen.add(row.id);
    const experiment = this.#experiments.get(row.experiment) ?? { runs: 0, keys: new Map() };
    this.#experiments.set(row.experiment, experiment);
    if (isNew) experiment.runs++;
    for (const key of keysOf(row.config)) {
      const cell = cellIn(row, "config", key);
      this.#note(`config.${key}`, cell, isNew);
      const known = experiment.keys.get(key);
      if (known === undefined) experiment.keys.set(key, { runs: 1, first: cell, differs: false });
      else {
        if (isNew) known.runs++;
        if (!Object.is(known.first, cell)) known.differs = true;
      }
    }
    for (const [key, metric] of Object.entries(row.metrics)) {
      const facts = this.#note(`metric.${key}`, Number(metric.value), isNew);
      if (metric.goal !== undefined) facts.goal = metric.goal;
    }
    for (const key of keysOf(row.summary)) this.#note(`summary.${key}`, cellIn(row, "summary", key), isNew);
  }

  /** Columns of the configuration in which runs of one experiment have different values, or only some have one. */
  #differing(): Set<Column> {
    const found = new Set<Column>();
    for (const { runs, keys } of this.#experiments.values()) {
      for (const [key, known] of keys) if (known.differs || known.runs < runs) found.add(`config.${key}`);
    }
    return found;
  }

  #note(column: Column, cell: Cell, isNew: boolean): ColumnFacts {
    let facts = this.facts.get(column);
    if (facts === undefined) {
      facts = { runs: 0, isNumber: true, longest: 0 };
      if (this.facts.size < mostColumns) this.facts.set(column, facts);
    }
    if (isNew || facts.runs === 0) facts.runs++;
    if (typeof cell === "number") facts.longest = Math.max(facts.longest, 9);
    else {
      facts.isNumber = false;
      facts.longest = Math.max(facts.longest, Math.min(40, String(cell ?? "").length));
    }
    return facts;
  }
}
