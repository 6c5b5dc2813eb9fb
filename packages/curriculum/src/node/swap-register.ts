// Loaded before an experiment by `--import`: packages of ours come with the learner's code in the place of some exports. What provide.ts, the
// learner's file and the package itself import is the library as it is.

import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { eagerly, noted } from "../check/stand-in.ts";
import type { SwappedIn } from "./swap-in.ts";

const { root, swapped, report } = JSON.parse(process.env.BLANKFILE_SWAP!) as {
  root: string;
  swapped: SwappedIn[];
  /** Where the exercises are written, one a line, whose code was called. */
  report: string;
};

const called = new Set<string>();
process.once("exit", () => writeFileSync(report, [...called].join("\n")));
// What the modules that are written below take from here.
const standIn = {
  eagerly,
  noted: (mine: object, exercise: string) => noted(mine, () => void called.add(exercise)),
};
Object.defineProperty(globalThis, Symbol.for("blankfile.stand-in"), { value: standIn });

const scheme = "blankfile-mine:";
/** The package whose `compile` compiles nothing here. */
const eager = "@blankfile/tensor";
const packages = new Set([...swapped.map((one) => one.package), eager]);
const solutions = new Set(swapped.map(({ solution }) => pathToFileURL(solution).href));
const provides = new Set(swapped.map(({ provide }) => pathToFileURL(provide).href));
const from = pathToFileURL(path.join(root, "package.json")).href;

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "" } = context;
    if (parentURL.startsWith(scheme)) {
      const found = next(specifier, { ...context, parentURL: from });
      return solutions.has(found.url) ? { ...found, format: "module-typescript" } : found;
    }
    if (solutions.has(parentURL)) return next(specifier, { ...context, parentURL: from });
    if (!packages.has(specifier) || provides.has(parentURL)) return next(specifier, context);
    return { url: scheme + specifier, format: "module", shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.startsWith(scheme)) return next(url, context);
    return { format: "module", source: moduleOf(url.slice(scheme.length)), shortCircuit: true };
  },
});

/** The package, with an export of its own in place of each that is swapped: a name that a module exports itself goes before `export *`. */
function moduleOf(name: string): string {
  const own = swapped.filter((one) => one.package === name);
  const lines = [
    `export * from ${JSON.stringify(name)};`,
    `import * as ours from ${JSON.stringify(name)};`,
    'const standIn = globalThis[Symbol.for("blankfile.stand-in")];',
  ];
  own.forEach(({ exercise, export: replaced, provide, solution }, i) => {
    lines.push(
      `import { provide as provide${i} } from ${JSON.stringify(pathToFileURL(provide).href)};`,
      `import * as mine${i} from ${JSON.stringify(pathToFileURL(solution).href)};`,
      `const swapped${i} = provide${i}.adapt(standIn.noted(mine${i}, ${JSON.stringify(exercise)}), ours.${replaced});`,
      `export { swapped${i} as ${replaced} };`,
    );
  });
  if (name === eager) lines.push("export const compile = standIn.eagerly;");
  return lines.join("\n");
}
