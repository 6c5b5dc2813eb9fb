import { block, br, brIf, type Code, i32, ifElse, loop, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { transpose } from "./transpose.ts";

/**
 * Copies a matrix with any strides into panels of `width` lines, in the order in which the micro-kernel reads: for each k
 * the numbers of all lines side by side. A line is a row of A or a column of B. Lines that the last panel lacks are zeros
 * there.
 *
 *   line 0: a b c
 *   line 1: d e f      in panels of width 2:  a d  b e  c f | g 0  h 0  i 0
 *   line 2: g h i
 *
 * @returns how to call it: address of the panels, of the matrix, bytes from line to line, bytes from k to k, number of
 * lines, number of k.
 */
export function pack(m: ModuleBuilder, lanes: Lanes, width: number): Callee {
  const panelBytes = width * lanes.bytes;
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body: (scope) => {
      const [to, from, lineBytes, stepBytes, lines, depth] = scope.params as Local[];
      const first = scope.local("i32");
      const panel = new Panel(scope, lanes, width);
      const aside = (bytes: Local, ...yes: Code[]) => ({
        if: i32.eq(bytes.get, i32.const(lanes.bytes)),
        do: yes,
      });
      const [byLine, byStep] = [aside(lineBytes!, panel.copied()), aside(stepBytes!, panel.turned())];
      const whole = ifElse(byLine.if, byLine.do, [ifElse(byStep.if, byStep.do, [panel.gathered()])]);
      return [
        forUp(
          first,
          lines!.get,
          width,
          panel.from.set(i32.add(from!.get, i32.mul(first.get, lineBytes!.get))),
          panel.lines.set(i32.sub(lines!.get, first.get)),
          ifElse(i32.geS(panel.lines.get, i32.const(width)), [whole], [panel.partial()]),
          to!.add(i32.mul(depth!.get, i32.const(panelBytes))),
        ),
      ];
    },
  });
}

/** Ways to fill one panel, at `to`, from lines that begin at `from`. */
class Panel {
  readonly from: Local;
  readonly lines: Local;
  readonly #scope: FunctionScope;
  readonly #lanes: Lanes;
  readonly #width: number;
  readonly #read: Local;
  readonly #write: Local;
  readonly #k: Local;

  constructor(scope: FunctionScope, lanes: Lanes, width: number) {
    this.#scope = scope;
    this.#lanes = lanes;
    this.#width = width;
    this.from = scope.local("i32");
    this.lines = scope.local("i32");
    this.#read = scope.local("i32");
    this.#write = scope.local("i32");
    this.#k = scope.local("i32");
  }

  /** Lines lie side by side: registers of them are copied. */
  copied(): Code {
    const { count, bytes } = this.#lanes;
    const [read, write] = [this.#read.get, this.#write.get];
    const whole = Math.floor(this.#width / count);
    const registers = Array.from({ length: whole }, (_, i) =>
      v128.store(write, v128.load(read, 16 * i), 16 * i),
    );
    const rest = Array.from({ length: this.#width % count }, (_, i) => 16 * whole + i * bytes);
    const numbers = rest.map((offset) => this.#lanes.store(write, this.#lanes.load(read, offset), offset));
    return [...this.#start(), ...this.#eachK(...registers, ...numbers)];
  }

  /** Each line lies in one piece: squares of registers are transposed. */
  turned(): Code {
    const { count } = this.#lanes;
    const groups = Math.floor(this.#width / count);
    const squares = Array.from({ length: groups }, (_, g) => this.#squares(g * count));
    const rest = Array.from({ length: this.#width % count }, (_, i) => this.#line(groups * count + i));
    return [...squares, ...rest].flat();
  }

  gathered(): Code {
    return Array.from({ length: this.#width }, (_, i) => this.#line(i)).flat();
  }

  partial(): Code {
    const zero = this.#lanes.store(this.#write.get, this.#lanes.zero);
    return Array.from({ length: this.#width }, (_, i) =>
      ifElse(i32.ltS(i32.const(i), this.lines.get), [this.#line(i)], [this.#start(i), this.#eachK(zero)]),
    ).flat();
  }

  #line(i: number): Code {
    const { load, store } = this.#lanes;
    return [...this.#start(i), ...this.#eachK(store(this.#write.get, load(this.#read.get)))];
  }

  /** Lines `first` to `first` + lanes, as many k at a time as a register has lanes; the rest of k one by one. */
  #squares(first: number): Code {
    const { count } = this.#lanes;
    const [, , lineBytes, , , depth] = this.#scope.params as Local[];
    const registers = () => Array.from({ length: count }, () => this.#scope.local("v128"));
    const [rows, spare] = [registers(), registers()];
    const at = rows.map(() => this.#scope.local("i32"));
    const panelBytes = this.#panelBytes;
    const { bytes } = this.#lanes;
    const step = [
      ...rows.map((row, r) => row.set(v128.load(at[r]!.get))),
      transpose(this.#lanes, rows, spare),
      ...rows.map((row, r) => v128.store(this.#write.get, row.get, r * panelBytes)),
      ...at.map((x) => x.add(i32.const(16))),
      this.#write.add(i32.const(count * panelBytes)),
    ];
    const last = rows.flatMap((_, r) => [
      ...this.#lanes.store(this.#write.get, this.#lanes.load(at[r]!.get), r * bytes),
      ...at[r]!.add(i32.const(bytes)),
    ]);
    const whole = i32.sub(depth!.get, i32.const(count - 1));
    return [
      ...this.#start(first),
      ...at.flatMap((x, r) => x.set(r === 0 ? this.#read.get : i32.add(at[r - 1]!.get, lineBytes!.get))),
      ...forUp(this.#k, whole, count, ...step),
      // The counter stands at the first k that is left.
      ...block(
        loop(
          brIf(1, i32.geS(this.#k.get, depth!.get)),
          last,
          this.#write.add(i32.const(panelBytes)),
          this.#k.add(i32.const(1)),
          br(0),
        ),
      ),
    ];
  }

  get #panelBytes(): number {
    return this.#width * this.#lanes.bytes;
  }

  #start(line = 0): Code {
    const [to, , lineBytes] = this.#scope.params as Local[];
    return [
      ...this.#read.set(i32.add(this.from.get, i32.mul(i32.const(line), lineBytes!.get))),
      ...this.#write.set(i32.add(to!.get, i32.const(line * this.#lanes.bytes))),
    ];
  }

  #eachK(...copy: Code[]): Code {
    const [, , , stepBytes, , depth] = this.#scope.params as Local[];
    const steps = [this.#read.add(stepBytes!.get), this.#write.add(i32.const(this.#panelBytes))];
    return forUp(this.#k, depth!.get, 1, ...copy, ...steps);
  }
}
