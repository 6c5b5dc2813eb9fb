import type { AuditColumn } from "./column-values.ts";
import type { Finding } from "./finding.ts";

/** Columns that show that a scaler or an imputer has seen all rows before they were split. */
export function findPreparedColumns(columns: readonly AuditColumn[]): Finding[] {
  const numbers = columns.filter(({ kind, different }) => kind === "number" && different > 2);
  const scaled = numbers.filter(isStandardised).map(({ name }) => name);
  const ranged = numbers.filter(isRanged).map(({ name }) => name);
  const filled = numbers.filter(isMeanFilled).map(({ name }) => name);
  return [
    ...(scaled.length > 0
      ? [
          prepared(
            "scaled before the split",
            scaled,
            "mean 0 and standard deviation 1 over all rows, to nine digits",
            "give the columns as they were and a StandardScaler inside the pipeline",
          ),
        ]
      : []),
    ...(ranged.length > 0
      ? [
          {
            ...prepared(
              "scaled before the split",
              ranged,
              "smallest value exactly 0 and largest exactly 1 over all rows, with fractions between",
              "if a MinMaxScaler made them, let it do so inside the pipeline",
            ),
            severity: "suspicion" as const,
          },
        ]
      : []),
    ...(filled.length > 0
      ? [
          prepared(
            "imputed before the split",
            filled,
            "one value stands several times that is exactly the mean of all other rows",
            "leave the gaps and let a SimpleImputer inside the pipeline fill them",
          ),
        ]
      : []),
  ];
}

function prepared(rule: string, columns: string[], evidence: string, remedy: string): Finding {
  return { rule, severity: "leak", columns, evidence, remedy };
}

function present({ values, isMissing }: AuditColumn): Float64Array {
  return values.filter((_, i) => !isMissing[i]);
}

function momentsOf(values: Float64Array): { mean: number; squares: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

/** By N or by N − 1. */
function isStandardised(column: AuditColumn): boolean {
  const values = present(column);
  if (values.length < 10) return false;
  const { mean, squares } = momentsOf(values);
  const isUnit = [values.length, values.length - 1].some((n) => Math.abs(Math.sqrt(squares / n) - 1) < 1e-9);
  return isUnit && Math.abs(mean) < 1e-9;
}

function isRanged(column: AuditColumn): boolean {
  const values = present(column);
  const between = values.filter((value) => value > 0 && value < 1);
  const inside = values.every((value) => value >= 0 && value <= 1);
  return (
    inside &&
    values.includes(0) &&
    values.includes(1) &&
    between.length > values.length / 2 &&
    new Set(between).size > 10
  );
}

function isMeanFilled(column: AuditColumn): boolean {
  const values = present(column);
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) {
    // A short decimal may meet the mean by chance; a mean of many seldom is one.
    if (count < 2 || count > 0.8 * values.length || Number(value.toPrecision(6)) === value) continue;
    const { mean } = momentsOf(values.filter((other) => other !== value));
    if (Math.abs(mean - value) <= 1e-9 * Math.max(1, Math.abs(value))) return true;
  }
  return false;
}
