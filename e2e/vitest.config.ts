import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { keepCompiled } from "../scripts/compile-cache.ts";
import { LongFirst } from "../scripts/long-first.ts";

keepCompiled();

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    // What hangs is ended; a busy machine is slow, not wrong.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A browser each: more than two would measure the machine.
    maxWorkers: Math.min(2, availableParallelism()),
    sequence: { sequencer: LongFirst },
    // As long as a locator waits: a busy machine is slow, not wrong.
    expect: { poll: { timeout: 20_000 } },
  },
});
