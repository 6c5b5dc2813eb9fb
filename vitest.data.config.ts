import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.data.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 120_000,
  },
});
