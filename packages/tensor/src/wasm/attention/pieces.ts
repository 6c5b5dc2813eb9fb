import { type Code, f32, f64, i32, ifElse } from "../instructions.ts";
import { type Float, type Lanes, lanesOf } from "../lanes.ts";
import { type Callee, type FunctionScope, forUp, type Local, type ModuleBuilder } from "../module.ts";
import { tileColumns } from "../product/micro-kernel.ts";
import { pack } from "../product/pack.ts";
import { copyRows } from "./copy-rows.ts";
import {
  blockKeys,
  type MatrixName,
  Operands,
  roundedUp,
  smaller,
  stripRows,
  tileHeight,
} from "./operands.ts";
import { rowOfTiles } from "./row-of-tiles.ts";
import { gradientRow, softmaxRow } from "./score-rows.ts";

/** The functions that forward and backward are made of, once in a module. */
export interface Pieces {
  readonly float: Float;
  readonly lanes: Lanes;
  readonly pack: Callee;
  /** Into the scratch, where rows have room for whole tiles. */
  readonly copyIn: Callee;
  readonly copyOut: Callee;
  readonly tiles: Callee;
  readonly softmaxRow: Callee;
  readonly gradientRow: Callee;
}

export function piecesOf(m: ModuleBuilder, float: Float, fused: boolean): Pieces {
  const lanes = lanesOf(float, fused);
  return {
    float,
    lanes,
    pack: pack(m, lanes, tileColumns(lanes)),
    copyIn: copyRows(m, float, lanes, true),
    copyOut: copyRows(m, float, lanes, false),
    tiles: rowOfTiles(m, lanes),
    softmaxRow: softmaxRow(m, float, lanes),
    gradientRow: gradientRow(m, float, lanes),
  };
}

/**
 * The walk over one item's scores: strips of query rows, in them blocks of keys, in them rows of tiles. What lies wholly
 * above the diagonal is left out.
 */
export class Walk {
  readonly operands: Operands;
  readonly #p: Pieces;
  readonly #locals: Record<"item" | "strip" | "rows" | "end" | "block" | "tile" | "seen", Local>;

  constructor(scope: FunctionScope, p: Pieces, matrices: readonly MatrixName[]) {
    this.operands = new Operands(scope, matrices);
    this.#p = p;
    const local = () => scope.local("i32");
    this.#locals = {
      item: local(),
      strip: local(),
      rows: local(),
      end: local(),
      block: local(),
      tile: local(),
      seen: local(),
    };
  }

  get item(): Code {
    return this.#locals.item.get;
  }

  /** First query row of the strip. */
  get strip(): Code {
    return this.#locals.strip.get;
  }

  /** Query rows of the strip. */
  get rows(): Code {
    return this.#locals.rows.get;
  }

  /** First key of the block. */
  get block(): Code {
    return this.#locals.block.get;
  }

  /** First row of the tiles, counted from the strip's. */
  get tile(): Code {
    return this.#locals.tile.get;
  }

  /** How many keys of the block the tiles' last row sees: above 0. */
  get seen(): Code {
    return this.#locals.seen.get;
  }

  /** Keys of the block that any row of the strip sees. */
  get keys(): Code {
    return smaller(i32.sub(this.#locals.end.get, this.block), i32.const(blockKeys));
  }

  eachItem(...body: Code[]): Code {
    const { item } = this.#locals;
    const last = i32.sub(this.operands.size("last"), this.operands.size("first"));
    // Counted from 0, moved to `first` for the body.
    const at = i32.add(item.get, this.operands.size("first"));
    return forUp(
      item,
      last,
      1,
      item.set(at),
      this.operands.moveTo(item.get),
      ...body,
      item.set(i32.sub(item.get, this.operands.size("first"))),
    );
  }

  eachStrip(...body: Code[]): Code {
    const { strip, rows, end } = this.#locals;
    const T = this.operands.size("T");
    const set = [
      rows.set(smaller(i32.sub(T, strip.get), i32.const(stripRows))),
      end.set(this.#visible(i32.add(strip.get, rows.get))),
    ];
    return forUp(strip, T, stripRows, ...set, ...body);
  }

  eachBlock(...body: Code[]): Code {
    const { block, end } = this.#locals;
    return forUp(block, end.get, blockKeys, ...body);
  }

  /** Rows of tiles that see a key of the block. */
  eachTile(...body: Code[]): Code {
    const { tile, seen } = this.#locals;
    const last = i32.add(tile.get, i32.const(tileHeight - 1));
    return forUp(tile, this.rows, tileHeight, seen.set(this.seenBy(last)), ifElse(seen.get, body, []));
  }

  /** How many keys of the block row `row` of the strip sees: from 0 on. */
  seenBy(row: Code): Code {
    const visible = this.#visible(i32.add(i32.add(this.strip, row), i32.const(1)));
    return this.#clamped(i32.sub(visible, this.block));
  }

  /** Bytes of so many numbers. */
  bytes(numbers: Code): Code {
    return i32.mul(numbers, i32.const(this.#p.lanes.bytes));
  }

  /** S, D and E up to whole tiles. */
  padded(size: "S" | "D" | "E"): Code {
    return roundedUp(this.#p.lanes, this.operands.size(size));
  }

  get one(): Code {
    return this.#p.lanes.bytes === 4 ? f32.const(1) : f64.const(1);
  }

  /** Keys that lie before `row` in a causal item, all otherwise. */
  #visible(row: Code): Code {
    return smaller(
      this.operands.size("S"),
      i32.add(row, i32.mul(i32.eqz(this.operands.size("causal")), i32.const(2 ** 30))),
    );
  }

  #clamped(keys: Code): Code {
    const few = smaller(keys, i32.const(blockKeys));
    return i32.mul(few, i32.ltS(i32.const(0), few));
  }
}
