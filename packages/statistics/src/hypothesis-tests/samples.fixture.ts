/** The samples of golden/statistics/tests.json. */
export interface TestSamples {
  x: number[];
  y: number[];
  z: number[];
  /** Paired with x. */
  w: number[];
  /** Rounded to halves, so that values repeat. */
  tied: number[];
  tied2: number[];
  /** y + 4. */
  far: number[];
}
