import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { makeRunId } from "@blankfile/tracking";
import { replaceFile, writeOnce } from "@blankfile/tracking/node";
import type { Decision } from "../decision.ts";
import type { SweepRecord } from "../planned-runs.ts";
import type { SweepPlan } from "../sweep-file.ts";
import { SweepProblem } from "../sweep-problem.ts";
import { DecisionReader, wrongSweep } from "./check-sweep.ts";
import { sweepFolder } from "./start-job.ts";

const idForm = /^\d{8}-\d{6}-[a-z0-9]+(-[a-z0-9]+)*-[0-9a-hjkmnp-tv-z]{4}$/;

/** True for names of that form only, so that a sweep's id can never lead out of its folder. */
export function isSweepId(id: string): boolean {
  return id.length <= 120 && idForm.test(id);
}

/**
 * The files of a sweep: `sweep.json`, and `decisions/<k>.json`, each created exclusively. Whoever creates `decisions/17.json` has made
 * decision 17, so that two processes that drive one sweep do no harm, and one that comes later goes on where the first one ended.
 */
export class SweepStore {
  readonly workspace: string;
  readonly record: SweepRecord;
  readonly #decisions: Decision[] = [];
  readonly #reader: DecisionReader;

  private constructor(workspace: string, record: SweepRecord) {
    this.workspace = workspace;
    this.record = record;
    this.#reader = new DecisionReader(record.plan);
  }

  static create(workspace: string, plan: SweepPlan, text: string, now: number): SweepStore {
    const [date, time, , tail] = makeRunId("sweep/x", now, randomBytes(4)).split("-");
    const record: SweepRecord = {
      format: 1,
      id: `${date}-${time}-${plan.name}-${tail}`,
      createdAt: now,
      plan,
      text,
    };
    const folder = sweepFolder(workspace, record.id);
    mkdirSync(path.join(folder, "decisions"), { recursive: true });
    if (!writeOnce(path.join(folder, "sweep.json"), `${JSON.stringify(record, null, 2)}\n`))
      throw new SweepProblem(`sweep: ${record.id} exists already; start it again`);
    return new SweepStore(workspace, record);
  }

  static open(workspace: string, id: string): SweepStore {
    const all = listSweeps(workspace);
    if (!isSweepId(id) || !all.includes(id)) {
      const have = all.length === 0 ? "there is none" : `the last ones are ${all.slice(0, 3).join(", ")}`;
      throw new SweepProblem(`sweep: there is no ${JSON.stringify(id)} in ${workspace}; ${have}`);
    }
    const file = path.join(sweepFolder(workspace, id), "sweep.json");
    const { value, wrong } = readJson(file);
    const reason = wrong ?? wrongSweep(value, id);
    if (reason !== undefined) throw new SweepProblem(`sweep: ${file} is damaged: ${reason}`);
    return new SweepStore(workspace, value as SweepRecord);
  }

  /** All decisions so far, whoever made them. */
  decisions(): readonly Decision[] {
    for (;;) {
      const next = this.#read(this.#decisions.length + 1);
      if (!next) return this.#decisions;
      this.#decisions.push(next);
    }
  }

  /** Makes the next decision. false where somebody else has made it: read again, and think again. */
  decide(decision: Decision): boolean {
    return writeOnce(this.#file(this.#decisions.length + 1), `${JSON.stringify(decision)}\n`);
  }

  /** Keeps `report.json` beside them: what the sweep found, for people and other programs. */
  keepReport(report: unknown): void {
    replaceFile(
      path.join(sweepFolder(this.workspace, this.record.id), "report.json"),
      `${JSON.stringify(report, null, 2)}\n`,
    );
  }

  #read(number: number): Decision | undefined {
    const file = this.#file(number);
    const { value, wrong, isMissing } = readJson(file);
    if (isMissing) return undefined;
    const reason = wrong ?? this.#reader.take(value);
    if (reason !== undefined) throw new SweepProblem(`sweep: ${file} is damaged: ${reason}`);
    return value as Decision;
  }

  #file(number: number): string {
    return path.join(sweepFolder(this.workspace, this.record.id), "decisions", `${number}.json`);
  }
}

const largestFile = 4 * 1024 * 1024;

/** A file that somebody else may have put there: a link, a folder or one without end is not followed. */
function readJson(file: string): { value?: unknown; wrong?: string; isMissing?: true } {
  try {
    const stat = lstatSync(file);
    if (!stat.isFile()) return { wrong: "it is no file" };
    if (stat.size > largestFile) return { wrong: `it has ${stat.size} bytes, needed at most ${largestFile}` };
    return { value: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { wrong: "it is missing", isMissing: true } : { wrong: message.slice(0, 200) };
  }
}

/** Ids of the sweeps in a workspace, newest first. */
export function listSweeps(workspace: string): string[] {
  try {
    return readdirSync(path.join(workspace, "sweeps")).filter(isSweepId).sort().reverse();
  } catch {
    return [];
  }
}
