/** One row of the table, and one line of `--json`. What was not measured is null, and `reason` says why. */
export interface Row {
  workload: string;
  engine: string;
  version: string;
  threads: number;
  /** Processor time of the whole process for one run, user and system, in milliseconds: garbage collection counts. */
  cpuMs: number | null;
  wallMs: number | null;
  /** From cpuMs on one thread, from wallMs on more. */
  gflops: number | null;
  /** Runs that were timed, all rounds together. */
  runs: number;
  reason?: string;
  /** Resident memory in 10⁶ bytes along the run, where that is what the row is about. */
  rssMb?: number[];
}

export const isMeasured = (row: Row | undefined): row is Row & { cpuMs: number; wallMs: number } =>
  row !== undefined && row.reason === undefined;

/** Three significant digits, and no exponent. */
export function figure(value: number | null): string {
  if (value === null) return "–";
  if (value >= 100) return value.toFixed(0);
  return value.toPrecision(3);
}

/** Lines of a Markdown table, columns aligned; the first row is the head. */
export function markdown(cells: string[][]): string {
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join("\n");
}

/** The measured rows as a table; what was not measured below it, reasons together. */
export function table(rows: Row[]): string {
  const head = ["workload", "engine", "threads", "CPU ms", "wall ms", "GFLOP/s", "runs"];
  const measured = rows
    .filter(isMeasured)
    .map((row) => [
      row.workload,
      row.engine,
      String(row.threads),
      figure(row.cpuMs),
      figure(row.wallMs),
      figure(row.gflops),
      String(row.runs),
    ]);
  return [markdown([head, ...measured]), ...notMeasured(rows)].join("\n");
}

function notMeasured(rows: Row[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { engine, threads, reason, workload } of rows) {
    if (reason === undefined) continue;
    const key = `${engine}, ${threads === 1 ? "1 thread" : `${threads} threads`}: ${reason}`;
    byReason.set(key, [...(byReason.get(key) ?? []), workload]);
  }
  if (byReason.size === 0) return [];
  const lines = [...byReason].map(([reason, workloads]) => `- ${reason} (${workloads.join(", ")})`);
  return ["", "Not measured:", "", ...lines];
}
