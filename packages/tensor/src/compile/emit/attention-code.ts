import { addAttention, attentionScratch } from "../../wasm/attention/attention.ts";
import type { Rows } from "../../wasm/attention/operands.ts";
import { type Code, f32, f64, i32 } from "../../wasm/instructions.ts";
import type { ModuleBuilder } from "../../wasm/module.ts";
import type { NativeKernel } from "../lower/kernels.ts";
import type { View } from "../lower/view.ts";
import { bytesOf } from "./access-code.ts";
import { type Native, type Once, parametersOf } from "./native.ts";

/** Attention and its gradients; the forms of the nodes are those of ops/networks/recorded-attention.ts. */
export function attention(kernel: NativeKernel, fused: boolean, once: Once): Native {
  const { float, node, inputs, name } = kernel;
  const [q, k, v] = inputs as [View, View, View];
  const [batch, heads, T, D] = q.shape as [number, number, number, number];
  const [S, E] = [k.shape[2]!, v.shape[3]!];
  const direction = name === "attention" ? "forward" : "backward";
  const isCausal = node.attributes.isCausal === true;
  const scale = Number(node.attributes.scale);
  const items = batch * heads;
  const form = JSON.stringify([
    inputs.map(({ shape, strides, offset }) => [shape, strides, offset]),
    isCausal,
    scale,
  ]);
  const add = (m: ModuleBuilder) => {
    const calls = once(`attention ${float}`, () => addAttention(m, float, fused));
    return m.function({
      params: parametersOf(kernel),
      body: ({ params }) => {
        const [target, ...rest] = params.map(({ get }) => get) as [Code, ...Code[]];
        const [scratch, first, last] = rest.slice(inputs.length) as [Code, Code, Code];
        const bytes = bytesOf[float];
        const at = (base: Code, numbers: number) =>
          numbers === 0 ? base : i32.add(base, i32.const(numbers * bytes));
        const read = (i: number) => rowsOf(inputs[i]!, rest[i]!, bytes);
        const whole = (base: Code, rows: number, columns: number): Rows => ({
          at: base,
          batch: i32.const(heads * rows * columns * bytes),
          head: i32.const(rows * columns * bytes),
          row: i32.const(columns * bytes),
        });
        const both = direction === "forward" ? target : rest[4]!;
        const operands = {
          ...{ q: read(0), k: read(1), v: read(2), out: whole(both, T, E) },
          statistics: at(both, items * T * E),
          ...{ T: i32.const(T), S: i32.const(S), D: i32.const(D), E: i32.const(E), heads: i32.const(heads) },
          ...{ first, last, causal: i32.const(Number(isCausal)), scratch },
          scale: float === "float32" ? f32.const(scale) : f64.const(scale),
        };
        if (direction === "forward") return [calls.forward(operands)];
        const [dQ, dK] = [items * T * D, items * S * D];
        const gradients = {
          dOut: read(3),
          dQ: whole(target, T, D),
          dK: whole(at(target, dQ), S, D),
          dV: whole(at(target, dQ + dK), S, E),
        };
        return [calls.backward({ ...operands, ...gradients })];
      },
    });
  };
  const products = direction === "forward" ? D + E : 3 * D + 2 * E;
  return {
    units: items,
    price: items * T * S * (products + 20) * (isCausal ? 0.5 : 1),
    scratch: attentionScratch(float, direction, { S, D, E }),
    parts: 1,
    form,
    add,
  };
}

function rowsOf({ strides, offset }: View, base: Code, bytes: number): Rows {
  const [batch, head, row] = strides.map((stride) => i32.const(stride * bytes)) as [Code, Code, Code];
  return { at: offset === 0 ? base : i32.add(base, i32.const(offset * bytes)), batch, head, row };
}
