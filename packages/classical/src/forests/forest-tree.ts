import { Philox } from "@blankfile/tensor";
import { weightsOfRows } from "../class-weight/weigh-classes.ts";
import type { Label } from "../estimator/labels.ts";
import {
  type ClassCriterion,
  learnClassTree,
  learnValueTree,
  type ValueCriterion,
} from "../trees/learn-tree.ts";
import type { RankedColumns } from "../trees/ranked-columns.ts";
import type { Tree } from "../trees/tree.ts";
import { total } from "../trees/tree-data.ts";
import { type Growth, settingsOf } from "../trees/tree-parameters.ts";
import { drawCounts } from "./draw-rows.ts";

/** All that a forest's trees have in common. */
export interface ForestPlan {
  columns: RankedColumns;
  growth: Growth;
  target:
    | { kind: "classes"; y: Int32Array; classes: readonly Label[]; criterion: ClassCriterion }
    | { kind: "values"; y: Float64Array; criterion: ValueCriterion };
  /** Of each row, [N]; none where all weigh the same. */
  weight: Float64Array | undefined;
  /** How many rows are drawn with replacement for each tree; none, and each tree sees all rows. */
  drawn: number | undefined;
  /** Whether each tree's own draw is balanced between the classes. */
  balancesDraws: boolean;
}

/**
 * Tree i of the forest: a function of the plan, the seed and i alone, so that a forest is the same however its trees are shared among workers.
 *
 * Bootstrap: rows are drawn in proportion to their weights, and a row that came twice counts twice.
 */
export function forestTree(plan: ForestPlan, seed: number, i: number): Tree {
  const { columns, growth, target, drawn } = plan;
  const weight = drawn === undefined ? (plan.weight ?? evenly(columns.rows)) : forestDraw(plan, seed, i);
  const sampleWeight =
    plan.balancesDraws && target.kind === "classes"
      ? weightsOfRows("fit", "balanced", { ...target, sampleWeight: weight })
      : weight;
  const settings = settingsOf(
    growth,
    { rows: columns.rows, cols: columns.ranks.length },
    total(sampleWeight),
  );
  const lesson = { columns, sampleWeight, settings, rng: treeStream(seed, i).fork("features") };
  return target.kind === "classes"
    ? learnClassTree(lesson, target.y, { nClasses: target.classes.length, criterion: target.criterion })
    : learnValueTree(lesson, target.y, target.criterion);
}

/** How often each row is in the draw of tree i, [N]; 0 is out of bag. */
export function forestDraw({ columns, drawn, weight }: ForestPlan, seed: number, i: number): Float64Array {
  const { rows } = columns;
  return drawCounts(treeStream(seed, i).fork("rows"), { rows, size: drawn ?? rows, weight });
}

function treeStream(seed: number, i: number): Philox {
  return new Philox(seed).fork(i);
}

function evenly(rows: number): Float64Array {
  return new Float64Array(rows).fill(1);
}
