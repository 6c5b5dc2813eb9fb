import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { importsOf } from "./block-imports.ts";
import { cacheRoot, readCached, writeCached } from "./disk-cache.ts";
import { isPackage } from "./package-sources.ts";
import { pageFolder, repository } from "./repository.ts";
import type { ChildEvent, ExportedValue } from "./run-event.ts";
import type { World } from "./world.ts";

/** What the blocks of a page printed and exported, or where they stopped. */
export interface RunResult {
  /** What each block printed, in order; fewer than the blocks where one failed. */
  outputs: string[];
  exports: Record<string, ExportedValue>;
  failure?: RunFailure;
}

interface RunFailure {
  block: number;
  /** 1-based line within the block; 0 where it is not known. */
  line: number;
  message: string;
  hint: string;
}

/** For Node itself to start on a busy machine, before the blocks' own time begins. */
const startLimitMs = 60_000;

const childFile = join(pageFolder, "run-child.ts");
const childSources = ["run-child.ts", "run-event.ts", "run-blocks.ts", "block-imports.ts"];

/**
 * Runs a page's `ts run` blocks, in order, each a module of its own, in one child process with nothing but our packages.
 * The result is kept under the hash of the blocks and of the packages' sources.
 */
export async function runBlocks(blocks: readonly string[], world: World): Promise<RunResult> {
  const none: RunResult = { outputs: [], exports: {} };
  const modules: string[] = [];
  for (const [block, text] of blocks.entries()) {
    try {
      modules.push(strip(text));
    } catch (error) {
      return { ...none, failure: syntaxFailure(error, block) };
    }
  }
  const imports = modules.flatMap((text, block) => importsOf(text).map((one) => ({ ...one, block })));
  const stray = imports.find(({ packageName }) => packageName === undefined || !isPackage(packageName));
  if (stray !== undefined) return { ...none, failure: importFailure(stray) };
  const key = hashOf(modules, world.packages([...new Set(imports.map(({ packageName }) => packageName!))]));
  const cache = cacheRoot(world.context.cache);
  const cached = readCached<RunResult>(cache, "runs", key);
  if (cached !== undefined) return cached;
  const result = await runModules(modules, world.context.runLimitMs ?? 20_000);
  if (result.failure === undefined) writeCached(cache, "runs", key, result);
  return result;
}

function hashOf(modules: string[], packages: string): string {
  const hash = createHash("sha256").update(JSON.stringify([modules, packages, process.version]));
  for (const file of childSources) hash.update(readFileSync(join(pageFolder, file)));
  return hash.digest("hex");
}

async function runModules(modules: string[], limitMs: number): Promise<RunResult> {
  const home = join(repository, "node_modules/.cache/blankfile/modules");
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, "page-"));
  try {
    for (const [block, text] of modules.entries()) writeFileSync(join(folder, `block-${block}.mjs`), text);
    const result = await runFolder(folder, modules.length, limitMs);
    const { failure } = result;
    if (failure?.line === 0 && failure.message.startsWith("SyntaxError"))
      failure.line = await checkedLine(join(folder, `block-${failure.block}.mjs`));
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runFolder(folder: string, count: number, limitMs: number): Promise<RunResult> {
  const limits = ["--permission", `--allow-fs-read=${repository}`, "--max-old-space-size=1024"];
  const child = spawn(
    process.execPath,
    [...limits, "--disable-warning=ExperimentalWarning", childFile, folder, String(count)],
    { env: {}, cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  const result: RunResult = { outputs: [], exports: {} };
  let current = 0;
  let complaint = "";
  const kill = () => child.kill("SIGKILL");
  let timer = setTimeout(kill, startLimitMs + limitMs);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event = JSON.parse(line) as ChildEvent;
    current = event.block;
    if (event.kind === "start") {
      if (event.block > 0) return;
      clearTimeout(timer);
      timer = setTimeout(kill, limitMs);
      return;
    }
    result.outputs.push(event.output);
    if (event.kind === "done") Object.assign(result.exports, event.exports);
    else result.failure = thrown(event);
  });
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const finished = result.failure !== undefined || result.outputs.length === count;
      if (!finished) result.failure = ended(current, code, signal, limitMs, complaint);
      settle(result);
    });
  });
}

function importFailure({
  specifier,
  block,
  line,
}: {
  specifier: string;
  block: number;
  line: number;
}): RunFailure {
  return {
    block,
    line,
    message: `imports "${specifier}", a package of ours, "@blankfile/…", is needed`,
    hint: "a page's blocks run in the browser's world: no files, no network, no other library, no node part",
  };
}

/** The line that `node --check` names: a syntax error caught inside a program does not say its own. */
function checkedLine(file: string): Promise<number> {
  return new Promise((settle) => {
    execFile(process.execPath, ["--check", file], (_error, _output, complaint) =>
      settle(Number(/\.mjs:(\d+)/.exec(complaint)?.[1] ?? 0)),
    );
  });
}

function thrown({ block, message, at }: Extract<ChildEvent, { kind: "error" }>): RunFailure {
  const hint = "run the block by itself in a file of yours to see the whole stack";
  return { block: at?.[0] ?? block, line: at?.[1] ?? 0, message, hint };
}

function ended(
  block: number,
  code: number | null,
  signal: string | null,
  limitMs: number,
  complaint: string,
): RunFailure {
  if (signal === "SIGKILL")
    return {
      block,
      line: 0,
      message: `runs longer than ${limitMs / 1000} s, the time for all blocks of a page`,
      hint: "look for a loop without end, or make the example smaller; long trainings belong to experiments/",
    };
  if (code === 13)
    return {
      block,
      line: 0,
      message: "waits for ever: a top-level await is never settled",
      hint: "blocks have no timers, network or input to wait for",
    };
  const last = complaint.split("\n").find((line) => /^\s*(\w*Error: |FATAL ERROR)/.test(line));
  return {
    block,
    line: Number(/block-\d+\.mjs:(\d+)/.exec(complaint)?.[1] ?? 0),
    message: `ended its process: ${last?.trim() ?? `exit code ${code ?? signal}`}`,
    hint: "an array too large for the memory of 1 GB, or an error outside the block's own calls",
  };
}

function strip(text: string): string {
  return stripTypeScriptTypes(text, { mode: "strip" });
}

/** Node's error for source that it cannot strip begins its stack with ":<line>". */
function syntaxFailure(error: unknown, block: number): RunFailure {
  if (!(error instanceof SyntaxError)) throw error;
  return {
    block,
    line: Number(/^:(\d+)/.exec(error.stack ?? "")?.[1] ?? 0),
    message: `SyntaxError: ${error.message}`,
    hint: "a block is one whole TypeScript module; no enum, namespace or parameter property",
  };
}
