import { figure, markdown } from "../rows.ts";
import type { ClassicalRow } from "./measure-task.ts";
import type { Task } from "./tasks.ts";

const isMeasured = (row: ClassicalRow | undefined): row is ClassicalRow & { fitMs: number } =>
  row?.fitMs !== null && row !== undefined;

/** Times in milliseconds, and × what they are of scikit-learn's in the same rounds. */
export function classicalTable(rows: readonly ClassicalRow[]): string {
  const head = ["task", "engine", "fit ms", "×", "predict ms", "×", "quality", "runs"];
  const theirs = (task: string) => rows.find((row) => row.task === task && row.engine === "scikit-learn");
  const lines = rows.filter(isMeasured).map((row) => {
    const peer = theirs(row.task);
    const over = (mine: number | null, other: number | null | undefined) =>
      mine === null || !other ? "–" : figure(mine / other);
    return [
      row.task,
      row.engine,
      figure(row.fitMs),
      over(row.fitMs, peer?.fitMs),
      figure(row.predictMs),
      over(row.predictMs, peer?.predictMs),
      row.quality === null ? "–" : row.quality.toPrecision(5),
      String(row.runs),
    ];
  });
  const missing = rows
    .filter((row) => row.reason !== undefined)
    .map(({ engine, task, reason }) => `- ${engine}, ${task}: ${reason}`);
  return [
    markdown([head, ...lines]),
    ...(missing.length > 0 ? ["", "Not measured:", "", ...missing] : []),
  ].join("\n");
}

/** What design/classical.md asks for: our time over scikit-learn's. */
export function classicalTargets(rows: readonly ClassicalRow[], tasks: readonly Task[]): string {
  const head = ["target", "at most", "aim", "found", ""];
  const lines = tasks.flatMap(({ name, target, predictTarget }) => {
    const [ours, peer] = ["ours", "scikit-learn"].map((engine) =>
      rows.find((row) => row.task === name && row.engine === engine),
    );
    if (!ours || !peer) return [];
    const line = (
      what: string,
      limits: readonly [number, number] | undefined,
      mine: number | null,
      other: number | null,
    ) => {
      if (!limits) return [];
      const found = mine === null || !other ? undefined : mine / other;
      const verdict =
        found === undefined
          ? "not measured"
          : found <= limits[1]
            ? "aim"
            : found <= limits[0]
              ? "met"
              : "missed";
      return [
        [
          `${name}, ${what}`,
          String(limits[0]),
          String(limits[1]),
          found === undefined ? "–" : figure(found),
          verdict,
        ],
      ];
    };
    return [
      ...line("fit", target, ours.fitMs, peer.fitMs),
      ...line("predict", predictTarget, ours.predictMs, peer.predictMs),
    ];
  });
  return markdown([head, ...lines]);
}
