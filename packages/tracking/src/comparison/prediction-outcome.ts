import { numberOf } from "../non-finite.ts";
import type { Configuration } from "./configurations.ts";
import { finishedRows } from "./figure.ts";

/** What was said of a configuration's seeds before they ran, and what came out. */
export interface PredictionOutcome {
  text: string;
  metric?: string;
  range?: [number, number];
  /** Seeds whose figure lay in the range, of those that are finished and were predicted. */
  inside: number;
  of: number;
  /** Runs whose prediction was changed after it was locked: they are not counted. */
  changed: number;
}

/** undefined where nothing was predicted. The text is that of the first seed that has one. */
export function predictionOutcome({ rows }: Pick<Configuration, "rows">): PredictionOutcome | undefined {
  const said = rows.find(({ prediction }) => prediction !== undefined)?.prediction;
  if (!said) return undefined;
  const judged = finishedRows(rows).flatMap(({ prediction, metrics }) => {
    const { metric, range, intact } = prediction ?? {};
    const value = metric === undefined ? undefined : metrics[metric]?.value;
    if (range === undefined || value === undefined || intact !== true) return [];
    return [numberOf(value) >= range[0] && numberOf(value) <= range[1]];
  });
  return {
    text: said.text,
    ...(said.metric !== undefined && { metric: said.metric }),
    ...(said.range !== undefined && { range: said.range }),
    inside: judged.filter(Boolean).length,
    of: judged.length,
    changed: rows.filter(({ prediction }) => prediction?.intact === false).length,
  };
}
