import { describe, expect, it } from "vitest";
import { allocate, checkDType, type DType, resultType } from "./dtype.ts";

describe("resultType", () => {
  const typed = (dtype: DType, ...shape: number[]) => ({ dtype, shape });

  it("is the larger type between tensors with dimensions", () => {
    expect(resultType(typed("int32", 2), typed("float32", 2))).toBe("float32");
    expect(resultType(typed("float64", 2), typed("float32", 2))).toBe("float64");
  });

  it("lets a tensor with dimensions outrank one without, inside a category", () => {
    expect(resultType(typed("float32", 2), typed("float64"))).toBe("float32");
    expect(resultType(typed("int32", 2), typed("float64"))).toBe("float64");
  });

  it("takes a whole number for an integer and any other for a float", () => {
    expect(resultType(typed("int32", 2), 3)).toBe("int32");
    expect(resultType(typed("int32", 2), 0.5)).toBe("float32");
    expect(resultType(typed("bool", 2), true)).toBe("bool");
    expect(resultType(typed("bool", 2), 2)).toBe("int32");
  });
});

it("allocates the typed array of each dtype", () => {
  const dtypes: DType[] = ["float32", "float64", "int32", "bool"];
  expect(dtypes.map((dtype) => allocate(dtype, 2).BYTES_PER_ELEMENT)).toEqual([4, 8, 4, 1]);
});

it("names the dtypes that exist", () => {
  expect(() => checkDType("zeros", "float16" as DType)).toThrow(
    'zeros: dtype "float16", one of bool, int32, float32, float64 is needed',
  );
});
