import type { AttemptReport, CheckBundle } from "../sandbox/run-attempt.ts";
import { href } from "../shell/href.ts";
import { loadText } from "../swap/swap-data.ts";
import type { CardProgram } from "./shown-card.ts";

/** Runs a text in the place of a card's program, in the sandbox; with the card's checks where it has any. Rejects where that cannot be had. */
export async function runProgram(
  { imports, packages, sandbox, repair }: CardProgram,
  source: string,
  signal: AbortSignal,
): Promise<AttemptReport> {
  const [{ runAttempt }, worker, ...codes] = await Promise.all([
    import("../sandbox/run-attempt.ts"),
    loadText(`/sandbox/worker.js?v=${sandbox}`),
    ...packages.map((name) => loadText(`/sandbox/packages/${name.replace("@blankfile/", "")}.js`)),
  ]);
  const bundle: CheckBundle = {
    checks: repair?.checks ?? "exports.checks = [];",
    names: repair?.names ?? [],
    declared: repair?.declared ?? [],
    imports,
    packages: packages.map((name, i) => ({ name, code: codes[i]! })),
  };
  const frame = href(`/sandbox/frame.html?v=${sandbox}`);
  return runAttempt({ exercise: "card", source, bundle, worker, frame, signal });
}
