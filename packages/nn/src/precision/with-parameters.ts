import type { Tensor } from "@blankfile/tensor";
import type { AnyModule } from "../module/module.ts";
import { Parameter } from "../module/parameter.ts";

/** For one module, which tensor stands for which of its own parameters. */
export type Substitutes = ReadonlyMap<AnyModule, ReadonlyMap<Parameter, Tensor>>;

/**
 * Runs `body` with other tensors in the fields of modules where parameters stand, and puts the parameters back, also after an error. What
 * `body` computes depends on those tensors, whose gradients go where they came from.
 */
export function withParameters<T>(where: string, substitutes: Substitutes, body: () => T): T {
  const places = [...substitutes].flatMap(([module, chosen]) => placesOf(where, module, chosen));
  try {
    for (const { put, substitute } of places) put(substitute);
    return body();
  } finally {
    for (const { put, parameter } of places) put(parameter);
  }
}

interface Place {
  readonly parameter: Parameter;
  readonly substitute: Tensor;
  readonly put: (tensor: Tensor) => void;
}

/** Fields, and what stands in the objects of a field's array, as an LSTM's weights by layer do. */
function placesOf(where: string, module: AnyModule, chosen: ReadonlyMap<Parameter, Tensor>): Place[] {
  const places: Place[] = [];
  const look = (holder: object) => {
    for (const [key, value] of Object.entries(holder)) {
      const substitute = value instanceof Parameter ? chosen.get(value) : undefined;
      if (substitute) {
        const put = (tensor: Tensor) => {
          (holder as Record<string, unknown>)[key] = tensor;
        };
        places.push({ parameter: value, substitute, put });
      }
      if (Array.isArray(value)) for (const item of value) if (isPlain(item)) look(item);
    }
  };
  look(module);
  const found = new Set(places.map(({ parameter }) => parameter));
  const hidden = module.ownParameters().filter(([, p]) => chosen.has(p) && !found.has(p));
  if (hidden.length > 0) {
    throw new TypeError(
      `${where}: ${module.constructor.name} keeps ${hidden.map(([name]) => name).join(", ")} in no field of its own, parameters in fields are needed`,
    );
  }
  return places;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
