import {
  GroupKFold,
  KFold,
  type Split,
  StratifiedGroupKFold,
  StratifiedKFold,
  TimeSeriesSplit,
} from "@blankfile/classical";
import type { Settings } from "../settings/settings.ts";

export type Scheme = "stratified" | "random" | "group" | "time";

/** Which rows are locked away, and how the others are held back in turn. */
export interface SplitPlan {
  scheme: Scheme;
  /** Why this scheme, with its numbers. */
  why: string;
  /** Places among the labelled rows. */
  holdout: number[];
  /** In order of time, where the scheme is of time. */
  learning: number[];
}

interface Labelled {
  y: Float64Array;
  groups: string[] | undefined;
  time: Float64Array | undefined;
}

/** Locks a share of the rows away, by the scheme that the settings ask for. */
export function planSplit({ y, groups, time }: Labelled, settings: Settings): SplitPlan {
  const all = Array.from({ length: y.length }, (_, i) => i);
  const scheme = schemeOf(settings);
  if (scheme === "time") {
    const order = all.toSorted((a, b) => time![a]! - time![b]! || a - b);
    const cut = Math.round(order.length * (1 - settings.holdout));
    return {
      scheme,
      why: `rows are in order of ${settings.time}: each fold learns from what came before it, and the locked rows are the latest ${order.length - cut}`,
      holdout: order.slice(cut),
      learning: order.slice(0, cut),
    };
  }
  const parts = Math.max(2, Math.round(1 / settings.holdout));
  const rows = { y, groups, time };
  const [first] = foldsOf(scheme, rows, { folds: parts, seed: settings.seed + 77, task: settings.task });
  return {
    scheme,
    why: reasonOf(scheme, rows, settings),
    holdout: Array.from(first!.test),
    learning: Array.from(first!.train),
  };
}

/** Splits of these rows by a scheme. Places are those among the rows given. */
export function foldsOf(
  scheme: Scheme,
  { y, groups }: Labelled,
  { folds, seed, task }: { folds: number; seed: number; task: Settings["task"] },
): Split[] {
  const options = { nSplits: folds, shuffle: true, randomState: seed };
  if (scheme === "time") return new TimeSeriesSplit({ nSplits: folds }).split(y.length);
  if (scheme === "group") {
    const Folds = task === "classification" ? StratifiedGroupKFold : GroupKFold;
    return new Folds(options).split(y.length, y, groups);
  }
  const Folds = scheme === "stratified" ? StratifiedKFold : KFold;
  return new Folds(options).split(y.length, y);
}

function schemeOf({ time, group, task }: Settings): Scheme {
  if (time !== null) return "time";
  if (group !== null) return "group";
  return task === "classification" ? "stratified" : "random";
}

function reasonOf(scheme: Scheme, { y, groups }: Labelled, { group }: Settings): string {
  if (scheme === "group") {
    const count = new Set(groups).size;
    return `the ${y.length} rows belong to ${count} different values of ${group}; all rows of one stay on one side, as new ones will be of others`;
  }
  if (scheme === "stratified") {
    const counts = new Map<number, number>();
    for (const code of y) counts.set(code, (counts.get(code) ?? 0) + 1);
    const rarest = Math.min(...counts.values());
    return `rows are taken as independent; each fold keeps the classes' shares (the rarest has ${rarest} of ${y.length} rows)`;
  }
  return `rows are taken as independent and the target is a number: folds are drawn by chance`;
}
