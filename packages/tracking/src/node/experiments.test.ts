import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { listExperiments } from "./experiments.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-experiments-"));
afterAll(() => rmSync(root, { recursive: true }));
function write(name: string, text: string) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

it("reads the header's four lines, and texts that go on over the next line", () => {
  write(
    "nn/digits-mlp.ts",
    `/**
 * A small network on handwritten digits.
 *
 * Question: does it reach what the same
 *   network reaches in PyTorch?
 * Command: blankfile run nn/digits-mlp --seeds 3
 * Expectation: 0.96 to 0.98 on the test images
 * Minutes: 1.5 on two cores
 *
 * Command: is only read above.
 */
import { x } from "y";
/** Question: not this one. */
`,
  );
  write("nn/README.md", "no experiment");
  write("nn/digits-mlp.test.ts", "no experiment");
  write("nn/results/digits.json", "{}");
  const { experiments, problems } = listExperiments(root);
  expect(problems).toEqual([]);
  expect(experiments).toEqual([
    {
      name: "nn/digits-mlp",
      file: path.join(root, "nn/digits-mlp.ts"),
      question: "does it reach what the same network reaches in PyTorch?",
      command: "blankfile run nn/digits-mlp --seeds 3",
      expectation: "0.96 to 0.98 on the test images",
      minutes: 1.5,
    },
  ]);
});

it("names the file and what its header lacks", () => {
  write("rl/no-header.ts", "console.log(1);");
  write("rl/slow.ts", "/**\n * Question: q\n * Command: c\n * Expectation: e\n * Minutes: long\n */");
  expect(listExperiments(root).problems).toEqual([
    "experiments/rl/no-header.ts: its header has no Question, Command, Expectation, Minutes, needed Question, Command, Expectation, Minutes",
    'experiments/rl/slow.ts: Minutes is "long", needed a number',
  ]);
});

it("no folder, no experiments", () => {
  expect(listExperiments(path.join(root, "nowhere"))).toEqual({ experiments: [], problems: [] });
});
