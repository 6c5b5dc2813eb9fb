/**
 * The names that somebody most likely meant: at most three, nearest first, by the number of letters to insert, remove, replace or
 * swap with their neighbour (optimal string alignment). Names further away than a third of the word are left out; a name that begins with the word, or
 * holds it as a whole part, is near.
 */
export function nearest(word: string, names: Iterable<string>): string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return [...names]
    .map((name) => ({ name, distance: closeness(wanted, name.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

function closeness(word: string, name: string, limit: number): number {
  const edits = Math.abs(word.length - name.length) > limit ? Number.POSITIVE_INFINITY : distance(word, name);
  const part = word.length >= 3 && (name.startsWith(word) || name.split(/[-/ ]/).includes(word));
  return part ? Math.min(edits, limit) : edits;
}

function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
