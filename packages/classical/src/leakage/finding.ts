/** One thing that lets a model know more in validation than it will know of new rows, or may. */
export interface Finding {
  /** What kind: "target copy", "duplicate rows", … */
  rule: string;
  /** A leak is certain from the numbers; a suspicion needs somebody who knows where the column comes from. */
  severity: "leak" | "suspicion";
  /** The columns concerned. */
  columns: readonly string[];
  /** The step of the pipeline concerned. */
  step?: string;
  /** What was measured. */
  evidence: string;
  /** What to do about it. */
  remedy: string;
}

/** A line for people: what, where, how it shows, what to do. */
export function describeFinding({ rule, severity, columns, step, evidence, remedy }: Finding): string {
  const where = [
    ...(step === undefined ? [] : [`step ${JSON.stringify(step)}`]),
    ...(columns.length > 0 ? [columns.map((name) => JSON.stringify(name)).join(", ")] : []),
  ];
  return `${severity}: ${rule}${where.length > 0 ? ` in ${where.join(", ")}` : ""}: ${evidence}; ${remedy}`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
