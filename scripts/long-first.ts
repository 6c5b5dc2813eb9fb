import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { root } from "./steps.ts";

/** Files that take more than ten seconds on two processors, the longest first. */
const long = [
  "content/proofs.test.ts",
  "experiments/smoke.test.ts",
  "apps/cli/src/commands/campaign.test.ts",
  "apps/cli/src/cli.test.ts",
  "experiments/nn/digits-mlp.test.ts",
  "packages/curriculum/src/node/check-file.test.ts",
  "content/content.test.ts",
  "readmes.test.ts",
  "apps/server/src/kill.test.ts",
  "packages/classical/src/check-estimator/every-estimator.test.ts",
  "packages/classical/src/matrix/largest-eigenpairs.test.ts",
  "packages/curriculum/src/node/proofs.test.ts",
  "e2e/accessible.spec.ts",
  "e2e/sandbox.spec.ts",
  "e2e/search.spec.ts",
  "e2e/progress.spec.ts",
  "e2e/threads.spec.ts",
  "e2e/plan.spec.ts",
  "e2e/no-third-party.spec.ts",
];

/** Starts long files first, so that no processor waits at the end for the other's last one. Without Vitest's own memory of durations, which a fresh machine lacks. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.indexOf(path.relative(root, moduleId).replaceAll("\\", "/"));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
