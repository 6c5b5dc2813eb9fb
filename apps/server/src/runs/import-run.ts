import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { checkEvent, checkRecord, type RunEvent, type RunRecord, toFiles } from "@blankfile/tracking";
import { HttpError } from "../http-error.ts";
import { writeWhole } from "../write-whole.ts";

const mostEvents = 500_000;

/** What a browser sends of a run that it made, or the answer 400 with the place of what is wrong in it. */
export function checkImport(body: unknown): { record: RunRecord; events: RunEvent[] } {
  const { record: given, events } = (body ?? {}) as { record?: unknown; events?: unknown };
  const { record, reason } = checkRecord(given);
  if (!record) throw new HttpError(400, `import: record: ${reason}`);
  if (!Array.isArray(events) || events.length > mostEvents)
    throw new HttpError(400, `import: events: needed a list of at most ${mostEvents} events`);
  events.forEach((value, i) => {
    const { event, reason } = checkEvent(value);
    if (!event) throw new HttpError(400, `import: events[${i}]: ${reason}`);
    if (event.seq !== i + 1)
      throw new HttpError(400, `import: events[${i}]: seq is ${event.seq}, needed ${i + 1}`);
  });
  return { record, events: events as RunEvent[] };
}

/** Lays the run into the workspace, whole or not at all. False where the same run is there already. */
export function importRun(workspace: string, record: RunRecord, events: RunEvent[]): boolean {
  const target = path.join(workspace, "runs", record.id);
  if (existsSync(target)) return refuseOther(target, record);
  const draft = path.join(workspace, ".blankfile", `import-${randomBytes(6).toString("hex")}`);
  try {
    for (const { path: name, text } of toFiles(record, events)) {
      const file = path.join(draft, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeWhole(file, text);
    }
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(draft, target);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTEMPTY" || code === "EEXIST") return refuseOther(target, record);
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function refuseOther(target: string, record: RunRecord): false {
  let there: unknown;
  try {
    there = JSON.parse(readFileSync(path.join(target, "run.json"), "utf8"));
  } catch {
    // Damaged or torn: it is another run in any case.
  }
  if (JSON.stringify(there) === JSON.stringify(record)) return false;
  throw new HttpError(409, `import: the workspace has another run ${record.id}, needed an id that is free`);
}
