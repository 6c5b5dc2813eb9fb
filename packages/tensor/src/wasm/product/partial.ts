import { v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import type { Callee, ModuleBuilder } from "../module.ts";
import { choose } from "./choose.ts";

export interface PartialRegisters {
  /** The first `columns` numbers from an address on, zeros beside them; no byte behind them is read. */
  readonly load: Callee;
  /** Writes the first `columns` lanes: address, register, columns. */
  readonly store: Callee;
}

/** Registers of which only the first lanes belong to a matrix. `columns` is from 1 to the number of lanes. */
export function partialRegisters(m: ModuleBuilder, lanes: Lanes): PartialRegisters {
  return lanes.count === 4 ? fours(m) : twos(m);
}

function fours(m: ModuleBuilder): PartialRegisters {
  const load = m.function({
    params: ["i32", "i32"],
    result: "v128",
    body: ({ params: [address, columns], local }) => {
      const value = local("v128");
      const at = address!.get;
      return [
        choose(columns!.get, [
          value.set(v128.load32Zero(at)),
          value.set(v128.load64Zero(at)),
          value.set(v128.load32Lane(at, v128.load64Zero(at), 2, 8)),
          value.set(v128.load(at)),
        ]),
        value.get,
      ];
    },
  });
  const store = m.function({
    params: ["i32", "v128", "i32"],
    body: ({ params: [address, value, columns] }) => {
      const two = v128.store64Lane(address!.get, value!.get, 0);
      return [
        choose(columns!.get, [
          v128.store32Lane(address!.get, value!.get, 0),
          two,
          [...two, ...v128.store32Lane(address!.get, value!.get, 2, 8)],
          v128.store(address!.get, value!.get),
        ]),
      ];
    },
  });
  return { load, store };
}

function twos(m: ModuleBuilder): PartialRegisters {
  const load = m.function({
    params: ["i32", "i32"],
    result: "v128",
    body: ({ params: [address, columns], local }) => {
      const value = local("v128");
      const one = value.set(v128.load64Zero(address!.get));
      return [choose(columns!.get, [one, value.set(v128.load(address!.get))]), value.get];
    },
  });
  const store = m.function({
    params: ["i32", "v128", "i32"],
    body: ({ params: [address, value, columns] }) => {
      const one = v128.store64Lane(address!.get, value!.get, 0);
      return [choose(columns!.get, [one, v128.store(address!.get, value!.get)])];
    },
  });
  return { load, store };
}
