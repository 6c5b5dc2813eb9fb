/** What the model may read: small enough to be learnt by heart in a minute. */
export const texts: Record<string, string> = {
  rhyme: [
    "a hen sat on a wall to see the sun go down,",
    "a fox sat by the wall to see the hen come down.",
    "the sun went down, the hen went up, the fox went home to bed,",
    "and what the hen saw from the wall, the hen has never said.",
    "a hen sat on a hill to see the moon come up,",
    "a fox sat by the hill to see what comes when moons come up.",
    "the moon went up, the hen went home, the fox went up the hill,",
    "and if the hen has not come down, the fox is waiting still.",
  ].join("\n"),
  sums: sums().join("\n"),
  count: Array.from({ length: 8 }, () => "one two three four five six seven eight nine ten.").join("\n"),
};

/** The hundred sums of two digits, in an order without a pattern: 37 generates the numbers below 101 but 0. */
function sums(): string[] {
  const lines: string[] = [];
  for (let i = 0, k = 1; i < 100; i++, k = (k * 37) % 101) {
    const [a, b] = [Math.floor((k - 1) / 10), (k - 1) % 10];
    lines.push(`${a}+${b}=${a + b}`);
  }
  return lines;
}
