// npm run bench -- classical: our estimators beside scikit-learn and libraries of JavaScript, on this machine. README.md says what is measured and how.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findPython } from "./classical/engine-process.ts";
import { type ClassicalRow, measureTask } from "./classical/measure-task.ts";
import { classicalTable, classicalTargets } from "./classical/tables.ts";
import { growthTasks, type Task, tasks } from "./classical/tasks.ts";

const kinds = tasks.map(({ kind }) => kind);
const help = `npm run bench -- classical [${kinds.join(" | ")} | growth]… [--json] [--rounds n] [--slow]

  without a name   all tasks at the sizes of the design
  growth           quarter and half of the rows, half of the columns
  --json           one JSON object a line: task, engine, version, fitMs, predictMs, quality, runs; reason where not measured
  --rounds n       how often each takes its turn after a first run to warm up, 5 unless told; who takes over 5 s takes three
  --slow           also libraries that take a minute and more
  BENCH_PYTHON names the Python whose scikit-learn takes part`;

const { values, positionals } = readArguments();
const rounds = Number(values.rounds);
const unknown = positionals.find((name) => name !== "growth" && !kinds.includes(name as Task["kind"]));
if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    `bench: ${unknown ?? `--rounds ${values.rounds}`}, ${unknown ? `one of ${kinds.join(", ")}, growth` : "a whole number from 1"} is needed\n\n${help}`,
  );
  process.exit(2);
}

const named = tasks.filter(({ kind }) => positionals.length === 0 || positionals.includes(kind));
const chosen = [...named, ...(positionals.includes("growth") ? growthTasks : [])];
const folder = mkdtempSync(join(tmpdir(), "blankfile-bench-"));
const rows: ClassicalRow[] = [];
try {
  const python = findPython(
    (program) => spawnSync(program, ["-c", "import sklearn"], { stdio: "ignore" }).status === 0,
  );
  for (const task of chosen) {
    process.stderr.write(`${task.name} …\n`);
    const measured = await measureTask(task, { rounds, slow: values.slow, folder, python });
    rows.push(...measured);
    if (values.json) for (const row of measured) console.log(JSON.stringify(row));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (!values.json) {
  console.log(
    `${cpus()[0]!.model}, ${cpus().length} cores; ${process.platform} ${process.arch}; Node ${process.version}`,
  );
  console.log(
    `Medians of ${rounds} interleaved rounds after one to warm up, one thread; × is over scikit-learn's time.`,
  );
  console.log(
    `${[...new Set(rows.filter(({ reason }) => reason === undefined).map(({ version }) => version))].join("; ")}\n`,
  );
  console.log(classicalTable(rows));
  console.log(`\n${classicalTargets(rows, chosen)}`);
}

function readArguments() {
  try {
    const parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        rounds: { type: "string", default: "5" },
        slow: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
    });
    if (!parsed.values.help) return parsed;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}
