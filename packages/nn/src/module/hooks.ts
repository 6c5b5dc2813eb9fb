import type { Tensor } from "@blankfile/tensor";
import type { AnyModule } from "./module.ts";

/** Sees a module's inputs before `forward`; what it returns, if anything, takes their place. */
export type ForwardPreHook = (
  module: AnyModule,
  inputs: readonly unknown[],
) => readonly unknown[] | undefined;

/** Sees inputs and output after `forward`; what it returns, if anything, takes the output's place. */
export type ForwardHook = (module: AnyModule, inputs: readonly unknown[], output: unknown) => unknown;

/** Sees ∂L/∂output of each tensor that the module returned, on its way back; what it returns, if anything, takes its place. */
export type BackwardPreHook = (module: AnyModule, gradOutput: Tensor) => Tensor | undefined;

/** Takes a hook away again. */
export type RemoveHook = () => void;

/** The hooks of one module. */
export class Hooks {
  readonly pre = new Set<ForwardPreHook>();
  readonly post = new Set<ForwardHook>();
  readonly backward = new Set<BackwardPreHook>();

  get empty(): boolean {
    return this.pre.size + this.post.size + this.backward.size === 0;
  }

  /** forward, with the hooks around it in the order in which they came. */
  run(
    module: AnyModule,
    forward: (...inputs: readonly unknown[]) => unknown,
    inputs: readonly unknown[],
  ): unknown {
    let given = inputs;
    for (const hook of this.pre) given = hook(module, given) ?? given;
    let output = forward.apply(module, given as unknown[]);
    for (const hook of this.post) output = hook(module, given, output) ?? output;
    if (this.backward.size > 0) {
      for (const tensor of tensorsIn(output)) {
        if (!tensor.requiresGrad) continue;
        for (const hook of this.backward) tensor.registerHook((gradient) => hook(module, gradient));
      }
    }
    return output;
  }
}

/** The tensors of an output: itself, or those in its arrays. */
export function tensorsIn(output: unknown): Tensor[] {
  if (Array.isArray(output)) return output.flatMap(tensorsIn);
  return isTensor(output) ? [output] : [];
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "storage" in value && "requiresGrad" in value;
}
