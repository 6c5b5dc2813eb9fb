import * as l from "../../index.ts";
import { floating, type Maker, step } from "./bench.fixture.ts";

/** What compiles as a whole: attention, convolutions, the largest of windows. */
const attention: Maker = ({ draw, value, leaf }) => {
  const q = value((v) => floating(v) && v.tensor.ndim >= 2 && v.tensor.numel() > 0);
  if (!q) return undefined;
  const { shape, dtype } = q.tensor;
  const [S, E] = [draw.pick([3, 1, 5, 8]), draw.pick([2, 4, 7])];
  const batch = shape.slice(0, -2);
  const isCausal = draw.once(2);
  const k = leaf([...batch, S, shape.at(-1)!], dtype);
  const v = leaf([...batch, S, E], dtype);
  const line = {
    values: [q, k, v],
    text: `attention(#0, #1, #2${isCausal ? ", causal" : ""})`,
    exact: false,
  };
  return step(line, (a, b, c) => l.scaledDotProductAttention(a, b, c, { isCausal }));
};

const convolution: Maker = ({ draw, value, leaf, whole }) => {
  const x = value((v) => floating(v) && v.tensor.ndim === 4 && v.tensor.numel() > 0);
  if (!x) return undefined;
  const { shape, dtype } = x.tensor;
  const weight = leaf([draw.pick([2, 3]), shape[1]!, draw.pick([1, 2, 3]), draw.pick([1, 2, 3])], dtype);
  const options = {
    stride: draw.pick([1, 2]),
    padding: draw.pick([0, 1, 2]),
    dilation: draw.pick([1, 1, 2]),
  };
  const line = { values: [x, weight], text: `conv2d(#0, #1, ${JSON.stringify(options)})`, exact: whole };
  return step(line, (a, w) => l.conv2d(a, w, options));
};

const pooling: Maker = ({ draw, value }) => {
  const x = value((v) => floating(v) && v.tensor.ndim === 4 && v.tensor.numel() > 0);
  const stride = draw.pick([2, 1]);
  return step({ values: [x], text: `maxPool2d(#0, 2, stride ${stride})` }, (a) =>
    l.maxPool2d(a, 2, { stride }),
  );
};

const embedding: Maker = ({ draw, value, leaf }) => {
  const table = value((v) => floating(v) && v.tensor.ndim === 2 && v.tensor.numel() > 0);
  if (!table) return undefined;
  const index = leaf(draw.shape(30), "int32", table.tensor.shape[0]);
  return step({ values: [index, table], text: "embedding(#0, #1)" }, (i, w) => l.embedding(i, w));
};

export const wholeNetworks: readonly Maker[] = [convolution, pooling, embedding];
export const roundedNetworks: readonly Maker[] = [attention, attention];
