import { defineConfig } from "vitest/config";
import { keepCompiled } from "./scripts/compile-cache.ts";

keepCompiled();

export default defineConfig({
  test: {
    include: ["**/*.data.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 120_000,
    // Of the tests of a file that are said to be concurrent.
    maxConcurrency: 2,
  },
});
