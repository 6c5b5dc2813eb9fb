import { defineConfig } from "vitest/config";
import { keepCompiled } from "./scripts/compile-cache.ts";

keepCompiled();

export default defineConfig({
  test: {
    include: ["**/*.cluster.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
