import { expOfNegative } from "../functions/exponential.ts";
import { Steps, vectorOf } from "../functions/vector.ts";
import { type Code, f32, f64, i32, v128 } from "../instructions.ts";
import type { Float, Lanes } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { fillUpTo, whileBelow } from "./copy-rows.ts";
import { roundedUp } from "./operands.ts";

/** Below this e^x is taken to be 0; it is 2e-38 and 1e-304 there. */
const lowest = { float32: -87, float64: -700 } as const;

/**
 * One row of a block of scores becomes e^(s − m), and what is known of the whole row takes the block in.
 *
 *   m′ = max(m, max_j s_j),   l′ = l · e^(m − m′) + Σ_j e^(s_j − m′),   o′ = o · e^(m − m′)
 *
 * Milakov and Gimelshein 2018, https://arxiv.org/abs/1805.02867, algorithm 3; o is scaled as by Dao et al. 2022,
 * https://arxiv.org/abs/2205.14135. As long as all scores are −Infinity, m′ counts as 0 in the exponents.
 *
 * @returns how to call it: address of the scores, how many of them are seen, how many the block has, address of m and l (a
 * register each), of o, its bytes if it has to be scaled, else 0.
 */
export function softmaxRow(m: ModuleBuilder, float: Float, lanes: Lanes): Callee {
  const v = vectorOf(float);
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body: (scope) => {
      const [scores, seen, width, state, out, outBytes] = scope.params as Local[];
      const [at, end] = [scope.local("i32"), scope.local("i32")];
      const [largest, before, shift, factor, sum] = Array.from({ length: 5 }, () => scope.local("v128")) as [
        Local,
        Local,
        Local,
        Local,
        Local,
      ];
      const never = v.constant(Number.NEGATIVE_INFINITY);
      const eachPair = (...body: Code[]) => [
        ...at.set(scores!.get),
        ...whileBelow(at, end.get, ...body, at.add(i32.const(32))),
      ];
      const weight = (offset: number) => {
        const e = negativeExp(scope, float, v.sub(v128.load(at.get, offset), shift.get));
        return [...e.code, ...v128.store(at.get, e.value, offset), ...sum.set(v.add(sum.get, e.value))];
      };
      const change = negativeExp(scope, float, v.sub(before.get, shift.get));
      return [
        hideUnseen(lanes, { scores: scores!, seen: seen!, width: width! }, at, end),
        largest.set(never),
        eachPair(...[0, 16].map((o) => largest.set(v.pmax(largest.get, v128.load(at.get, o))))),
        acrossLanes(lanes, largest, v.pmax),
        before.set(v128.load(state!.get)),
        largest.set(v.pmax(before.get, largest.get)),
        shift.set(v128.bitselect(v.constant(0), largest.get, v.eq(largest.get, never))),
        change.code,
        factor.set(change.value),
        sum.set(v.constant(0)),
        eachPair(weight(0), weight(16)),
        acrossLanes(lanes, sum, v.add),
        v128.store(state!.get, largest.get),
        v128.store(state!.get, v.add(v.mul(v128.load(state!.get, 16), factor.get), sum.get), 16),
        forUp(
          at,
          outBytes!.get,
          16,
          v128.store(out!.get, v.mul(v128.load(out!.get), factor.get)),
          out!.add(i32.const(16)),
        ),
      ];
    },
  });
}

/**
 * One row of a block of scores becomes the weights again, and what the weights' gradient would be becomes the scores':
 *
 *   p_j = e^(s_j − m − ln l),   ds_j = p_j · (dp_j − δ),   δ = Σ_j p_j · dp_j = Σ_e o_e · do_e
 *
 * Dao et al. 2022, appendix B.2.
 *
 * @returns how to call it: addresses of the scores and of dp, how many are seen, how many the block has, address of m and
 * ln l (a number each), of δ (a register).
 */
export function gradientRow(m: ModuleBuilder, float: Float, lanes: Lanes): Callee {
  const v = vectorOf(float);
  return m.function({
    params: ["i32", "i32", "i32", "i32", "i32", "i32"],
    body: (scope) => {
      const [scores, slopes, seen, width, statistics, delta] = scope.params as Local[];
      const [at, end] = [scope.local("i32"), scope.local("i32")];
      const [largest, logarithm, mean] = [scope.local("v128"), scope.local("v128"), scope.local("v128")];
      const pair = (offset: number) => {
        const x = v.sub(v.sub(v128.load(at.get, offset), largest.get), logarithm.get);
        const p = negativeExp(scope, float, x);
        return [
          ...p.code,
          ...v128.store(at.get, p.value, offset),
          ...v128.store(slopes!.get, v.mul(p.value, v.sub(v128.load(slopes!.get, offset), mean.get)), offset),
        ];
      };
      return [
        hideUnseen(lanes, { scores: scores!, seen: seen!, width: width! }, at, end),
        largest.set(lanes.splat(statistics!.get)),
        logarithm.set(lanes.splat(statistics!.get, lanes.bytes)),
        mean.set(v128.load(delta!.get)),
        at.set(scores!.get),
        whileBelow(at, end.get, pair(0), pair(16), at.add(i32.const(32)), slopes!.add(i32.const(32))),
      ];
    },
  });
}

/** −Infinity after the seen scores, up to whole tiles: `end` is where these end. */
function hideUnseen(
  lanes: Lanes,
  { scores, seen, width }: Record<"scores" | "seen" | "width", Local>,
  at: Local,
  end: Local,
): Code {
  const never = Number.NEGATIVE_INFINITY;
  const bytes = (numbers: Code) => i32.add(scores.get, i32.mul(numbers, i32.const(lanes.bytes)));
  return [
    ...end.set(bytes(roundedUp(lanes, width.get))),
    ...at.set(bytes(seen.get)),
    ...fillUpTo(lanes, at, end.get, lanes.bytes === 4 ? f32.const(never) : f64.const(never)),
  ];
}

/** e^x for x ≤ 0, 0 below the range, NaN for NaN. */
function negativeExp(scope: FunctionScope, float: Float, x: Code) {
  const v = vectorOf(float);
  const s = new Steps(scope);
  const given = s.let(x);
  const low = v.constant(lowest[float]);
  const e = expOfNegative(v, s, s.let(v.pmax(given, low)));
  const value = s.let(v128.bitselect(v.constant(0), e, v.lt(given, low)));
  return { code: s.end([]), value };
}

/** Every lane becomes all lanes together. */
export function acrossLanes(lanes: Lanes, register: Local, combine: (a: Code, b: Code) => Code): Code {
  const turned = (bytes: number) =>
    v128.shuffle(
      register.get,
      register.get,
      Array.from({ length: 16 }, (_, i) => (i + bytes) % 16),
    );
  const once = (bytes: number) => register.set(combine(register.get, turned(bytes)));
  return lanes.count === 4 ? [...once(8), ...once(4)] : once(8);
}
