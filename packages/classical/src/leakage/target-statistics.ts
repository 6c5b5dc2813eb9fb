import type { AuditTarget } from "./column-strength.ts";
import type { AuditColumn } from "./column-values.ts";
import type { Finding } from "./finding.ts";

/**
 * Number columns that are a statistic of the target over the rows of one category, each row's own target among them:
 *
 *   v_i = mean of y over rows with category c_i        or without row i: (Σ y − y_i) / (n_c − 1), in which y_i shows as −y_i / (n_c − 1)
 */
export function findTargetStatistics(columns: readonly AuditColumn[], target: AuditTarget): Finding[] {
  const outputs =
    target.kind === "numbers"
      ? [target.values]
      : Array.from({ length: target.classes }, (_, k) => target.values.map((code) => Number(code === k)));
  const groupings = columns.filter(
    ({ different }) => different >= 2 && different <= target.values.length / 2,
  );
  return columns.flatMap((column) => {
    if (column.kind !== "number" || column.different < 2) return [];
    for (const grouping of groupings) {
      if (grouping === column) continue;
      for (const output of outputs) {
        const way = isMeanOf(column, grouping, output);
        if (way) return [finding(column.name, grouping.name, way)];
      }
    }
    return [];
  });
}

function isMeanOf(column: AuditColumn, grouping: AuditColumn, output: Float64Array): string | undefined {
  const groups = new Map<number, { sum: number; count: number }>();
  const rows = output.length;
  for (let i = 0; i < rows; i++) {
    const key = grouping.isMissing[i] ? Number.NEGATIVE_INFINITY : grouping.values[i]!;
    const group = groups.get(key) ?? { sum: 0, count: 0 };
    group.sum += output[i]!;
    group.count++;
    groups.set(key, group);
  }
  let [all, others, judged, close] = [0, 0, 0, 0];
  const scale = Math.max(...output.map(Math.abs), 1e-300);
  for (let i = 0; i < rows; i++) {
    const { sum, count } = groups.get(
      grouping.isMissing[i] ? Number.NEGATIVE_INFINITY : grouping.values[i]!,
    )!;
    if (count < 2 || column.isMissing[i]) continue;
    judged++;
    const near = (mean: number) => Math.abs(column.values[i]! - mean) <= 1e-6 * scale;
    if (near(sum / count)) all++;
    if (near((sum - output[i]!) / (count - 1))) others++;
    if (sum === 0 || sum === count * output[i]!) close++;
  }
  // Groups of one target only would fit either way; most must be mixed.
  if (judged < rows / 2 || close > 0.9 * judged) return undefined;
  if (all >= 0.98 * judged) return "the mean of the target";
  return others >= 0.98 * judged ? "the mean of the target over the other rows" : undefined;
}

function finding(name: string, grouping: string, way: string): Finding {
  return {
    rule: "target statistic over all rows",
    severity: "leak",
    columns: [name],
    evidence: `it is ${way} for each value of ${JSON.stringify(grouping)}, rows that are tested included`,
    remedy: `take ${JSON.stringify(grouping)} itself and a TargetEncoder inside the pipeline, which encodes out of fold`,
  };
}
