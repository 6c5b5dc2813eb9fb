import * as l from "../index.ts";
import { cube, each, empty, type Sample } from "./make.fixture.ts";

export const furtherShapes: Record<string, Sample[]> = {
  flip: [...each((x) => l.flip(x, [0, -1]), [cube, empty]), ...each((x) => l.flip(x, []), [[2], []])],
  roll: [
    ...each((x) => l.roll(x, [1, -2], [0, 1]), [cube, empty]),
    ...each((x) => l.roll(x, 3), [cube, [], empty]),
  ],
};
