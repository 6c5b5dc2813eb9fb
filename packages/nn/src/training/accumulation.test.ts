/**
 * Gradient accumulation needs no helper: `loss.div(n).backward()` for each of n micro-batches, then one step. With equal micro-batches
 * the mean of their mean losses is the mean over all samples, and so are the gradients.
 *
 * Batch norm in training is the exception: it normalises each micro-batch by that one's own mean and variance, which are not those of
 * the whole batch; its loss is no mean over samples. Group or layer norm, or batch norm in evaluation, keep the equality.
 */
import { Philox, randint, randn } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { crossEntropy, Linear, Sequential, SGD, Tanh } from "../index.ts";

it("four micro-batches give the step of the large batch, to rounding", () => {
  const x = randn([16, 5], { rng: new Philox(1), dtype: "float64" });
  const y = randint(0, 3, [16], { rng: new Philox(2) });
  const stepped = (parts: number) => {
    const rng = new Philox(3);
    const model = new Sequential(
      new Linear(5, 8, { rng, dtype: "float64" }),
      new Tanh(),
      new Linear(8, 3, { rng, dtype: "float64" }),
    );
    const optimizer = new SGD(model.parameters(), { lr: 0.5 });
    const size = 16 / parts;
    for (let i = 0; i < parts; i++) {
      const part = [i * size, (i + 1) * size] as const;
      crossEntropy(model.forward(x.slice([...part])), y.slice([...part]))
        .div(parts)
        .backward();
    }
    const gradients = model.parameters().flatMap(({ grad }) => Array.from(grad!.data));
    optimizer.step();
    return [...gradients, ...model.parameters().flatMap(({ data }) => Array.from(data))];
  };
  const [whole, parts] = [stepped(1), stepped(4)];
  const worst = Math.max(...whole.map((value, i) => Math.abs(value - parts[i]!)));
  expect(worst).toBeLessThan(1e-12);
});
