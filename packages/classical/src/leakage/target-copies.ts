import type { Split } from "../model-selection/splitters/splitter.ts";
import { type AuditTarget, columnStrength } from "./column-strength.ts";
import type { AuditColumn } from "./column-values.ts";
import { type Finding, percent } from "./finding.ts";

/** At or above it, what one column says about rows it was not learnt from is the target itself in another dress. */
const certain = 0.97;
/** At or above it, and twice as much as any other column, somebody should say where the column comes from. */
const suspicious = 0.75;

/** Columns that alone give the target away, by their values or by where they have none. */
export function findTargetCopies(
  columns: readonly AuditColumn[],
  target: AuditTarget,
  splits: readonly Split[],
): Finding[] {
  const rows = target.values.length;
  const judged = columns.filter(({ kind, different }) => kind === "number" || different <= rows / 2);
  const strengths = judged.map((column) =>
    columnStrength(column.values, column.kind === "number", target, splits),
  );
  return judged.flatMap((column, at) => {
    const strength = strengths[at]!;
    const others = Math.max(0, ...strengths.filter((_, other) => other !== at));
    const byGaps = gapStrength(column, target, splits);
    if (byGaps >= suspicious && byGaps >= strength - 0.05) return [ofGaps(column.name, byGaps)];
    if (strength >= certain) return [ofValues("leak", column.name, strength)];
    return strength >= suspicious && strength >= 2 * others
      ? [ofValues("suspicion", column.name, strength)]
      : [];
  });
}

function gapStrength({ isMissing }: AuditColumn, target: AuditTarget, splits: readonly Split[]): number {
  const gaps = isMissing.reduce((sum, one) => sum + one, 0);
  if (gaps === 0 || gaps === isMissing.length) return 0;
  return columnStrength(Float64Array.from(isMissing), false, target, splits);
}

function ofValues(severity: Finding["severity"], name: string, strength: number): Finding {
  return {
    rule: "target copy",
    severity,
    columns: [name],
    evidence: `alone it explains ${percent(strength)} of the target on rows it was not learnt from`,
    remedy: "leave it out unless it is known before the target is",
  };
}

function ofGaps(name: string, strength: number): Finding {
  return {
    rule: "missing values tell the target",
    severity: strength >= certain ? "leak" : "suspicion",
    columns: [name],
    evidence: `whether it has a value explains ${percent(strength)} of the target`,
    remedy: "leave it out unless it is filled in before the target is known",
  };
}
