import { spawn } from "node:child_process";
import path from "node:path";

/** The repository's root. */
export const root = path.join(import.meta.dirname, "..");

/** Runs a program with its output on the terminal; resolves to its exit code. */
export function run(program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a script or a package's entry on the Node that runs this. */
export function node(args: string[], env: Record<string, string> = {}): Promise<number> {
  return run(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], env);
}

export interface Step {
  name: string;
  run: () => Promise<number>;
}

/** Runs the steps in order, says how long each took, and stops at the first that fails. */
export async function inOrder(steps: Step[]): Promise<number> {
  const started = performance.now();
  for (const [i, step] of steps.entries()) {
    console.log(`\n[${i + 1}/${steps.length}] ${step.name}`);
    const begun = performance.now();
    const code = await step.run();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (code !== 0) {
      console.error(`\n${step.name} failed after ${seconds} s (exit code ${code}).`);
      return code;
    }
    console.log(`    ${step.name}: ${seconds} s`);
  }
  console.log(`\nAll ${steps.length} steps in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
  return 0;
}
