/**
 * Says what is wrong with the content, file by file, and how much of it there is: `npm run content`, with `-- --json` for
 * machines; `-- --exercise <slug>` proves that exercise and does nothing else. Exits 1 where something is wrong, 2 on an unknown flag or slug.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "@blankfile/curriculum";
import { checkContent } from "./rules/check-content.ts";
import { proveExercises } from "./rules/prove-exercises.ts";
import { countContent, countsText, problemsText } from "./rules/report.ts";

const root = join(import.meta.dirname, "..");
const [flag, ...names] = process.argv.slice(2);
const [name, extra] = flag === "--exercise" ? names : [undefined, names[0]];
if (extra !== undefined) refuse(extra, ["--json or --exercise <slug>"]);
else if (flag === "--exercise") await proveOne(name ?? "");
else if (flag === undefined || flag === "--json") await checkAll(flag === "--json");
else refuse(flag, ["--json", "--exercise"]);

async function proveOne(slug: string): Promise<void> {
  const slugs = readdirSync(join(root, "content/exercises"));
  if (!slugs.includes(slug)) return refuse(slug, slugs);
  const { proven, problems } = await proveExercises(root, [slug], () => {});
  for (const { mutants } of proven) console.log(`${slug}: proven, ${mutants.length} mutants dead`);
  if (problems.length > 0) console.log(problemsText(problems));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

async function checkAll(json: boolean): Promise<void> {
  tell("reading, rendering, running labs");
  const checked = await checkContent(root);
  const { proven, problems: unproven } = await proveExercises(
    root,
    checked.content.exercises.keys(),
    (slug) => tell(`proving ${slug}`),
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
}

function refuse(given: string, possible: readonly string[]): void {
  const near = nearest(given, possible);
  console.error(
    `content: "${given}", ${near.length > 0 ? `did you mean ${near[0]}?` : `one of ${possible.join(", ")} is needed`}`,
  );
  process.exitCode = 2;
}

/** What is being done now, on a line of its own that the next one replaces. */
function tell(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${what}`);
}
