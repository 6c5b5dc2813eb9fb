import { vectorOf } from "../functions/vector.ts";
import { type Code, i32, ifElse, memoryFill, v128 } from "../instructions.ts";
import type { Lanes } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type ModuleBuilder } from "../module.ts";
import {
  backwardMatrices,
  layParts,
  type MatrixName,
  type Part,
  parameterCount,
  scoreStride,
  smaller,
  stripRows,
  tileHeight,
} from "./operands.ts";
import { type Pieces, Walk } from "./pieces.ts";
import { acrossLanes } from "./score-rows.ts";

export function backwardParts(lanes: Lanes) {
  return {
    packedKeys: ["S", "D"],
    packedValues: ["S", "E"],
    keys: ["S", "D"],
    dK: ["S", "D"],
    dV: ["S", "E"],
    queries: [stripRows, "D"],
    dQ: [stripRows, "D"],
    out: [stripRows, "E"],
    dOut: [stripRows, "E"],
    scores: [stripRows, scoreStride(lanes)],
    slopes: [stripRows, scoreStride(lanes)],
    delta: [stripRows, 2 * lanes.count],
  } satisfies Record<string, Part>;
}

/**
 * The gradients of q, k and v for a range of items, from the scores, which are computed once more, strip by strip:
 *
 *   dV = Pᵀ dO,   dP = dO Vᵀ,   dS = P ∘ (dP − δ),   dQ = scale · dS K,   dK = scale · dSᵀ Q
 *
 * Dao et al. 2022, https://arxiv.org/abs/2205.14135, algorithm 4. dK and dV of an item add strip by strip from the first on,
 * so their bits do not depend on how items are shared out.
 */
export function backward(m: ModuleBuilder, p: Pieces): Callee {
  const count = parameterCount(backwardMatrices);
  const number = p.float === "float32" ? "f32" : "f64";
  return m.function({
    params: [...Array.from({ length: count }, () => "i32" as const), number],
    body: (scope) => {
      const walk = new Walk(scope, p, backwardMatrices);
      const o = walk.operands;
      const padded = { S: walk.padded("S"), D: walk.padded("D"), E: walk.padded("E") };
      const { at, code } = layParts(
        scope,
        p.lanes,
        { scratch: o.size("scratch"), padded },
        backwardParts(p.lanes),
      );
      const [S, D, E] = [o.size("S"), o.size("D"), o.size("E")];
      const wide = { D: walk.bytes(padded.D), E: walk.bytes(padded.E) };
      const number = i32.const(p.lanes.bytes);
      const strip = (name: MatrixName) => i32.add(o.at(name), i32.mul(walk.strip, o.row(name)));
      const copyStrip = (to: Code, side: "D" | "E", name: MatrixName, factor: Code) =>
        p.copyIn(to, wide[side], strip(name), o.row(name), walk.rows, o.size(side), factor);
      return [
        code,
        walk.eachItem(
          p.pack(at.packedKeys, o.at("k"), o.row("k"), number, S, D),
          p.pack(at.packedValues, o.at("v"), o.row("v"), number, S, E),
          p.copyIn(at.keys, wide.D, o.at("k"), o.row("k"), S, D, walk.one),
          memoryFill(at.dK, i32.const(0), i32.mul(padded.S, i32.add(wide.D, wide.E))),
          walk.eachStrip(
            copyStrip(at.queries, "D", "q", o.scale),
            copyStrip(at.out, "E", "out", walk.one),
            copyStrip(at.dOut, "E", "dOut", walk.one),
            memoryFill(at.dQ, i32.const(0), i32.mul(wide.D, i32.const(stripRows))),
            deltas(scope, p, walk, at),
            walk.eachBlock(walk.eachTile(queryTiles(scope, p, walk, at)), keyTiles(scope, p, walk, at)),
            p.copyOut(strip("dQ"), o.row("dQ"), at.dQ, wide.D, walk.rows, D, o.scale),
          ),
          p.copyOut(o.at("dK"), o.row("dK"), at.dK, wide.D, S, D, walk.one),
          p.copyOut(o.at("dV"), o.row("dV"), at.dV, wide.E, S, E, walk.one),
        ),
      ];
    },
  });
}

type Places = Record<keyof ReturnType<typeof backwardParts>, Code>;

/** δ = Σ_e o_e · do_e for each row of the strip, in all lanes of a register. */
function deltas(scope: FunctionScope, p: Pieces, walk: Walk, at: Places): Code {
  const v = vectorOf(p.float);
  const [r, e, sum] = [scope.local("i32"), scope.local("i32"), scope.local("v128")];
  const wideE = walk.bytes(walk.padded("E"));
  const place = i32.add(i32.mul(r.get, wideE), e.get);
  const product = v.mul(v128.load(i32.add(at.out, place)), v128.load(i32.add(at.dOut, place)));
  return forUp(
    r,
    walk.rows,
    1,
    sum.set(v128.zero),
    forUp(e, wideE, 16, sum.set(v.add(sum.get, product))),
    acrossLanes(p.lanes, sum, v.add),
    v128.store(i32.add(at.delta, i32.mul(r.get, i32.const(32))), sum.get),
  );
}

/** P and dS of four rows with a block of keys; dQ takes its part. */
function queryTiles(scope: FunctionScope, p: Pieces, walk: Walk, at: Places): Code {
  const o = walk.operands;
  const number = i32.const(p.lanes.bytes);
  const stride = i32.const(scoreStride(p.lanes) * p.lanes.bytes);
  const wide = { D: walk.bytes(walk.padded("D")), E: walk.bytes(walk.padded("E")) };
  const tileOf = (base: Code, row: Code) => i32.add(base, i32.mul(walk.tile, row));
  const inner = (c: Code, a: Code, b: Code, side: "D" | "E") =>
    p.tiles(
      ...[tileOf(c, stride), stride, tileOf(a, wide[side]), wide[side], number],
      ...[i32.add(b, i32.mul(walk.block, walk.bytes(o.size(side)))), i32.const(32)],
      ...[o.size(side), i32.const(0), walk.seen, i32.mul(o.size(side), i32.const(32))],
    );
  const r = scope.local("i32");
  const row = i32.add(walk.tile, r.get);
  const index = i32.add(i32.mul(walk.item, o.size("T")), i32.add(walk.strip, row));
  const keys = i32.add(at.keys, i32.mul(walk.block, wide.D));
  return [
    inner(at.scores, at.queries, at.packedKeys, "D"),
    inner(at.slopes, at.dOut, at.packedValues, "E"),
    forUp(
      r,
      smaller(i32.sub(walk.rows, walk.tile), i32.const(tileHeight)),
      1,
      p.gradientRow(
        i32.add(at.scores, i32.mul(row, stride)),
        i32.add(at.slopes, i32.mul(row, stride)),
        walk.seenBy(row),
        walk.seen,
        i32.add(o.size("statistics"), i32.mul(index, i32.const(2 * p.lanes.bytes))),
        i32.add(at.delta, i32.mul(row, i32.const(32))),
      ),
    ),
    p.tiles(
      ...[tileOf(at.dQ, wide.D), wide.D, tileOf(at.slopes, stride), stride, number, keys, wide.D],
      ...[walk.seen, i32.const(1), o.size("D"), i32.const(32)],
    ),
  ].flat();
}

/** dK and dV of a block of keys take the strip's part: four keys at a time, from the first tile of rows that sees them. */
function keyTiles({ local }: FunctionScope, p: Pieces, walk: Walk, at: Places): Code {
  const o = walk.operands;
  const [c, start, depth] = [local("i32"), local("i32"), local("i32")];
  const number = i32.const(p.lanes.bytes);
  const stride = i32.const(scoreStride(p.lanes) * p.lanes.bytes);
  const wide = { D: walk.bytes(walk.padded("D")), E: walk.bytes(walk.padded("E")) };
  const key = i32.add(walk.block, c.get);
  const before = i32.and(i32.sub(key, walk.strip), i32.const(-tileHeight));
  const first = i32.mul(before, i32.and(i32.ltS(i32.const(0), before), o.size("causal")));
  const outer = (to: Code, a: Code, b: Code, side: "D" | "E") =>
    p.tiles(
      ...[i32.add(to, i32.mul(key, wide[side])), wide[side]],
      ...[i32.add(i32.add(a, i32.mul(start.get, stride)), walk.bytes(c.get)), number, stride],
      ...[i32.add(b, i32.mul(start.get, wide[side])), wide[side]],
      ...[depth.get, i32.const(1), o.size(side), i32.const(32)],
    );
  return forUp(
    c,
    walk.keys,
    tileHeight,
    start.set(first),
    depth.set(i32.sub(walk.rows, start.get)),
    ifElse(
      i32.ltS(i32.const(0), depth.get),
      [outer(at.dV, at.scores, at.dOut, "E"), outer(at.dK, at.slopes, at.queries, "D")],
      [],
    ),
  );
}
