import type { Connect } from "../lab/lab-client.ts";
import { compile } from "../sandbox/compile.ts";
import type { Swap } from "../sandbox/lab-job.ts";
import { href } from "../shell/href.ts";
import { sandboxWire } from "./sandbox-wire.ts";
import { type LabSwaps, loadText, type SwapExercise } from "./swap-data.ts";

/** Where the lab runs on the learner's code: everything is fetched here, since the sandbox can fetch nothing. */
export async function runOnMine(
  { lab, packages, sandbox }: LabSwaps,
  chosen: readonly { exercise: SwapExercise; text: string }[],
): Promise<Connect> {
  const swaps = chosen.map(({ exercise, text }): Swap => {
    const compiled = compile(text);
    if (!("code" in compiled)) throw new Error(`${exercise.slug}.ts: ${compiled.message}`);
    const { slug, imports, provide, package: from, export: name } = exercise;
    return { exercise: slug, package: from, export: name, provide, imports, code: compiled.code };
  });
  const [worker, ...codes] = await Promise.all([
    loadText(`/sandbox/lab-worker.js?v=${sandbox}`),
    ...packages.map((name) => loadText(`/sandbox/packages/${name.replace("@blankfile/", "")}.js`)),
  ]);
  const job = { lab, packages: packages.map((name, i) => ({ name, code: codes[i]! })), swaps };
  return sandboxWire(worker!, job, href(`/sandbox/frame.html?v=${sandbox}`));
}
