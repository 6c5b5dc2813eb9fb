import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { forward } from "../../apps/web/src/track/language-model-forward.ts";
import { unpackWeights } from "../../apps/web/src/track/language-model-weights.ts";
import { noGrad, Philox, Tensor, tensor } from "../../packages/tensor/src/index.ts";
import { root } from "../steps.ts";
import { TinyGpt } from "./tiny-gpt.ts";

const folder = path.join(root, "apps/web/src/track");
const facts = JSON.parse(readFileSync(path.join(folder, "language-model-facts.json"), "utf8"));
const weights = unpackWeights(facts.form, readFileSync(path.join(folder, "language-model.bin")));
const encode = (line: string) => [...line].map((letter) => facts.form.letters.indexOf(letter));

it("the page's forward pass gives the library's numbers on the committed weights", () => {
  const model = new TinyGpt(facts.form.letters.length, facts.form, new Philox(0));
  model.loadStateDict(
    Object.fromEntries(
      Object.entries(model.stateDict()).map(([name, { shape }]) => [
        name,
        tensor([...weights.get(name)!]).reshape(shape),
      ]),
    ),
  );
  model.eval();
  const line = encode("\nthe gradient of a loss, seen from the inputs of a network, is a p");
  const ids = line.slice(0, facts.form.block);
  const theirs = noGrad(() => model.forward(new Tensor(Int32Array.from(ids), [1, ids.length], "int32")));
  const ours = forward(facts.form, weights, ids);
  expect(ours.logits.length).toBe(theirs.numel());
  // float32 against float64 sums: logits of size 10, sums of up to 256 numbers.
  for (const [i, value] of theirs.data.entries())
    expect(Math.abs(ours.logits[i]! - value)).toBeLessThan(1e-3);

  const h = noGrad(() => {
    const x = tensor([...ours.embedded]).reshape([1, ids.length, facts.form.channels]);
    const { selfAttn, norm1 } = model.layers.at(0);
    const y = norm1.forward(x);
    return selfAttn.forward(y, y, y, { isCausal: true, averageAttnWeights: false })[1]!;
  });
  const maps = ours.attention[0]!.flatMap((map) => [...map]);
  for (const [i, weight] of h.data.entries()) expect(Math.abs(maps[i]! - weight)).toBeLessThan(1e-4);
});

it("what the facts say of the file and of the loss fits together", () => {
  const { bytes, parameters, loss, baselines } = facts;
  expect(readFileSync(path.join(folder, "language-model.bin")).length).toBe(bytes);
  expect(bytes).toBeLessThan(150_000);
  expect([...weights.values()].reduce((total, { length }) => total + length, 0)).toBe(parameters);
  expect(loss.train).toBeLessThan(loss.held);
  expect(loss.held).toBeLessThan(baselines.pairs);
  expect(baselines.pairs).toBeLessThan(baselines.letters);
  expect(Math.abs(loss.held - loss.heldBeforeRounding)).toBeLessThan(0.02);
});
