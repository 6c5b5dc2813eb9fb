import { atomic, br, type Code, drop, i32, ifElse, loop, unreachable } from "../wasm/instructions.ts";
import { forUp, type Local, ModuleBuilder } from "../wasm/module.ts";
import { addBarrier, barrierBytes } from "./barrier.ts";

/** Numbers in the toy's array. */
export const toyLength = 61;

export interface Toy {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly barrier: 0;
  /** The two arrays that take turns: after an even number of rounds the result is in the first. */
  readonly arrays: readonly [Int32Array, Int32Array];
}

/**
 * A program of `rounds` stages with a barrier after each: y_i = 3 · x_i + x_(n − 1 − i), then x and y change places. Each
 * number needs one that another thread wrote in the stage before, so a thread that is early or late shows.
 */
export function toy(rounds: number): Toy {
  return build((m, barrier) => {
    m.function({
      name: "run",
      params: ["i32", "i32"],
      body: ({ params: [thread, threads], local }) => {
        const [round, from, to, swap] = [local("i32"), local("i32"), local("i32"), local("i32")];
        const [turn, i] = [local("i32"), local("i32")];
        const at = (base: Local, index: Code) => i32.add(base.get, i32.mul(index, i32.const(4)));
        const mirrored = i32.sub(i32.const(toyLength - 1), i.get);
        const triple = i32.mul(atomic.load(at(from, i.get)), i32.const(3));
        const value = i32.add(triple, atomic.load(at(from, mirrored)));
        const stage = forUp(
          turn,
          i32.const(toyLength),
          1,
          i.set(i32.add(i32.mul(turn.get, threads!.get), thread!.get)),
          ifElse(i32.ltS(i.get, i32.const(toyLength)), [atomic.store(at(to, i.get), value)], []),
        );
        return [
          from.set(i32.const(barrierBytes)),
          to.set(i32.const(barrierBytes + 4 * toyLength)),
          forUp(
            round,
            i32.const(rounds),
            1,
            stage,
            barrier(thread!.get, threads!.get),
            swap.set(from.get),
            from.set(to.get),
            to.set(swap.get),
          ),
        ];
      },
    });
  });
}

/** The same in JavaScript, one thread. */
export function toyExpected(start: Int32Array, rounds: number): Int32Array {
  let x = start.slice();
  for (let round = 0; round < rounds; round++) {
    x = x.map((value, i) => Math.imul(value, 3) + x[toyLength - 1 - i]!);
  }
  return x;
}

/** A program in which the thread whose number stands first in its array goes wrong, and the others wait for it. */
export function wrong(how: "traps" | "never ends" | "asks the host"): Toy {
  return build((m, barrier, host) => {
    const behaviour = {
      traps: unreachable,
      "never ends": loop(br(0)),
      "asks the host": drop(host(i32.const(7))),
    };
    m.function({
      name: "run",
      params: ["i32", "i32"],
      body: ({ params: [thread, threads] }) => [
        ifElse(i32.eq(thread!.get, atomic.load(i32.const(barrierBytes))), [behaviour[how]], []),
        barrier(thread!.get, threads!.get),
      ],
    });
  });
}

type Barrier = ReturnType<typeof addBarrier>;
type Host = ReturnType<ModuleBuilder["import"]>;

function build(write: (m: ModuleBuilder, barrier: Barrier, host: Host) => void): Toy {
  const m = new ModuleBuilder({ shared: { maximum: 1 } });
  const host = m.import("ask", ["i32"], "i32");
  write(m, addBarrier(m, 0), host);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const array = (index: number) =>
    new Int32Array(memory.buffer, barrierBytes + 4 * toyLength * index, toyLength);
  return { module: new WebAssembly.Module(m.bytes()), memory, barrier: 0, arrays: [array(0), array(1)] };
}

/** What each thread's instance imports. */
export function hostFunctions(_memory: WebAssembly.Memory, data: unknown) {
  return {
    ask: (x: number): number => {
      if (data === "throws") throw new RangeError(`ask: ${x} refused`);
      return x;
    },
  };
}
