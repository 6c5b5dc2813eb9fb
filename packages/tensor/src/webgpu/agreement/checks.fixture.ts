import type { Check } from "./compare.fixture.ts";
import { errorChecks } from "./errors.fixture.ts";
import { modelChecks } from "./models.fixture.ts";
import { operationChecks } from "./operations.fixture.ts";
import { randomChecks } from "./random.fixture.ts";
import { stateChecks } from "./state.fixture.ts";

/** All that is checked on a device, in Node and in a browser; each gets a device of its own. */
export const checks: Readonly<Record<string, Check>> = {
  ...operationChecks,
  ...stateChecks,
  ...modelChecks,
  ...randomChecks,
  ...errorChecks,
};
