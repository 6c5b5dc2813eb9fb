import { watch } from "node:fs";
import path from "node:path";
import { readOwnSource, readyFor } from "@blankfile/curriculum/node";
import { checkOnce, type Place } from "./check-once.ts";
import { missingText, ownFile } from "./own-file.ts";

/** Milliseconds of quiet after a save: editors write in steps. */
const quiet = 25;
/** An empty file is mostly one that is just being written. */
const quietIfEmpty = 150;
/** After so many the process for the next save is started, though the checks still run. */
const longRun = 1_000;

/**
 * Checks now and after every save, until the process ends. The process for the next run is started ahead, after each run. A
 * run that a newer save overtakes is ended. Nothing is polled: between saves no processor time is used.
 */
export function watchFile(place: Place): Promise<never> {
  const file = ownFile(place.workspace, place.exercise.slug);
  const ready = readyFor(place.folder);
  let current = new AbortController();
  let before: string | undefined;
  let pause: NodeJS.Timeout | undefined;
  const after = (ms: number) => {
    clearTimeout(pause);
    pause = setTimeout(() => look(ms >= quietIfEmpty), ms);
  };

  const look = (settled: boolean) => {
    const { text, problem } = readOwnSource(file);
    const now = text ?? problem;
    if (now === before) return;
    if (text === "" && !settled) return after(quietIfEmpty);
    before = now;
    current.abort();
    current = new AbortController();
    if (text === undefined) tellProblem(place, problem);
    else void run(current.signal);
  };

  const run = async (signal: AbortSignal) => {
    console.log(`\n${new Date().toLocaleTimeString("en-GB")}  ${path.basename(file)}`);
    const next = setTimeout(() => ready.prepare(), longRun);
    try {
      await checkOnce(place, { signal, ready });
    } catch (error) {
      if (!signal.aborted) console.error((error as Error).message);
    } finally {
      clearTimeout(next);
      if (!signal.aborted) ready.prepare();
    }
  };

  // The folder, not the file: many editors save by renaming, and then the file that was watched is gone.
  watch(path.dirname(file), (_, name) => {
    if (name === null || name === path.basename(file)) after(quiet);
  });
  look(true);
  return new Promise(() => {});
}

function tellProblem({ workspace, exercise }: Place, problem: string): void {
  const gone = problem.includes("it is not there");
  console.log(`\n${gone ? missingText(workspace, exercise.slug) : problem}`);
  console.log("Waiting for it.");
}
