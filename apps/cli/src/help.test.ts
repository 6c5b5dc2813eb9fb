import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Learner, repository, source } from "./blankfile.fixture.ts";

let learner: Learner;
beforeAll(() => {
  learner = new Learner();
});
afterAll(() => learner.gone());

const slug = "stable-softmax";
const gauntlet = readdirSync(path.join(repository, "content/exercises")).find((name) =>
  /^kind: gauntlet$/m.test(source(name, "exercise.md")),
);

describe("help on the command line", () => {
  it("shows one hint after the other, then all, and an attempt after that says how many", () => {
    const first = learner.blankfile("hint", slug).stdout;
    const total = Number(/^Hint 1 of (\d+): \S/.exec(first)![1]);
    for (let i = 2; i <= total; i++)
      expect(learner.blankfile("hint", slug).stdout).toMatch(new RegExp(`^Hint ${i} of ${total}: `));
    expect(learner.blankfile("hint", slug).stdout).toMatch(/^Hint 1 of [\s\S]*There are no more\./);
    learner.write(`${slug}.ts`, source(slug, "starter.ts"));
    learner.blankfile("check", slug);
    expect(learner.events().at(-1)).toMatchObject({ hintsSeen: total, solutionSeen: false });
  }, 240_000);

  it("asks before it shows the solution; a pass after that counts as explained", () => {
    for (const input of ["n\n", ""]) {
      const { stdout } = learner.blankfile("solution", slug, { input });
      expect(stdout).toBe("Not shown.\n");
    }
    const { stdout, stderr } = learner.blankfile("solution", slug, { input: "y\n" });
    expect(stderr).toMatch(/counts as explained[\s\S]*Open the solution\? \(y\/N\)/);
    expect(stdout.trim()).toBe(source(slug, "solution.ts").trim());
    expect(learner.blankfile("solution", slug).stderr).toBe("");
    learner.write(`${slug}.ts`, source(slug, "solution.ts"));
    expect(learner.blankfile("check", slug).stdout).toMatch(/Recorded in progress\.jsonl: explained/);
    expect(learner.events().at(-1)).toMatchObject({ passed: true, solutionSeen: true });
  }, 240_000);

  it("practice --again sets the file aside under the day, twice without overwriting, and forgets the help", () => {
    const first = learner.blankfile("practice", slug, "--again").stdout;
    const [, aside] = /Set aside: (.*\.\d{4}-\d{2}-\d{2}\.ts)/.exec(first)!;
    expect(first).toMatch(/You first passed it today: begun again on a later day/);
    expect(readFileSync(aside!, "utf8")).toBe(source(slug, "solution.ts"));
    expect(readFileSync(learner.file(`${slug}.ts`), "utf8")).toBe(source(slug, "starter.ts"));
    learner.write(`${slug}.ts`, "// second\n");
    const second = /Set aside: (.*)/.exec(learner.blankfile("practice", slug, "--again").stdout)![1]!;
    expect(second).toBe(aside!.replace(/\.ts$/, "-2.ts"));
    expect(readFileSync(second, "utf8")).toBe("// second\n");
    expect(readFileSync(aside!, "utf8")).toBe(source(slug, "solution.ts"));
    expect(learner.blankfile("practice", slug, "--again").stdout).not.toMatch(/Set aside/);
    expect(learner.blankfile("hint", slug).stdout).toMatch(/^Hint 1 /);
  }, 240_000);

  it.runIf(gauntlet !== undefined)(
    "a gauntlet says its limit, starts its clock, and has no help",
    () => {
      const name = gauntlet!;
      expect(learner.blankfile("practice", name).stdout).toMatch(
        /A gauntlet: within \d+ minutes, without hints\. The time ends at \d\d:\d\d\./,
      );
      const notes = path.join(learner.workspace, ".blankfile/practice.json");
      expect(JSON.parse(readFileSync(notes, "utf8")).exercises[name].startedAt).toBeGreaterThan(0);
      expect(learner.blankfile("hint", name)).toMatchObject({ status: 2 });
      expect(learner.blankfile("solution", name, "--yes").stderr).toMatch(/on time and without help/);
    },
    60_000,
  );
});

describe("a workspace that is not as it was", () => {
  it("a renamed file is proposed by its near name, with exit code 2", () => {
    learner.write("scalarAutograd.ts", "export {};\n");
    const { status, stderr } = learner.blankfile("check", "scalar-autograd");
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /scalar-autograd\.ts is not there; is scalarAutograd\.ts yours\? Then rename it: mv exercises\/scalarAutograd\.ts exercises\/scalar-autograd\.ts/,
    );
  });

  it("an exercise may be named by its file", () => {
    expect(learner.blankfile("check", `exercises/${slug}.ts`).stdout).toMatch(/0 of \d+ checks passed/);
  });

  it("links that lead nowhere are told by check and mended by init", () => {
    const scope = path.join(learner.workspace, "node_modules/@blankfile");
    expect(learner.blankfile("check", slug).stderr).toBe("");
    rmSync(path.join(scope, "tensor"));
    expect(learner.blankfile("check", slug).stderr).toMatch(
      /do not lead to the packages in .*mend them with: blankfile init /,
    );
    learner.blankfile("init", learner.workspace);
    expect(existsSync(path.join(scope, "tensor/src/index.ts"))).toBe(true);
    expect(learner.blankfile("check", slug).stderr).toBe("");
  }, 240_000);
});

describe("the workspace's tsconfig.json", () => {
  it("finds the types of our packages, so that a wrong use has its line and a right one has none", () => {
    const compile = (text: string) => {
      rmSync(learner.file(""), { recursive: true });
      mkdirSync(learner.file(""));
      learner.write("own.ts", text);
      const compiler = path.join(repository, "node_modules/typescript-7/bin/tsc");
      const args = [compiler, "--noEmit", "-p", learner.workspace];
      return spawnSync(process.execPath, args, { cwd: learner.workspace, encoding: "utf8" }).stdout;
    };
    const good =
      'import { type Tensor, tensor } from "@blankfile/tensor";\nexport const y: Tensor = tensor([1, 2]).mul(2);\n';
    expect(compile(good)).toBe("");
    expect(compile(good.replace(".mul(2)", ".mlu(2)"))).toMatch(
      /exercises\/own\.ts\(2,.*'mlu' does not exist/,
    );
  }, 480_000);
});
