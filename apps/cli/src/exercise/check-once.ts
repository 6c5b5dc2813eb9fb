import path from "node:path";
import type { Exercise } from "@blankfile/curriculum";
import { type CheckedFile, type CheckFileOptions, checkFile } from "@blankfile/curriculum/node";
import { resultText, verdictText } from "./attempt-text.ts";
import { faultText, issueText } from "./check-fault.ts";
import { nextText } from "./next-text.ts";
import { ownFile } from "./own-file.ts";
import { recordAttempt } from "./record-attempt.ts";

/** An exercise with its folder, and the workspace that holds the learner's file. */
export interface Place {
  exercise: Exercise;
  folder: string;
  workspace: string;
}

/** Runs the checks once, prints each result as it comes, and leaves the evidence; answers whether it counts as passed. */
export async function checkOnce(
  place: Place,
  { signal, ready }: Pick<CheckFileOptions, "signal" | "ready"> = {},
): Promise<boolean> {
  const print = (text: string) => {
    if (signal?.aborted !== true) process.stdout.write(text);
  };
  const attempt = await checkedOwn(place, {
    onResult: (_, result) => print(`${resultText(result)}\n`),
    onOutput: print,
    ...(signal && { signal }),
    ...(ready && { ready }),
  });
  if (attempt.text === undefined) throw new Error(`check: ${attempt.message}`);
  print(`${verdictText(attempt)}\n`);
  const { passed, said } = recorded(place, attempt);
  for (const sentence of said) print(`${sentence}\n`);
  if (passed) for (const line of await whatIsNext(place)) print(`${line}\n`);
  const fault = await faultText(place.folder, attempt);
  if (fault !== undefined) print(`\n${fault}\n`);
  return passed;
}

/** What cannot be found out takes nothing from the pass. */
async function whatIsNext(place: Place): Promise<string[]> {
  try {
    return await nextText(place, Date.now());
  } catch (error) {
    console.error(`check: what comes next was not found out (${(error as Error).message}).`);
    return [];
  }
}

/** `checkFile` on the learner's file; where the exercise itself is broken the error is the issue text. */
export async function checkedOwn(place: Place, options: CheckFileOptions): Promise<CheckedFile> {
  try {
    return await checkFile(place.folder, ownFile(place.workspace, place.exercise.slug), options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Error(issueText(path.basename(place.folder), undefined, (error as Error).message));
  }
}

/** Evidence that cannot be written is told, and takes nothing from the result. */
export function recorded(place: Place, attempt: CheckedFile): { passed: boolean; said: string[] } {
  try {
    return recordAttempt(place, attempt, Date.now());
  } catch (error) {
    console.error(
      `check: this attempt was not recorded (${(error as Error).message}); run it again once it can be.`,
    );
    return { passed: attempt.outcome === "passed", said: [] };
  }
}
