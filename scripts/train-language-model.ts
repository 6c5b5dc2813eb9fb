// node scripts/train-language-model.ts: trains the small model of the researcher track on the summaries of the map, and writes its weights
// and figures to apps/web/src/track/. The same text and seed give the same bytes; a few minutes of one core.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type ModelForm, packWeights, unpackWeights } from "../apps/web/src/track/language-model-weights.ts";
import { randomWindows, windowsAt } from "../packages/data/src/index.ts";
import { AdamW, clipGradNorm_, crossEntropy } from "../packages/nn/src/index.ts";
import { compile, noGrad, Philox, type Tensor, tensor } from "../packages/tensor/src/index.ts";
import { summariesText } from "./language-model/summaries-text.ts";
import { TinyGpt } from "./language-model/tiny-gpt.ts";
import { root } from "./steps.ts";

const seed = 1;
const steps = 6000;
const batchSize = 16;
const rate = 0.004;
const sizes = { block: 64, channels: 64, heads: 4, layers: 2 };

const text = summariesText(root);
const form: ModelForm = { letters: text.letters, ...sizes };
const encode = (line: string) => Int32Array.from([...line], (letter) => text.letters.indexOf(letter));
const [train, held] = [encode(text.train), encode(text.held)];

const rng = new Philox(seed);
const model = new TinyGpt(text.letters.length, sizes, rng.fork("weights"));
const optimizer = new AdamW(model.parameters(), { lr: rate, betas: [0.9, 0.99], weightDecay: 0.1 });
const learn = compile((x: Tensor, y: Tensor) => {
  const loss = crossEntropy(model.forward(x).flatten(0, 1), y.flatten());
  optimizer.zeroGrad();
  loss.backward();
  clipGradNorm_(model.parameters(), 1);
  optimizer.step();
  return loss;
});
const measure = compile((x: Tensor, y: Tensor) =>
  noGrad(() => crossEntropy(model.forward(x).flatten(0, 1), y.flatten(), { reduction: "sum" })),
);

const begun = process.cpuUsage();
for (let step = 0; step < steps; step++) {
  // A warm-up of 50 steps, then half a cosine down to a twentieth.
  optimizer.lr = rate * Math.min((step + 1) / 50, 0.05 + 0.475 * (1 + Math.cos((Math.PI * step) / steps)));
  const { x, y } = randomWindows(train, { batchSize, blockSize: sizes.block, rng: rng.fork(step) });
  const loss = learn(x, y).item();
  if ((step + 1) % 500 === 0)
    console.log(`step ${step + 1}: batch ${loss.toFixed(3)}, held out ${lossOn(held).toFixed(3)}`);
}
const { user, system } = process.cpuUsage(begun);

const exact = lossOn(held);
const packed = packWeights(
  form,
  new Map(Object.entries(model.stateDict()).map(([name, { data }]) => [name, data as Float32Array])),
);
const rounded = unpackWeights(form, packed);
model.loadStateDict(
  Object.fromEntries(
    Object.entries(model.stateDict()).map(([name, { shape }]) => [
      name,
      tensor([...rounded.get(name)!]).reshape(shape),
    ]),
  ),
);
const facts = {
  form,
  parameters: model.parameters().reduce((total, one) => total + one.numel(), 0),
  bytes: packed.length,
  text: {
    letters: train.length,
    held: held.length,
    sha256: createHash("sha256")
      .update(text.train + text.held)
      .digest("hex"),
  },
  training: { seed, steps, batchSize, seconds: Math.round((user + system) / 1e6) },
  loss: { train: lossOn(train), held: lossOn(held), heldBeforeRounding: exact },
  baselines: { uniform: Math.log(text.letters.length), letters: countedLoss(0), pairs: countedLoss(1) },
};
const folder = path.join(root, "apps/web/src/track");
writeFileSync(path.join(folder, "language-model.bin"), packed);
writeFileSync(path.join(folder, "language-model-facts.json"), `${JSON.stringify(facts, null, 2)}\n`);
console.log(facts);

/** Mean loss over a text in windows side by side, nats a character; dropout is off. */
function lossOn(ids: Int32Array): number {
  const { block } = sizes;
  const starts = Array.from({ length: Math.floor((ids.length - 1) / block) }, (_, i) => i * block);
  model.eval();
  let total = 0;
  for (let at = 0; at < starts.length; at += 64) {
    const { x, y } = windowsAt(ids, starts.slice(at, at + 64), block);
    total += measure(x, y).item();
  }
  model.train();
  return total / (starts.length * block);
}

/** The held-out loss of counting: how often each character follows the `order` characters before it, one added to every count. */
function countedLoss(order: 0 | 1): number {
  const V = text.letters.length;
  const before = (ids: Int32Array, i: number) => (order === 0 ? 0 : ids[i - 1]!);
  const counts = Array.from({ length: order === 0 ? 1 : V }, () => new Float64Array(V).fill(1));
  for (let i = 1; i < train.length; i++) counts[before(train, i)]![train[i]!]! += 1;
  const sums = counts.map((row) => row.reduce((a, b) => a + b));
  let total = 0;
  for (let i = 1; i < held.length; i++)
    total -= Math.log(counts[before(held, i)]![held[i]!]! / sums[before(held, i)]!);
  return total / (held.length - 1);
}
