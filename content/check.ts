/**
 * Says what is wrong with the content, file by file, and how much of it there is: `npm run content`, with `-- --json` for
 * machines. Exits 1 where something is wrong, 2 on an unknown flag.
 */
import { join } from "node:path";
import { nearest } from "@blankfile/curriculum";
import { checkContent } from "./rules/check-content.ts";
import { proveExercises } from "./rules/prove-exercises.ts";
import { countContent, countsText, problemsText } from "./rules/report.ts";

const flags = ["--json"];
const unknown = process.argv.slice(2).find((flag) => !flags.includes(flag));
if (unknown !== undefined) {
  const near = nearest(unknown, flags);
  console.error(
    `content: "${unknown}", ${near.length > 0 ? `did you mean ${near[0]}?` : `${flags} or nothing is needed`}`,
  );
  process.exit(2);
}
const json = process.argv.includes("--json");

const root = join(import.meta.dirname, "..");
tell("reading, rendering, running labs");
const checked = await checkContent(root);
const { proven, problems: unproven } = await proveExercises(root, checked.content.exercises.keys(), (slug) =>
  tell(`proving ${slug}`),
);
tell("");

const problems = [...checked.problems, ...unproven];
const counts = countContent(checked, proven);
if (json) console.log(JSON.stringify({ problems, counts }, null, 2));
else {
  console.log(countsText(counts));
  console.log(problems.length === 0 ? "\nNothing is wrong." : `\n${problemsText(problems)}`);
  if (problems.length > 0)
    console.log(`\n${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
}
process.exitCode = problems.length === 0 ? 0 : 1;

/** What is being done now, on a line of its own that the next one replaces. */
function tell(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${what}`);
}
