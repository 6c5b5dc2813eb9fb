import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { experimentName } from "./experiment-header.ts";
import { problemsOf, render } from "./small-world.ts";

const root = mkdtempSync(join(tmpdir(), "blankfile-page-"));
mkdirSync(join(root, "experiments/nn"), { recursive: true });
writeFileSync(
  join(root, "experiments/nn/digits.ts"),
  "/**\n * Digits.\n *\n * Question: how many of the digits\n *   does it read?\n * Command: blankfile run nn/digits --seed 1\n */\n",
);
writeFileSync(join(root, "experiments/nn/mute.ts"), "/** Nothing asked. */\n");
afterAll(() => rmSync(root, { recursive: true }));

describe("::run", () => {
  it("shows the experiment's name, question and command", async () => {
    const { html, blocks, problems } = await render("::run{file=experiments/nn/digits.ts}\n", { root });
    expect(problems).toEqual([]);
    expect(html).toBe(
      '<div class="run-place" data-run="nn/digits"><p class="run-name">nn/digits</p>' +
        '<p class="run-question">how many of the digits does it read?</p>' +
        '<p class="run-command"><code>blankfile run nn/digits --seed 1</code></p></div>',
    );
    expect(blocks).toEqual([{ kind: "run", experiment: "nn/digits", file: "experiments/nn/digits.ts" }]);
  });

  it("an experiment without a question is a problem", async () => {
    expect(await problemsOf("::run{file=experiments/nn/mute.ts}\n", { root })).toEqual([
      "1 directive run: experiments/nn/mute.ts asks no question | its first comment has a line `Question: …`, which the page shows",
    ]);
  });

  it("names an experiment by its path below experiments/", () => {
    expect(experimentName("experiments/nn/digits-mlp.ts")).toBe("nn/digits-mlp");
    expect(experimentName("experiments/nn/../secret.ts")).toBeUndefined();
    expect(experimentName("packages/nn/src/sgd.ts")).toBeUndefined();
  });
});
