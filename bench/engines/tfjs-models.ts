import * as tf from "@tensorflow/tfjs-core";
import type { Convnet, Gpt, Mlp } from "../workloads/workload.ts";

type Params = Record<string, tf.Variable>;

/** Mean cross-entropy of a batch under the parameters. */
export function lossOf(workload: Mlp | Gpt | Convnet, p: Params) {
  return (x: tf.Tensor, y: tf.Tensor): tf.Scalar => {
    const logits = logitsOf(workload, p, x);
    const labels = tf.oneHot(y as tf.Tensor1D, logits.shape[1]!);
    return tf.losses.softmaxCrossEntropy(labels, logits) as tf.Scalar;
  };
}

function logitsOf(workload: Mlp | Gpt | Convnet, p: Params, x: tf.Tensor): tf.Tensor {
  if (workload.kind === "mlp") return mlp(p, workload, x);
  return workload.kind === "gpt" ? gpt(p, workload, x) : convnet(p, x as tf.Tensor4D);
}

/** x [..., in] times W [in, out], as one product of two matrices. */
function product(x: tf.Tensor, W: tf.Tensor): tf.Tensor {
  const [fanIn, fanOut] = W.shape as [number, number];
  const flat = tf.matMul(tf.reshape(x, [-1, fanIn]), W as tf.Tensor2D);
  return tf.reshape(flat, [...x.shape.slice(0, -1), fanOut]);
}

function linear(p: Params, name: string, x: tf.Tensor): tf.Tensor {
  return tf.add(product(x, p[`${name}.weight`]!), p[`${name}.bias`]!);
}

function mlp(p: Params, { sizes }: Mlp, x: tf.Tensor): tf.Tensor {
  let h = x;
  for (let i = 0; i < sizes.length - 1; i++) {
    h = linear(p, String(i), h);
    if (i < sizes.length - 2) h = tf.relu(h);
  }
  return h;
}

/** Images lie [B, H, W, C] here; before the dense layer the channels come first again, as its weights want them. */
function convnet(p: Params, x: tf.Tensor4D): tf.Tensor {
  const layer = (name: string, input: tf.Tensor4D) => {
    const y = tf.conv2d(input, p[`${name}.weight`] as tf.Tensor as tf.Tensor4D, 1, "same");
    return tf.maxPool(tf.relu(tf.add(y, p[`${name}.bias`]!)) as tf.Tensor4D, 2, 2, "valid");
  };
  const h = layer("conv2", layer("conv1", x));
  return linear(p, "dense", tf.reshape(tf.transpose(h, [0, 3, 1, 2]), [x.shape[0], -1]));
}

function gpt(p: Params, shape: Gpt, x: tf.Tensor): tf.Tensor {
  const [B, T] = x.shape as [number, number];
  const rows = product(tf.oneHot(x as tf.Tensor2D, shape.vocabulary), p.tokens!); // gather has no gradient on wasm
  let h = tf.add(rows, p.positions!);
  for (let i = 0; i < shape.layers; i++) {
    h = tf.add(h, attention(p, i, shape.heads, layerNorm(p, `${i}.norm1`, h)));
    const up = gelu(linear(p, `${i}.up`, layerNorm(p, `${i}.norm2`, h)));
    h = tf.add(h, linear(p, `${i}.down`, up));
  }
  return tf.reshape(product(layerNorm(p, "norm", h), p.head!), [B * T, shape.vocabulary]);
}

function layerNorm(p: Params, name: string, x: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  const standard = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5)));
  return tf.add(tf.mul(standard, p[`${name}.weight`]!), p[`${name}.bias`]!);
}

function gelu(x: tf.Tensor): tf.Tensor {
  const cubed = tf.mul(tf.mul(x, x), x);
  const inner = tf.mul(tf.add(x, tf.mul(cubed, 0.044715)), Math.sqrt(2 / Math.PI));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
}

function attention(p: Params, layer: number, heads: number, x: tf.Tensor): tf.Tensor {
  const [B, T, C] = x.shape as [number, number, number];
  const parts = tf.split(linear(p, `${layer}.qkv`, x), 3, -1);
  const [q, k, v] = parts.map((part) => {
    const split = tf.transpose(tf.reshape(part, [B, T, heads, C / heads]), [0, 2, 1, 3]);
    return tf.reshape(split, [B * heads, T, C / heads]) as tf.Tensor3D;
  });
  const scores = tf.mul(tf.matMul(q!, k!, false, true), 1 / Math.sqrt(C / heads));
  const weights = tf.softmax(tf.add(scores, future(T))) as tf.Tensor3D;
  const mixed = tf.transpose(tf.reshape(tf.matMul(weights, v!), [B, heads, T, C / heads]), [0, 2, 1, 3]);
  return linear(p, `${layer}.out`, tf.reshape(mixed, [B, T, C]));
}

/** 0 where a query may look, −10⁹ where it may not. */
function future(T: number): tf.Tensor {
  const mask = new Float32Array(T * T);
  for (let t = 0; t < T; t++) mask.fill(-1e9, t * T + t + 1, (t + 1) * T);
  return tf.tensor(mask, [T, T]);
}
