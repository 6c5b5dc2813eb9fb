import { log } from "../functions/logarithm.ts";
import { vectorOf } from "../functions/vector.ts";
import { type Code, f32x4, f64x2, i32, memoryFill, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type ModuleBuilder } from "../module.ts";
import {
  forwardMatrices,
  layParts,
  type Part,
  parameterCount,
  scoreStride,
  stripRows,
  tileHeight,
} from "./operands.ts";
import { type Pieces, Walk } from "./pieces.ts";

/** A register each for m and l of a row. */
export function forwardParts(lanes: Lanes) {
  return {
    keys: ["S", "D"],
    values: ["S", "E"],
    queries: [stripRows, "D"],
    out: [stripRows, "E"],
    scores: [tileHeight, scoreStride(lanes)],
    state: [stripRows, 2 * lanes.count],
  } satisfies Record<string, Part>;
}

/**
 * out = softmax(scale · q kᵀ) · v for a range of items, four query rows and a block of keys at a time, so that no more than
 * a block of the scores exists. Dao et al. 2022, https://arxiv.org/abs/2205.14135, algorithm 1.
 */
export function forward(m: ModuleBuilder, p: Pieces): Callee {
  const count = parameterCount(forwardMatrices);
  const number = p.float === "float32" ? "f32" : "f64";
  return m.function({
    params: [...Array.from({ length: count }, () => "i32" as const), number],
    body: (scope) => {
      const walk = new Walk(scope, p, forwardMatrices);
      const o = walk.operands;
      const padded = { S: walk.padded("S"), D: walk.padded("D"), E: walk.padded("E") };
      const { at, code } = layParts(
        scope,
        p.lanes,
        { scratch: o.size("scratch"), padded },
        forwardParts(p.lanes),
      );
      const [wideD, wideE] = [walk.bytes(padded.D), walk.bytes(padded.E)];
      const [S, D, E] = [o.size("S"), o.size("D"), o.size("E")];
      const queries = i32.add(o.at("q"), i32.mul(walk.strip, o.row("q")));
      return [
        code,
        walk.eachItem(
          p.pack(at.keys, o.at("k"), o.row("k"), i32.const(p.lanes.bytes), S, D),
          p.copyIn(at.values, wideE, o.at("v"), o.row("v"), S, E, walk.one),
          walk.eachStrip(
            p.copyIn(at.queries, wideD, queries, o.row("q"), walk.rows, D, o.scale),
            memoryFill(at.out, i32.const(0), i32.mul(wideE, i32.const(stripRows))),
            clearState(scope, p, at.state),
            walk.eachBlock(walk.eachTile(tiles(scope, p, walk, at))),
            finish(scope, p, walk, at),
          ),
        ),
      ];
    },
  });
}

type Places = Record<keyof ReturnType<typeof forwardParts>, Code>;

/** m = −Infinity and l = 0. */
function clearState({ local }: FunctionScope, p: Pieces, state: Code): Code {
  const row = local("i32");
  const at = i32.add(state, row.get);
  const never = vectorOf(p.float).constant(Number.NEGATIVE_INFINITY);
  return forUp(row, i32.const(32 * stripRows), 32, v128.store(at, never), v128.store(at, v128.zero, 16));
}

/** Scores of four rows with a block of keys, their weights, and these times the values. */
function tiles(scope: FunctionScope, p: Pieces, walk: Walk, at: Places): Code {
  const o = walk.operands;
  const number = i32.const(p.lanes.bytes);
  const [wideD, wideE] = [walk.bytes(walk.padded("D")), walk.bytes(walk.padded("E"))];
  const stride = i32.const(scoreStride(p.lanes) * p.lanes.bytes);
  const keys = i32.add(at.keys, i32.mul(walk.block, walk.bytes(o.size("D"))));
  const queries = i32.add(at.queries, i32.mul(walk.tile, wideD));
  const values = i32.add(at.values, i32.mul(walk.block, wideE));
  const out = i32.add(at.out, i32.mul(walk.tile, wideE));
  const panel = i32.mul(o.size("D"), i32.const(32));
  const r = scope.local("i32");
  const row = i32.add(walk.tile, r.get);
  // The first block finds o = 0: nothing to scale.
  const toScale = i32.mul(wideE, i32.ltS(i32.const(0), walk.block));
  return [
    p.tiles(
      ...[at.scores, stride, queries, wideD, number, keys, i32.const(32)],
      ...[o.size("D"), i32.const(0), walk.seen, panel],
    ),
    forUp(
      r,
      i32.const(tileHeight),
      1,
      p.softmaxRow(
        i32.add(at.scores, i32.mul(r.get, stride)),
        walk.seenBy(row),
        walk.seen,
        i32.add(at.state, i32.mul(row, i32.const(32))),
        i32.add(at.out, i32.mul(row, wideE)),
        toScale,
      ),
    ),
    p.tiles(
      ...[out, wideE, at.scores, stride, number, values, wideE],
      ...[walk.seen, i32.const(1), o.size("E"), i32.const(32)],
    ),
  ].flat();
}

/** o / l goes out, m and ln l to the statistics. */
function finish(scope: FunctionScope, p: Pieces, walk: Walk, at: Places): Code {
  const v = vectorOf(p.float);
  const o = walk.operands;
  const [r, sum] = [scope.local("i32"), scope.local("v128")];
  const state = i32.add(at.state, i32.mul(r.get, i32.const(32)));
  const wideE = walk.bytes(walk.padded("E"));
  const row = i32.add(walk.strip, r.get);
  const index = i32.add(i32.mul(walk.item, o.size("T")), row);
  const statistics = i32.add(o.size("statistics"), i32.mul(index, i32.const(2 * p.lanes.bytes)));
  const storeFirst = p.lanes.bytes === 4 ? v128.store32Lane : v128.store64Lane;
  const logarithm = log(p.float, scope, sum.get);
  const { extractLane } = p.float === "float32" ? f32x4 : f64x2;
  return forUp(
    r,
    walk.rows,
    1,
    sum.set(v128.load(state, 16)),
    storeFirst(statistics, v128.load(state), 0),
    storeFirst(statistics, logarithm, 0, p.lanes.bytes),
    p.copyOut(
      i32.add(o.at("out"), i32.mul(row, o.row("out"))),
      i32.const(0),
      i32.add(at.out, i32.mul(r.get, wideE)),
      i32.const(0),
      i32.const(1),
      o.size("E"),
      extractLane(v.div(v.constant(1), sum.get), 0),
    ),
  );
}
