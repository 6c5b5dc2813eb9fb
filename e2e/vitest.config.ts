import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // As long as a locator waits: a busy machine is slow, not wrong.
    expect: { poll: { timeout: 20_000 } },
  },
});
