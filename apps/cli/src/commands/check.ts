import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, watch } from "node:fs";
import path from "node:path";
import { layers } from "@blankfile/curriculum";
import type { CheckResult } from "@blankfile/curriculum/check";
import {
  appendProgress,
  type CheckedFile,
  checkFile,
  loadExercise,
  loadTopic,
  readProgress,
} from "@blankfile/curriculum/node";
import { Command } from "commander";
import { exerciseFolder, findWorkspace, repository } from "../places.ts";
import { UsageError } from "../usage-error.ts";

/** `blankfile check <slug>`: the same checks as in the browser, on the file in the workspace. Exit code 1 where one fails. */
export function check(): Command {
  return new Command("check")
    .description("run an exercise's checks on your file")
    .argument("<exercise>", "for example scalar-autograd")
    .option("--watch", "again after every save, until Ctrl+C")
    .option("--workspace <folder>", "the workspace")
    .action(async (slug: string, options: { watch?: boolean; workspace?: string }) => {
      const folder = exerciseFolder(slug);
      const workspace = findWorkspace(options.workspace);
      const file = path.join(workspace, "exercises", `${slug}.ts`);
      if (!existsSync(file))
        throw new UsageError(`check: ${file} is not there; write it with: blankfile practice ${slug}`);
      if (options.watch === true)
        return watchFile(file, (signal) => checkOnce(folder, file, workspace, signal));
      process.exitCode = (await checkOnce(folder, file, workspace)) ? 0 : 1;
    });
}

/** Runs the checks once and prints each result as it comes; a pass is recorded. */
async function checkOnce(
  folder: string,
  file: string,
  workspace: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const text = readOwn(file);
  const attempt = await checkFile(folder, file, {
    onResult: (_, result) => console.log(resultText(result)),
    onOutput: (output) => process.stdout.write(output),
    ...(signal && { signal }),
  });
  console.log(verdict(attempt));
  const passed = attempt.outcome === "passed";
  if (passed) recordPass(folder, attempt, text, workspace);
  return passed;
}

function readOwn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = { EISDIR: "it is a folder", EACCES: "it is not yours to read" }[code ?? ""] ?? message;
    throw new Error(`check: ${file} cannot be read: ${why}; a file with your solution is needed there`);
  }
}

function resultText(result: CheckResult): string {
  if (result.pass) return `✓ ${result.name}`;
  const rows = [
    ["error", result.error],
    ["given", result.given],
    ["expected", result.expected],
    ["difference", result.difference],
    ["line", result.line],
    ["why", result.why],
    ["look at", result.probes === undefined ? undefined : topicText(result.probes)],
  ] as const;
  const shown = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    ${name.padEnd(10)} ${value}`);
  return [`✕ ${result.name}`, ...shown].join("\n");
}

/** "Jacobians and the multivariable chain rule (topics/jacobian)". */
function topicText(slug: string): string {
  for (const layer of layers) {
    const { value } = loadTopic(repository, layer, slug);
    if (value !== undefined) return `${value.title} (topics/${slug})`;
  }
  return slug;
}

function verdict({ outcome, results, names, message, line }: CheckedFile): string {
  const passed = results.filter(({ pass }) => pass).length;
  if (outcome === "passed") return `\nAll ${names.length} checks passed.`;
  const count = names.length > 0 ? `${passed} of ${names.length} checks passed.` : "No check was run.";
  if (outcome === "failed") return `\n${count}`;
  const place = line === undefined ? "" : `line ${line}: `;
  return `\n${outcome}: ${place}${message ?? ""}\n${count}`;
}

/** Evidence, once for each different solution. */
function recordPass(folder: string, attempt: CheckedFile, text: string, workspace: string): void {
  const exercise = path.basename(folder);
  const solution = createHash("sha256").update(text).digest("hex");
  const known = readProgress(workspace).events.some(
    (event) =>
      event.kind === "check" && event.exercise === exercise && event.passed && event.solution === solution,
  );
  if (known) return;
  const total = attempt.names.length;
  try {
    appendProgress(workspace, [
      {
        id: randomUUID(),
        at: Date.now(),
        kind: "check",
        exercise,
        topics: loadExercise(repository, exercise).value?.topics ?? [],
        passed: true,
        checks: [total, total],
        solution,
        hintsSeen: 0,
        solutionSeen: false,
        fromBlank: false,
      },
    ]);
    console.log("Recorded in progress.jsonl: checked.");
  } catch (error) {
    console.error(
      `check: it passed, but progress.jsonl was not written (${(error as Error).message}); run it again once it can be.`,
    );
  }
}

/** Runs now and after every save. A run that a newer save overtakes is ended. */
function watchFile(file: string, run: (signal: AbortSignal) => Promise<boolean>): Promise<never> {
  let current = new AbortController();
  let before = "";
  const again = () => {
    const text = existsSync(file) ? readOwn(file) : before;
    if (text === before) return;
    before = text;
    current.abort();
    const mine = new AbortController();
    current = mine;
    console.log(`\n${new Date().toLocaleTimeString("en-GB")}  ${path.basename(file)}`);
    run(mine.signal).catch((error: Error) => {
      if (!mine.signal.aborted) console.error(error.message);
    });
  };
  let pause: NodeJS.Timeout | undefined;
  // The folder, not the file: many editors save by renaming, and then the file that was watched is gone.
  watch(path.dirname(file), (_, name) => {
    if (name !== null && name !== path.basename(file)) return;
    clearTimeout(pause);
    pause = setTimeout(again, 60);
  });
  again();
  return new Promise(() => {});
}
