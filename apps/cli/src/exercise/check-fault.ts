import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { type CheckedFile, checkFile } from "@blankfile/curriculum/node";
import { repository } from "../places.ts";
import { stoppedInCheck } from "./attempt-text.ts";

/**
 * The issue text for a check that is at fault, or undefined. A check that returned no outcome is; one that threw is where
 * it throws on the exercise's own solution too, which is run to find out. The error told is that of our solution: the text
 * holds nothing of the learner's.
 */
export async function faultText(folder: string, attempt: CheckedFile): Promise<string | undefined> {
  const wrong = attempt.results.find(({ error }) => error?.startsWith("the check itself is wrong"));
  if (wrong !== undefined) return issueText(attempt.exercise, wrong.name, wrong.error!);
  const stopped = attempt.results.filter((result) => !result.pass && stoppedInCheck(result));
  if (stopped.length === 0) return undefined;
  const ours = await checkFile(folder, path.join(folder, "solution.ts"));
  const same = ours.results.find(
    ({ name, error }) => error !== undefined && stopped.some((result) => result.name === name),
  );
  return same && issueText(attempt.exercise, same.name, same.error!);
}

/** The text to copy into an issue; `check` is missing where none could be loaded. */
export function issueText(exercise: string, check: string | undefined, error: string): string {
  const what = check === undefined ? "the checks cannot be loaded" : `the check "${check}" throws`;
  return [
    "This is our fault, not yours. Please file an issue with this text; it holds nothing of your solution:",
    "",
    `  Exercise ${exercise}: ${what}`,
    "",
    `  exercise   ${exercise}`,
    ...(check === undefined ? [] : [`  check      ${check}`]),
    `  error      ${withoutPlaces(error)}`,
    `  versions   blankfile ${version()}, Node ${process.version}, ${process.platform} ${process.arch}`,
  ].join("\n");
}

/** Folders of this machine say whose it is. */
function withoutPlaces(text: string): string {
  const home = homedir();
  const short = text.replaceAll(repository, "<blankfile>").replaceAll("\n", " ");
  return home.length > 1 ? short.replaceAll(home, "~") : short;
}

/** "0.1.0 (3efe5fa)". */
function version(): string {
  const { version } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
    version: string;
  };
  const { status, stdout } = spawnSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: repository,
    encoding: "utf8",
  });
  return status === 0 ? `${version} (${stdout.trim()})` : version;
}
