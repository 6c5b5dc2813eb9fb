import { createRequire } from "node:module";
import { accuracy, serve, timed } from "./serve.ts";

/** libsvm, compiled to WebAssembly. */
const load = createRequire(import.meta.url);
const { version } = load("libsvm-js/package.json") as { version: string };
const SVM = await (load("libsvm-js/wasm") as Promise<new (options: object) => Svm>);

interface Svm {
  train(X: number[][], y: number[]): void;
  predict(X: number[][]): number[];
  free(): void;
}

const rowsOf = (data: Float64Array, cols: number): number[][] =>
  Array.from({ length: data.length / cols }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));

await serve(`libsvm-js ${version} wasm`, ({ kind }, data) => {
  if (kind !== "svc") return "has no such estimator";
  const [X, test, y] = [rowsOf(data.X, data.cols), rowsOf(data.test, data.cols), Array.from(data.y)];
  const variance = data.X.reduce((sum, value) => sum + value * value, 0) / data.X.length;
  return () => {
    const [fitMs, model] = timed(() => {
      const made = new SVM({
        kernel: 2,
        type: 0,
        gamma: 1 / (data.cols * variance),
        cost: 1,
        quiet: true,
        epsilon: 1e-3,
      });
      made.train(X, y);
      return made;
    });
    const [predictMs, found] = timed(() => model.predict(test));
    model.free();
    return { fitMs, predictMs, quality: accuracy(found, data.testY) };
  };
});
