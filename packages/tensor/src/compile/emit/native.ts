import type { Callee, ModuleBuilder } from "../../wasm/module.ts";
import type { NativeKernel } from "../lower/kernels.ts";

/** What the program needs to know to call a whole operation. */
export interface Native {
  /** Units of work, which threads share. */
  readonly units: number;
  /** Price in additions, about. */
  readonly price: number;
  /** Bytes of scratch memory that one thread needs. */
  readonly scratch: number;
  /** Parts of the result that are added up in order when all are done; each is as long as the result. */
  readonly parts: number;
  /** Whatever the code depends on besides the kernel's name and float. */
  readonly form: string;
  /** Adds its function: addresses of the result and of the inputs, of scratch memory, first and last unit. */
  readonly add: (m: ModuleBuilder) => Callee;
}

/** A function of a module that several kernels use, made once. */
export type Once = <T>(key: string, make: () => T) => T;

/** Parameters of a function that a `Native` adds. */
export function parametersOf({ inputs }: NativeKernel): "i32"[] {
  return Array.from({ length: inputs.length + 4 }, () => "i32" as const);
}
