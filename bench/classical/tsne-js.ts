import { createRequire } from "node:module";
import { serve, timed } from "./serve.ts";

const load = createRequire(import.meta.url);
const { version } = load("tsne-js/package.json") as { version: string };

await serve(`tsne-js ${version}`, ({ kind }, data) => {
  if (kind !== "tsne") return "has no such estimator";
  const TSNE = load("tsne-js");
  const X = Array.from({ length: data.rows }, (_, i) =>
    Array.from(data.X.subarray(i * data.cols, (i + 1) * data.cols)),
  );
  return () => {
    const [fitMs, error] = timed(() => {
      const model = new TSNE({ dim: 2, perplexity: 30, nIter: 1000, metric: "euclidean" });
      model.init({ data: X, type: "dense" });
      const [found] = model.run() as [number, number];
      return found;
    });
    return { fitMs, predictMs: null, quality: error };
  };
});
