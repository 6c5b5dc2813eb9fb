import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { keepCompiled } from "./scripts/compile-cache.ts";
import { LongFirst } from "./scripts/long-first.ts";

keepCompiled();

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/*.{data,cluster}.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest itself leaves one processor free: of two, half.
    maxWorkers: availableParallelism(),
    // Of the tests of a file that are said to be concurrent.
    maxConcurrency: 2,
    sequence: { sequencer: LongFirst },
  },
});
