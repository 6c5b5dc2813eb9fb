import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Who may import whom, as ARCHITECTURE.md says. A package that is not here does not exist yet. */
const floors: Record<string, string[]> = {
  "packages/tensor": [],
  "packages/nn": ["tensor"],
  "packages/data": ["tensor"],
  "packages/statistics": ["tensor"],
  "packages/classical": ["tensor", "data", "statistics"],
  "packages/transformer": ["tensor", "nn"],
  // Its templates are texts of files that import it.
  "packages/campaign": ["tensor", "data", "statistics", "classical", "campaign"],
  "packages/tracking": [],
  "packages/sweeps": ["tensor", "classical", "tracking"],
  "packages/curriculum": [],
  content: ["tensor", "nn", "transformer", "data", "statistics", "classical", "tracking", "curriculum"],
  experiments: ["tensor", "nn", "transformer", "data", "statistics", "classical", "tracking", "curriculum"],
  "apps/web": [
    "tensor",
    "nn",
    "transformer",
    "data",
    "statistics",
    "classical",
    "tracking",
    "sweeps",
    "curriculum",
    "content",
  ],
  "apps/server": [
    "tensor",
    "nn",
    "transformer",
    "data",
    "statistics",
    "classical",
    "tracking",
    "sweeps",
    "curriculum",
    "content",
  ],
  "apps/cli": [
    "tensor",
    "nn",
    "transformer",
    "data",
    "statistics",
    "classical",
    "campaign",
    "tracking",
    "sweeps",
    "curriculum",
    "content",
  ],
};

/** Outside libraries that a package may import, and nowhere else in packages. */
const outside: Record<string, string[]> = {
  "packages/curriculum": ["zod", "yaml", "ts-fsrs"],
  "packages/data": ["papaparse"],
  "packages/sweeps": ["yaml", "bullmq", "ioredis"],
  "packages/tracking": ["hyparquet-writer"],
};

const exempt = /\.(test|spec|fixture)\.ts$/;

function sources(room: string): string[] {
  return globSync(`${room}/**/*.{ts,tsx,astro}`, {
    exclude: (name) => name === "node_modules" || name === "dist",
  })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !exempt.test(file))
    .sort();
}

function imports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:\bfrom|(?<!\.)\bimport)\s*\(?\s*["']([^"'\n]+)["']/g);
  return [...found].map((match) => match[1]!);
}

describe("floors", () => {
  for (const [room, allowed] of Object.entries(floors)) {
    const files = sources(room);

    it(`${room} has files and imports only from ${allowed.join(", ") || "nothing of ours"}`, () => {
      expect(files.length).toBeGreaterThan(0);
      const wrong = files.flatMap((file) =>
        imports(file)
          .filter((name) => name.startsWith("@blankfile/"))
          .filter((name) => !allowed.includes(name.split("/")[1]!))
          .map((name) => `${file} imports ${name}`),
      );
      expect(wrong).toEqual([]);
    });

    it(`${room} reaches no other room by a relative path`, () => {
      const wrong = files.flatMap((file) =>
        imports(file)
          .filter((name) => name.startsWith("."))
          .filter((name) => {
            const target = new URL(name, `file:///${file}`).pathname.slice(1);
            return !target.startsWith(`${room}/`);
          })
          .map((name) => `${file} imports ${name}`),
      );
      expect(wrong).toEqual([]);
    });

    if (!room.startsWith("packages/")) continue;

    it(`${room} keeps Node in src/node and reads no clock and no global randomness`, () => {
      const wrong: string[] = [];
      for (const file of files) {
        const inNode = file.includes("/src/node/");
        const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        if (!inNode && imports(file).some((name) => name.startsWith("node:")))
          wrong.push(`${file} imports node:`);
        if (!inNode && file.endsWith("/index.ts") && /["']\.\/node\//.test(text))
          wrong.push(`${file} reaches into node/`);
        if (/Math\.random\s*\(/.test(text)) wrong.push(`${file} calls Math.random`);
        if (!inNode && /Date\.now\s*\(|new Date\(\)/.test(text)) wrong.push(`${file} reads the clock`);
        for (const name of imports(file)) {
          if (name.startsWith(".") || name.startsWith("node:") || name.startsWith("@blankfile/")) continue;
          if (!(outside[room] ?? []).includes(name)) wrong.push(`${file} imports ${name}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  it("no room re-exports everything", () => {
    const wrong = Object.keys(floors)
      .flatMap(sources)
      .filter((file) => /^export \*/m.test(readFileSync(file, "utf8")));
    expect(wrong).toEqual([]);
  });

  it("no file has more than 400 lines, but for indexes, which are lists", () => {
    const wrong = Object.keys(floors)
      .concat("scripts", "e2e")
      .flatMap(sources)
      .map((file) => [file, readFileSync(file, "utf8").split("\n").length] as const)
      .filter(([file, lines]) => lines > 400 && !file.endsWith("/index.ts"));
    expect(wrong).toEqual([]);
  });
});
