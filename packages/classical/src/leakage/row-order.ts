import { ndtr } from "@blankfile/statistics";
import type { AuditTarget } from "./column-strength.ts";
import type { AuditColumn } from "./column-values.ts";
import type { Finding } from "./finding.ts";

/** At or above it the order says something about the target that chance would not in ten thousand tables. */
const unlikely = 1e-4;
/** Below this correlation in size it would not help a model much. */
const small = 0.2;

/** Identifiers and row numbers that follow the target, as when files of one class each were put together. */
export function findTellingOrder(columns: readonly AuditColumn[], target: AuditTarget): Finding[] {
  const rows = target.values.length;
  const order = Float64Array.from({ length: rows }, (_, i) => i);
  const identifiers = columns.filter(
    ({ kind, different, values }) =>
      kind === "number" && different === rows && values.every(Number.isInteger),
  );
  const telling = identifiers.filter(({ values }) => follows(values, target));
  const found: Finding[] = telling.map(({ name, values }) => ({
    rule: "identifier that follows the target",
    severity: "suspicion",
    columns: [name],
    evidence: `every row has its own whole number, and its rank correlates with the target by ${rank(values, target).toFixed(2)}`,
    remedy: "leave it out; new rows will have numbers that none of these has",
  }));
  if (follows(order, target)) {
    found.push({
      rule: "row order follows the target",
      severity: "suspicion",
      columns: [],
      evidence: `the place in the file correlates with the target by ${rank(order, target).toFixed(2)}`,
      remedy: "shuffle where rows are independent, or split by time or group where the order is theirs",
    });
  }
  return found;
}

function follows(values: Float64Array, target: AuditTarget): boolean {
  const r = rank(values, target);
  const z = Math.abs(r) * Math.sqrt(values.length - 1);
  return Math.abs(r) >= small && 2 * ndtr(-z) < unlikely;
}

/** Spearman's correlation; of more than two classes the largest of any class against the rest. */
function rank(values: Float64Array, { kind, values: y, classes }: AuditTarget): number {
  const x = ranksOf(values);
  if (kind === "numbers") return correlation(x, ranksOf(y));
  const each = Array.from({ length: classes }, (_, k) =>
    correlation(x, ranksOf(y.map((code) => Number(code === k)))),
  );
  return each.reduce((best, r) => (Math.abs(r) > Math.abs(best) ? r : best), 0);
}

/** Ranks from 1, equals share their mean. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}
