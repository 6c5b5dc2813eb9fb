import type { Split } from "../model-selection/splitters/splitter.ts";
import type { AuditTarget } from "./column-strength.ts";
import type { AuditColumn } from "./column-values.ts";
import { type Finding, percent } from "./finding.ts";

/**
 * Columns such as a patient's number: many values, each on a few rows that share the target far more than chance would, and that stand on both sides
 * of the splits.
 */
export function findHiddenGroups(
  columns: readonly AuditColumn[],
  target: AuditTarget,
  splits: readonly Split[],
): Finding[] {
  const rows = target.values.length;
  return columns.flatMap((column) => {
    // Numbers that are measured, with fractions, name nobody.
    const isName =
      column.kind !== "number" ||
      column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
    const isMany = column.different >= 20 && column.different >= rows / 20 && column.different <= rows / 1.5;
    if (!isName || !isMany) return [];
    const shared = withinGroups(column, target);
    if (shared < 0.6 || !crosses(column, splits)) return [];
    return [
      {
        rule: "groups on both sides",
        severity: "suspicion" as const,
        columns: [column.name],
        evidence: `rows of one value share ${percent(shared)} of the target's variation, and stand on both sides of the splits`,
        remedy: `if new rows will have new values of it, cv: new GroupKFold() with groups from ${JSON.stringify(column.name)}`,
      },
    ];
  });
}

/** The intraclass correlation over groups of two rows and more: (MSB − MSW) / (MSB + (n₀ − 1) MSW), the largest over classes. Fisher 1925. */
function withinGroups(column: AuditColumn, { kind, values, classes }: AuditTarget): number {
  const outputs =
    kind === "numbers"
      ? [values]
      : Array.from({ length: classes }, (_, k) => values.map((code) => Number(code === k)));
  const all = Array.from(values.keys()).filter((i) => !column.isMissing[i]);
  const groups = [...Map.groupBy(all, (i) => column.values[i]!).values()].filter((group) => group.length > 1);
  const rows = groups.reduce((sum, group) => sum + group.length, 0);
  if (groups.length < 10) return 0;
  return Math.max(
    ...outputs.map((output) => {
      const mean = groups.flat().reduce((sum, i) => sum + output[i]!, 0) / rows;
      let [between, within] = [0, 0];
      for (const group of groups) {
        const own = group.reduce((sum, i) => sum + output[i]!, 0) / group.length;
        between += group.length * (own - mean) ** 2;
        for (const i of group) within += (output[i]! - own) ** 2;
      }
      const msb = between / (groups.length - 1);
      const msw = within / (rows - groups.length);
      const n0 =
        (rows - groups.reduce((sum, group) => sum + group.length ** 2, 0) / rows) / (groups.length - 1);
      return msb === 0 ? 0 : (msb - msw) / (msb + (n0 - 1) * msw);
    }),
  );
}

function crosses({ values }: AuditColumn, splits: readonly Split[]): boolean {
  return splits.some(({ train, test }) => {
    const learnt = new Set(Array.from(train, (i) => values[i]!));
    return test.some((i) => learnt.has(values[i]!));
  });
}
