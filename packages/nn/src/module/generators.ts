import { Philox } from "@blankfile/tensor";
import type { AnyModule } from "./module.ts";

/** The generators that stand in fields of modules, by path: "1.rng". */
export function generators(model: AnyModule): [string, Philox][] {
  return model.namedModules().flatMap(([path, module]) =>
    Object.entries(module)
      .filter((entry): entry is [string, Philox] => entry[1] instanceof Philox)
      .map(([field, rng]): [string, Philox] => [path === "" ? field : `${path}.${field}`, rng]),
  );
}
