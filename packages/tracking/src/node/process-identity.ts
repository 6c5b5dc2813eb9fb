import { readFileSync } from "node:fs";

/** This start of the machine, whatever its clock says; undefined where the system does not tell. */
export function bootId(): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  } catch {
    return undefined;
  }
}

export interface ProcessStat {
  /** It has ended, and nobody has asked for its exit code yet. */
  isDead: boolean;
  /** When it began, in hundredths of a second since the machine started. */
  startTicks: number;
}

/** What Linux says of a process; undefined where it says nothing. */
export function processStat(pid: number): ProcessStat | undefined {
  if (process.platform !== "linux") return undefined;
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // Fields behind the name, which stands in parentheses and may hold anything: state is the first, start time the 20th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const startTicks = Number(fields[19]);
  return Number.isFinite(startTicks)
    ? { isDead: fields[0] === "Z" || fields[0] === "X", startTicks }
    : undefined;
}
