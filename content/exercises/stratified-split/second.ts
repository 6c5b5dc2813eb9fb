export interface Split {
  train: number[];
  test: number[];
}

/** One place at a time: to whoever is furthest below its share; shares are counted in Nths of a place. */
export function allocate(sizes: number[], m: number): number[] {
  let N = 0;
  for (const size of sizes) N += size;
  if (N === 0 || m % 1 !== 0 || m < 0 || m > N) throw new RangeError(`allocate: ${m} places for ${N} rows`);
  const owed = sizes.map((size) => m * size);
  const places = sizes.map(() => 0);
  for (let given = 0; given < m; given++) {
    const whole = owed.findIndex((share) => share >= N);
    const c = whole >= 0 ? whole : owed.indexOf(Math.max(...owed));
    places[c]!++;
    owed[c] = whole >= 0 ? owed[c]! - N : -1;
  }
  return places;
}

/** Each row goes in with the probability places left / rows left of its class: sampling in one pass. */
export function stratifiedSplit(labels: string[], m: number, random: () => number): Split {
  if (m % 1 !== 0 || m < 1 || m > labels.length - 1)
    throw new RangeError(`stratifiedSplit: ${m} rows of ${labels.length}`);
  const names = [...new Set(labels)];
  const left = names.map((name) => labels.filter((label) => label === name).length);
  const wanted = allocate([...left], m);
  const split: Split = { train: [], test: [] };
  labels.forEach((label, row) => {
    const c = names.indexOf(label);
    const chosen = random() * left[c]! < wanted[c]!;
    left[c]!--;
    if (chosen) wanted[c]!--;
    split[chosen ? "test" : "train"].push(row);
  });
  return split;
}

/** All rows sorted by class and then by a random key; place in that order modulo k is the fold. */
export function stratifiedFolds(labels: string[], k: number, random: () => number): number[][] {
  if (!(k >= 2 && k <= labels.length) || k % 1 !== 0) throw new RangeError(`stratifiedFolds: ${k} folds`);
  const cards = labels.map((label, row) => ({ label, row, key: random() }));
  cards.sort((a, b) => (a.label === b.label ? a.key - b.key : a.label < b.label ? -1 : 1));
  return Array.from({ length: k }, (_, f) =>
    cards.filter((_, place) => place % k === f).map(({ row }) => row),
  );
}
