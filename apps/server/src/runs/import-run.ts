import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import {
  checkEvent,
  checkRecord,
  fromBase64,
  type RunEvent,
  type RunRecord,
  toFiles,
} from "@blankfile/tracking";
import { HttpError } from "../http-error.ts";
import { writeWhole } from "../write-whole.ts";

const mostEvents = 500_000;

/** A run that comes from a browser. */
export interface ImportedRun {
  record: RunRecord;
  events: RunEvent[];
  /** By their SHA-256. */
  artifacts: Map<string, Uint8Array>;
}

/** What a browser sends of a run that it made, or the answer 400 with the place of what is wrong in it. */
export function checkImport(body: unknown): ImportedRun {
  const { record: given, events, artifacts } = (body ?? {}) as Record<string, unknown>;
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
  const checked = events as RunEvent[];
  return { record, events: checked, artifacts: checkArtifacts(artifacts, namedIn(checked)) };
}

/** Bytes in base64 under their own SHA-256, each named by an event; missing ones stay missing. */
function checkArtifacts(given: unknown = {}, named: ReadonlySet<string>): Map<string, Uint8Array> {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new HttpError(400, "import: artifacts: needed an object of SHA-256 and base64");
  const artifacts = new Map<string, Uint8Array>();
  for (const [hash, text] of Object.entries(given)) {
    const where = `import: artifacts[${JSON.stringify(hash.slice(0, 64))}]`;
    if (!named.has(hash)) throw new HttpError(400, `${where}: no event names it, needed one that does`);
    const bytes = typeof text === "string" ? fromBase64(text) : undefined;
    if (!bytes) throw new HttpError(400, `${where}: it is no base64`);
    if (createHash("sha256").update(bytes).digest("hex") !== hash)
      throw new HttpError(400, `${where}: its bytes have another SHA-256`);
    artifacts.set(hash, bytes);
  }
  return artifacts;
}

/** Each SHA-256 under which the events name bytes of the run's own. */
function namedIn(events: readonly RunEvent[]): Set<string> {
  return new Set(
    events.flatMap((event) => {
      if (event.kind === "artifact") return [event.hash];
      if (event.kind !== "value" || !("artifact" in event.value)) return [];
      return event.value.artifact === undefined ? [] : [event.value.artifact];
    }),
  );
}

/** Lays the run into the workspace, whole or not at all. False where the same run is there already. */
export function importRun(workspace: string, { record, events, artifacts }: ImportedRun): boolean {
  const target = path.join(workspace, "runs", record.id);
  if (existsSync(target)) return refuseOther(target, record);
  const draft = path.join(workspace, ".blankfile", `import-${randomBytes(6).toString("hex")}`);
  try {
    for (const { path: name, text, bytes } of toFiles(record, events, artifacts)) {
      const file = path.join(draft, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeWhole(file, text ?? bytes);
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
