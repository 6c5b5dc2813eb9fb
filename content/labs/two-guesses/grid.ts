/** A map of letters as a Markov decision process: where each move leads, with which probability, and what it earns. */

export interface World {
  rows: number;
  cols: number;
  /** Row-major: "." floor, "#" wall, "+" and "-" exits. */
  cells: string[];
  /** moves[s][a]: where action a leads from cell s; empty for walls and exits. */
  moves: Way[][][];
  /** Of each cell: what a move from it earns; of an exit what it pays at the end. */
  reward: number[];
}

export interface Way {
  to: number;
  chance: number;
}

export const directions = [
  { name: "up", arrow: "↑", dr: -1, dc: 0 },
  { name: "right", arrow: "→", dr: 0, dc: 1 },
  { name: "down", arrow: "↓", dr: 1, dc: 0 },
  { name: "left", arrow: "←", dr: 0, dc: -1 },
] as const;

const most = 7;

/** Rows of equal length from "..+/.#./...": a message for the reader where that cannot be. */
export function readMap(text: string): { rows: number; cols: number; cells: string[] } {
  const lines = text
    .trim()
    .split(/[/\s]+/)
    .filter((line) => line !== "");
  const cols = lines[0]?.length ?? 0;
  const [odd] = text.replace(/[.#+\-/\s]/g, ""); // a whole character, not half a surrogate pair
  if (odd !== undefined) throw new Error(`map: "${odd}" stands in it; . # + - and / between rows are needed`);
  if (cols === 0) throw new Error("map: it is empty; write rows of . # + - with / between them");
  if (cols > most || lines.length > most)
    throw new Error(`map: ${lines.length} rows of ${cols}; at most ${most} of ${most} are needed`);
  const short = lines.findIndex((line) => line.length !== cols);
  if (short >= 0)
    throw new Error(`map: row ${short + 1} has ${lines[short]!.length} cells, the first has ${cols}`);
  if (!text.includes(".")) throw new Error("map: no floor in it; at least one . is needed");
  return { rows: lines.length, cols, cells: lines.join("").split("") };
}

/** A move goes where it is meant to with probability 1 − slip, to each side with slip / 2; a wall stops it. */
export function makeWorld(text: string, { move, pit, slip }: Rules): World {
  const map = readMap(text);
  const moves = map.cells.map((cell, s) =>
    cell === "."
      ? directions.map((_, a) => [
          { to: landing(map, s, a), chance: 1 - slip },
          { to: landing(map, s, (a + 1) % 4), chance: slip / 2 },
          { to: landing(map, s, (a + 3) % 4), chance: slip / 2 },
        ])
      : [],
  );
  const reward = map.cells.map((cell) => (cell === "." ? move : cell === "+" ? 10 : cell === "-" ? pit : 0));
  return { ...map, moves, reward };
}

export interface Rules {
  move: number;
  pit: number;
  slip: number;
}

function landing(map: { rows: number; cols: number; cells: string[] }, s: number, a: number): number {
  const { dr, dc } = directions[a]!;
  const [row, col] = [Math.floor(s / map.cols) + dr, (s % map.cols) + dc];
  if (row < 0 || row >= map.rows || col < 0 || col >= map.cols) return s;
  const to = row * map.cols + col;
  return map.cells[to] === "#" ? s : to;
}
