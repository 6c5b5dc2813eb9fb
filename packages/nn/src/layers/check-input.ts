import { Tensor } from "@blankfile/tensor";

/** Refuses what is no tensor, and one of another dtype than the parameter (or buffer) that it meets; with none, any dtype passes. */
export function checkInput(where: string, x: Tensor, parameter: Tensor | null, what = "input"): void {
  if (!(x instanceof Tensor))
    throw new TypeError(`${where}: ${what} of type ${typeof x}, a tensor is needed`);
  if (parameter === null || x.dtype === parameter.dtype) return;
  const { dtype } = parameter;
  throw new TypeError(
    `${where}: ${what} of dtype ${x.dtype}, ${dtype} is needed as in its parameters; to("${dtype}") converts`,
  );
}
