/** One thing to measure. `name` is what a row is called; the rest are sizes. */
export type Workload = Product | Mlp | Gpt | Convnet | Lstm | Encoder | Tiny;

/** Those that PyTorch's and our own modules compute; nobody else takes part. */
export type ModuleWorkload = Lstm | Encoder;

export const isModuleWorkload = (workload: Workload): workload is ModuleWorkload =>
  workload.kind === "lstm" || workload.kind === "encoder";

/** C = A B for n × n matrices. */
export interface Product {
  kind: "product";
  name: string;
  n: number;
  dtype: "float32" | "float64";
}

/** relu(x W₁ᵀ + b₁) … W_Lᵀ + b_L, cross-entropy, Adam. */
export interface Mlp {
  kind: "mlp";
  name: string;
  sizes: number[];
  batch: number;
}

/** Pre-norm transformer: causal attention, GELU (tanh), a head of its own, cross-entropy, Adam. */
export interface Gpt {
  kind: "gpt";
  name: string;
  layers: number;
  heads: number;
  width: number;
  context: number;
  batch: number;
  vocabulary: number;
}

/** Twice convolution 3 × 3 with padding 1, relu, the largest of each 2 × 2; then a dense layer, cross-entropy, Adam. */
export interface Convnet {
  kind: "convnet";
  name: string;
  side: number;
  channels: [number, number];
  classes: number;
  batch: number;
}

/** nn.LSTM over [B, T, F], one layer; a dense layer on its last output, cross-entropy, Adam. */
export interface Lstm {
  kind: "lstm";
  name: string;
  context: number;
  features: number;
  hidden: number;
  classes: number;
  batch: number;
}

/** nn.TransformerEncoderLayer over [B, T, C] without dropout; the mean over T, a dense layer, cross-entropy, Adam. */
export interface Encoder {
  kind: "encoder";
  name: string;
  context: number;
  width: number;
  heads: number;
  inner: number;
  classes: number;
  batch: number;
}

/** y ← y w, y ← y + b, alternating, `ops` times on `length` numbers; with `backward` also Σ y's gradients by x, w, b. */
export interface Tiny {
  kind: "tiny";
  name: string;
  length: number;
  ops: number;
  backward: boolean;
}

export const product = (n: number, dtype: Product["dtype"] = "float32"): Product => ({
  kind: "product",
  name: `${dtype === "float32" ? "sgemm" : "dgemm"} ${n}`,
  n,
  dtype,
});

export const mlp = (batch = 128): Mlp => ({
  kind: "mlp",
  name: batch === 128 ? "mlp" : `mlp batch ${batch}`,
  sizes: [784, 256, 128, 10],
  batch,
});

export const gpt = (context = 128): Gpt => ({
  kind: "gpt",
  name: context === 128 ? "gpt" : `gpt T ${context}`,
  layers: 4,
  heads: 4,
  width: 128,
  context,
  batch: 16,
  vocabulary: 65,
});

export const convnet = (): Convnet => ({
  kind: "convnet",
  name: "convnet",
  side: 28,
  channels: [16, 32],
  classes: 10,
  batch: 64,
});

export const lstm = (): Lstm => ({
  kind: "lstm",
  name: "lstm",
  context: 32,
  features: 64,
  hidden: 128,
  classes: 10,
  batch: 32,
});

export const encoder = (): Encoder => ({
  kind: "encoder",
  name: "encoder",
  context: 128,
  width: 128,
  heads: 4,
  inner: 512,
  classes: 10,
  batch: 16,
});

export const tiny = (backward: boolean): Tiny => ({
  kind: "tiny",
  name: backward ? "tiny forward+backward" : "tiny forward",
  length: 64,
  ops: 1000,
  backward,
});

/** Multiplications and additions of the matrix products of one run, in 10⁹; undefined where products are not the work. */
export function gflop(workload: Workload): number | undefined {
  if (workload.kind === "tiny") return undefined;
  return multiplications(workload) * 2e-9;
}

function multiplications(workload: Exclude<Workload, Tiny>): number {
  if (workload.kind === "product") return workload.n ** 3;
  if (workload.kind === "mlp") {
    const layers = workload.sizes.slice(1).map((out, i) => workload.batch * out * workload.sizes[i]!);
    return sum(layers) * 3 - layers[0]!; // nothing needs the gradient of the input
  }
  if (workload.kind === "convnet") {
    const { side, channels, classes, batch } = workload;
    const first = batch * side ** 2 * channels[0] * 9;
    const second = batch * (side / 2) ** 2 * channels[0] * channels[1] * 9;
    const dense = batch * (side / 4) ** 2 * channels[1] * classes;
    return 2 * first + 3 * second + 3 * dense;
  }
  if (workload.kind === "lstm") {
    const { context, features, hidden, classes, batch } = workload;
    const perStep = 4 * hidden * (2 * features + 3 * hidden); // nothing needs the gradient of x
    return batch * (context * perStep + 3 * hidden * classes);
  }
  if (workload.kind === "encoder") {
    const { context, width, inner, classes, batch } = workload;
    const perToken = 3 * (4 * width ** 2 + 2 * context * width + 2 * width * inner) - 3 * width ** 2;
    return batch * (context * perToken + 3 * width * classes);
  }
  const { layers, width, context, batch, vocabulary } = workload;
  const perToken = layers * (12 * width ** 2 + 2 * context * width) + width * vocabulary;
  return 3 * batch * context * perToken;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
