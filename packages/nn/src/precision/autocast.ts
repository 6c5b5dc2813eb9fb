import { Tensor } from "@blankfile/tensor";
import { MultiheadAttention } from "../attention/multihead-attention.ts";
import { KernelModule } from "../convolution/kernel-module.ts";
import { Bilinear } from "../layers/bilinear.ts";
import { Linear } from "../layers/linear.ts";
import type { AnyModule } from "../module/module.ts";
import type { Parameter } from "../module/parameter.ts";
import { RecurrentCell } from "../recurrent/cells/recurrent-cell.ts";
import { RecurrentNetwork } from "../recurrent/recurrent-network.ts";
import { Fp8Scaling } from "./fp8-scaling.ts";
import { castTo } from "./round-to.ts";
import { withParameters } from "./with-parameters.ts";

/**
 * The modules whose work is products: those that PyTorch's autocast runs in 16 bits
 * (https://pytorch.org/docs/stable/amp.html#cuda-op-specific-behavior). All else, norms, softmax and losses too, stays in float32.
 */
const reduced = [Linear, Bilinear, KernelModule, RecurrentCell, RecurrentNetwork, MultiheadAttention];

/** How one module's tensors are cast, by what they are. */
interface Casts {
  input(x: Tensor, name: string): Tensor;
  weight(x: Tensor, name: string): Tensor;
  output(x: Tensor, name: string): Tensor;
}

/**
 * Runs `body`, in which the model is called, as mixed precision would: inputs and weights of linear layers, convolutions and recurrent
 * layers are rounded to the format, products add up in float32, and what comes out is rounded. The same holds on the way back: gradients of
 * outputs, inputs and weights are rounded. The parameters themselves stay in float32, and so do their gradients once added up.
 *
 *   const loss = autocast(model, "bfloat16", () => crossEntropy(model.forward(x), y));   loss.backward() may stand outside
 *
 * Micikevicius et al. 2018, https://arxiv.org/abs/1710.03740. Simulated: values are those of the format, kept in float32. What stands
 * between modules (a sum of branches, an activation) is computed in float32, where 16-bit hardware would round once more; inside one
 * module (the steps of an LSTM, the scores of attention) nothing is rounded. float16 needs a GradScaler, so that small gradients do not
 * vanish. With an `Fp8Scaling`, inputs and weights go to e4m3, gradients of outputs to e5m2, and outputs stay in float32.
 */
export function autocast<T>(
  model: AnyModule,
  precision: "bfloat16" | "float16" | Fp8Scaling,
  body: () => T,
): T {
  const casts = castsOf(precision);
  const parts = model.namedModules().filter(([, module]) => reduced.some((Kind) => module instanceof Kind));
  const substitutes = new Map(
    parts.map(([path, module]) => [
      module,
      new Map(
        module
          .ownParameters()
          .map(([name, p]): [Parameter, Tensor] => [p, casts.weight(p, join(path, name))]),
      ),
    ]),
  );
  const removes = parts.flatMap(([path, module]) => [
    module.registerForwardPreHook((_, inputs) => each(inputs, casts.input, join(path, "input")) as unknown[]),
    module.registerForwardHook((_, __, output) => each(output, casts.output, join(path, "output"))),
  ]);
  try {
    return withParameters("autocast", substitutes, body);
  } finally {
    for (const remove of removes) remove();
  }
}

function castsOf(precision: "bfloat16" | "float16" | Fp8Scaling): Casts {
  if (precision instanceof Fp8Scaling) return precision;
  if (precision !== "bfloat16" && precision !== "float16") {
    throw new RangeError(
      `autocast: ${JSON.stringify(precision)}, "bfloat16", "float16" or an Fp8Scaling is needed`,
    );
  }
  const cast = (x: Tensor) => castTo(x, { format: precision, gradient: precision });
  return { input: cast, weight: cast, output: cast };
}

/** The floating tensors among a module's inputs or outputs, also in arrays; everything else as it is. */
function each(value: unknown, cast: (x: Tensor, name: string) => Tensor, name: string): unknown {
  if (Array.isArray(value)) return value.map((item, i) => each(item, cast, `${name}.${i}`));
  return value instanceof Tensor && value.dtype.startsWith("float") ? cast(value, name) : value;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
