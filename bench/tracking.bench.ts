// npm run bench -- tracking: what logging costs, and how long lists and pictures of many runs take. README.md says what is measured and how.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { fanOut } from "./tracking/fan-out.ts";
import { list } from "./tracking/list.ts";
import { load } from "./tracking/load.ts";
import { overhead } from "./tracking/overhead.ts";
import { points } from "./tracking/points.ts";
import { write } from "./tracking/write.ts";

const help = `npm run bench -- tracking [write | overhead | list | points | fan-out | load]… [--runs n] [--minutes n]

  without a name   all of them
  --runs n         list: how many runs of 2,000 points, 5,000 unless told (about 2 GB in the system's temporary folder)
  --minutes n      load: how long 50 runs log 100 metrics a second, 10 unless told

list and points draw in Chromium from the built site (npm start or npm test builds it).`;

/** A part measures in a workspace of its own, and returns what it found by name. */
const parts: Record<string, (workspace: string) => Promise<Record<string, string>>> = {
  write,
  overhead,
  list: (workspace) => list(workspace, Number(flags.runs)),
  points,
  "fan-out": fanOut,
  load: (workspace) => load(workspace, Number(flags.minutes)),
};
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "5000" },
    minutes: { type: "string", default: "10" },
    help: { type: "boolean", default: false },
  },
});
const problem = wrongArguments();
if (flags.help || problem !== undefined) {
  console.log(problem === undefined ? help : `bench: ${problem}\n\n${help}`);
  process.exit(problem === undefined ? 0 : 2);
}
console.log(`${cpus()[0]!.model}, ${cpus().length} cores; Node ${process.version}`);
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const found = await inWorkspace(part);
  console.log(`\n${name}`);
  for (const [what, value] of Object.entries(found)) console.log(`  ${what}: ${value}`);
}

function wrongArguments(): string | undefined {
  const unknown = positionals.find((name) => !(name in parts));
  if (unknown !== undefined) return `given ${unknown}, one of ${Object.keys(parts).join(", ")} is needed`;
  const bad = (["runs", "minutes"] as const).find((name) => !(Number(flags[name]) > 0));
  return bad && `given --${bad} ${flags[bad]}, a number above 0 is needed`;
}

async function inWorkspace<T>(part: (workspace: string) => Promise<T>): Promise<T> {
  const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-bench-"));
  mkdirSync(path.join(workspace, ".blankfile"));
  mkdirSync(path.join(workspace, "runs"));
  writeFileSync(path.join(workspace, ".blankfile", "workspace.json"), '{"format":1}\n');
  try {
    return await part(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
