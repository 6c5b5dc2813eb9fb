import { createHash } from "node:crypto";
import path from "node:path";
import type { Exercise } from "@blankfile/curriculum";
import { content } from "../content/load.ts";
import {
  frameDocument,
  labScript,
  labWorkerScript,
  packageScript,
  provideScript,
  type Script,
} from "../sandbox/bundle.ts";
import type { LabSwaps, SwapExercise } from "./swap-data.ts";

/** Whatever computes in all labs: that they call an export says nothing of this lab. */
const everywhere = ["@blankfile/tensor", "@blankfile/nn"];

const built = new Map<string, Promise<LabSwaps>>();

/** What of a lab a learner's solutions can take the place of (Node, at build time). */
export function buildSwaps(slug: string): Promise<LabSwaps> {
  const swaps = built.get(slug) ?? swapsOf(slug);
  if (import.meta.env.PROD) built.set(slug, swaps);
  return swaps;
}

async function swapsOf(slug: string): Promise<LabSwaps> {
  const { code: lab, requires } = await labScript(slug);
  const packages = await withNeeds(requires);
  const own = [lab, ...packages.filter(({ name }) => !everywhere.includes(name)).map(({ code }) => code)];
  const names = packages.map(({ name }) => name);
  const fitting = providers().filter(
    ({ provides }) => names.includes(provides!.package) && own.some((code) => calls(code, provides!.export)),
  );
  const exercises = await Promise.all(fitting.map(swapExercise));
  const needed = await withNeeds([...requires, ...exercises.flatMap(({ requires: more }) => more)]);
  return {
    lab,
    packages: needed.map(({ name }) => name),
    exercises: exercises.map(({ requires: _, ...exercise }) => exercise),
    sandbox: createHash("sha256")
      .update(await frameDocument())
      .update(await labWorkerScript())
      .digest("hex")
      .slice(0, 12),
  };
}

/** Whether a solution can take part in a lab at all. */
export async function canSwap(slug: string): Promise<boolean> {
  return (await buildSwaps(slug)).exercises.length > 0;
}

export function providers(): Exercise[] {
  return [...content().exercises.values()].filter(({ provides }) => provides !== undefined);
}

export async function packageText(name: string): Promise<string> {
  return (await packageOf(name)).code;
}

/** The names of packages and of those that they need, each after what it needs. */
export async function packagesFor(names: readonly string[]): Promise<string[]> {
  return (await withNeeds(names)).map(({ name }) => name);
}

async function swapExercise({
  slug,
  title,
  topics,
  imports,
  provides,
}: Exercise): Promise<SwapExercise & { requires: string[] }> {
  const folder = path.join(content().page.root, "content/exercises", slug);
  const { code, requires } = await provideScript(folder);
  return { slug, title, topics, ...provides!, imports, provide: code, requires: [...requires, ...imports] };
}

/** The packages and those that they need, each after what it needs. */
async function withNeeds(names: readonly string[]): Promise<(Script & { name: string })[]> {
  const found = new Map<string, Script>();
  const add = async (name: string): Promise<void> => {
    if (found.has(name) || !/^@blankfile\/[a-z]+$/.test(name)) return;
    const script = await packageOf(name);
    for (const required of script.requires) await add(required);
    found.set(name, script);
  };
  for (const name of names) await add(name);
  return [...found].map(([name, script]) => ({ name, ...script }));
}

const scripts = new Map<string, Promise<Script>>();

function packageOf(name: string): Promise<Script> {
  const script = scripts.get(name) ?? packageScript(name);
  if (import.meta.env.PROD) scripts.set(name, script);
  return script;
}

/** Calls of what is imported read `(0, import_nn.crossEntropy)(…)` or `new import_nn.Adam(…)`. */
function calls(code: string, name: string): boolean {
  return new RegExp(`\\.${name}\\b`).test(code);
}
