import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { type FinishedTrial, Study, type StudyOptions } from "../model-selection/search/study.ts";

/** A study whose trials are kept in a file. */
export interface KeptStudy {
  study: Study;
  /** `study.tell`, on disk before it returns. */
  tell(number: number, value: number | null): FinishedTrial;
}

/**
 * A study that survives the process: each trial that is told is a line of JSON in `file`, on disk before `tell` returns.
 *
 * An existing file is read and gone on with; its first line holds the options, which must be the same. A last line that was cut off is dropped.
 */
export function openStudy(file: string, options: StudyOptions): KeptStudy {
  const study = new Study(options);
  const header = JSON.stringify({ study: study.options });
  if (existsSync(file)) restore(study, file, header);
  else append(file, header);
  return {
    study,
    tell(number, value) {
      const finished = study.tell(number, value);
      append(file, JSON.stringify({ ...finished, value: encode(finished.value) }));
      return finished;
    },
  };
}

function restore(study: Study, file: string, header: string): void {
  const text = readFileSync(file, "utf8");
  const end = text.lastIndexOf("\n") + 1;
  const [first, ...lines] = text.slice(0, end).split("\n").slice(0, -1);
  if (first === undefined) {
    truncateSync(file, 0);
    append(file, header);
    return;
  }
  if (first !== header) {
    throw new RangeError(
      `openStudy: ${file} is of a study with other options: ${first.slice(0, 200)}; the same are needed, or another file`,
    );
  }
  if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  study.restore(
    lines.map((line, i) => {
      try {
        const trial = JSON.parse(line) as FinishedTrial & { value: number | string | null };
        return { ...trial, value: typeof trial.value === "string" ? Number(trial.value) : trial.value };
      } catch {
        throw new RangeError(
          `openStudy: line ${i + 2} of ${file} is no JSON, a trial is needed; remove the line`,
        );
      }
    }),
  );
}

/** JSON has no NaN and no infinities. */
function encode(value: number | null): number | string | null {
  return value === null || Number.isFinite(value) ? value : String(value);
}

function append(file: string, line: string): void {
  const handle = openSync(file, "a");
  try {
    writeSync(handle, `${line}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
