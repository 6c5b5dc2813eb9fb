import { type FunctionName, functions } from "../../wasm/functions/functions.ts";
import type { Code } from "../../wasm/instructions.ts";
import { bits, convert, i32x4, i64x2, laneOperations } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";
import type { FunctionScope } from "../../wasm/module.ts";
import { type FarAngles, withFarAngles } from "./far-angles.ts";

/** The code of an element-wise operation on vectors. */
export function elementCode(
  name: string,
  float: Float,
  scope: FunctionScope,
  inputs: readonly Code[],
  far: FarAngles,
): Code {
  const lanes = laneOperations(float);
  const [a, b, c] = inputs as [Code, Code, Code];
  switch (name) {
    case "copy":
      return a;
    case "where":
      return bits.select(b, c, a);
    case "logicalAnd":
      return bits.and(a, b);
    case "logicalOr":
      return bits.or(a, b);
    case "logicalNot":
      return bits.not(a);
    case "to:bool":
      return bits.and(a, lanes.literal(1));
    case "to:int32":
      return float === "float32" ? convert.wholeToSingle(a) : convert.lowWholeToDouble(a);
    default:
      if (name === "sin" || name === "cos") {
        const near = (x: Code) => functions[name](float, scope, x);
        return withFarAngles(float, scope, a, { near, far: far[name] });
      }
      if (name in functions) return functions[name as FunctionName](float, scope, a);
      return lanes[name as "add"](...inputs);
  }
}

/** The mask of the element whose place in the row is `index`, given the place of the first lane. */
export function isIndexCode(float: Float, first: Code, index: Code): Code {
  const places = i32x4.add(i32x4.splat(first), i32x4.literal(0, 1, 2, 3));
  if (float === "float32") return i32x4.eq(places, index);
  return i64x2.eq(i32x4.extendLow(places), i32x4.extendLow(index));
}
