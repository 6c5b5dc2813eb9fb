import { addMaxPool, type PoolShape } from "../../wasm/convolution/add-max-pool.ts";
import { type Code, i32 } from "../../wasm/instructions.ts";
import type { ModuleBuilder } from "../../wasm/module.ts";
import type { NativeKernel } from "../lower/kernels.ts";
import { bytesOf } from "./access-code.ts";
import { type Native, type Once, parametersOf } from "./native.ts";

/** The largest of windows and its gradient; the forms of the nodes are those of ops/images/recorded-pool.ts. */
export function maxPool(kernel: NativeKernel, once: Once): Native {
  const { float, node, name } = kernel;
  const shape = node.attributes.shape as PoolShape;
  const [height, width] = node.attributes.positions as [number, number];
  const planes = Number(node.attributes.planes);
  const bytes = bytesOf[float];
  const imageBytes = bytes * shape.image[0] * shape.image[1];
  const outputBytes = bytes * height * width;
  const add = (m: ModuleBuilder) => {
    const calls = once(`maxPool ${float} ${JSON.stringify(shape)}`, () => addMaxPool(m, float, shape));
    return m.function({
      params: parametersOf(kernel),
      body: ({ params }) => {
        const codes = params.map(({ get }) => get);
        const [target, a, b] = codes as [Code, Code, Code];
        const [first, last] = codes.slice(-2) as [Code, Code];
        const from = (base: Code, size: number) => i32.add(base, i32.mul(first, i32.const(size)));
        const count = i32.sub(last, first);
        if (name === "maxPool") {
          return [calls.forward({ y: from(target, outputBytes), x: from(a, imageBytes), planes: count })];
        }
        const dx = from(target, imageBytes);
        return [calls.gradient({ dx, g: from(a, outputBytes), x: from(b, imageBytes), planes: count })];
      },
    });
  };
  return {
    units: planes,
    price: planes * height * width * shape.kernel[0] * shape.kernel[1] * 3,
    scratch: 0,
    parts: 1,
    form: JSON.stringify(shape),
    add,
  };
}
