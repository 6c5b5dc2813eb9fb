import { largestAngle } from "../../wasm/functions/trigonometric.ts";
import { type Code, f32, f64, ifElse } from "../../wasm/instructions.ts";
import { bits, laneOperations } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";
import type { Callee, FunctionScope, ModuleBuilder } from "../../wasm/module.ts";

/** sin and cos of one number as TypeScript has them, for angles that the vector code cannot reduce. */
export interface FarAngles {
  readonly sin: Callee;
  readonly cos: Callee;
}

export function farAnglesImport(m: ModuleBuilder): FarAngles {
  return { sin: m.import("sin", ["f64"], "f64"), cos: m.import("cos", ["f64"], "f64") };
}

/** `near` gives the result for angles within reach; lanes with others are asked one by one. */
export function withFarAngles(
  float: Float,
  scope: FunctionScope,
  x: Code,
  { near, far }: { near: (x: Code) => Code; far: Callee },
): Code {
  const lanes = laneOperations(float);
  const [angle, y, isFar] = [scope.local("v128"), scope.local("v128"), scope.local("v128")];
  const count = float === "float32" ? 4 : 2;
  const asked = Array.from({ length: count }, (_, i) => i).reduce((vector, i) => {
    const scalar = lanes.lane(angle.get, i);
    const result = float === "float32" ? f32.demote(far(f64.promote(scalar))) : far(scalar);
    return lanes.replaceLane(vector, result, i);
  }, y.get);
  return [
    ...angle.set(x),
    ...y.set(near(angle.get)),
    ...isFar.set(lanes.lt(lanes.literal(largestAngle[float]), lanes.abs(angle.get))),
    ...ifElse(bits.any(isFar.get), [y.set(bits.select(asked, y.get, isFar.get))], []),
    ...y.get,
  ];
}
