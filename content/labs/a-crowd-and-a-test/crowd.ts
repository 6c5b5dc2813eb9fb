import type { LabRandom } from "@blankfile/curriculum/lab";

export interface Chosen {
  /** Share of the crowd that is ill. */
  prevalence: number;
  /** P(positive | ill). */
  sensitivity: number;
  /** P(negative | healthy). */
  specificity: number;
  /** Chance that a later result only repeats the person's first one. */
  copied: number;
  /** "true": the calculation starts from the prevalence; "even": from one half. */
  start: string;
}

export interface Person {
  ill: boolean;
  /** Result of the first test, once there is one. */
  first?: boolean;
  /** Every result so far was positive. */
  flagged: boolean;
}

export interface Moment {
  /** Tests so far, all of them positive for those who are counted. */
  tests: number;
  ill: number;
  healthy: number;
}

export interface State {
  people: Person[];
  history: Moment[];
}

export const columns = 40;
export const size = 1200;
export const mostTests = 6;

export function gather({ prevalence }: Chosen, random: LabRandom): State {
  const people = Array.from({ length: size }, () => ({
    ill: random.uniform() < prevalence,
    flagged: true,
  }));
  return { people, history: [count(people, 0)] };
}

/** Tests everybody who has been positive so far; the others have left. */
export function testOnce({ people, history }: State, chosen: Chosen, random: LabRandom): State {
  const tested = people.map((person) => (person.flagged ? examined(person, chosen, random) : person));
  return { people: tested, history: [...history, count(tested, history.length)] };
}

/** P(ill | k positive results in a row), with the dependence between the results taken into account. */
export function trueChance(k: number, chosen: Chosen): number {
  return chanceFrom(chosen.prevalence, (positive) => streak(k, positive, chosen.copied), chosen);
}

/** The same by prior odds times k likelihood ratios: every result counted as news. */
export function naiveChance(k: number, chosen: Chosen): number {
  const prior = chosen.start === "even" ? 0.5 : chosen.prevalence;
  return chanceFrom(prior, (positive) => streak(k, positive, 0), chosen);
}

/** The share of the ill among those who are left; undefined where nobody is. */
export function countedShare({ ill, healthy }: Moment): number | undefined {
  return ill + healthy === 0 ? undefined : ill / (ill + healthy);
}

function examined(person: Person, chosen: Chosen, random: LabRandom): Person {
  const { ill, first } = person;
  // Both numbers are drawn each time, so that `copied` does not shift the draws of the others in this test.
  const [copying, fresh] = [random.uniform(), random.uniform()];
  const positive = fresh < (ill ? chosen.sensitivity : 1 - chosen.specificity);
  const result = first !== undefined && copying < chosen.copied ? first : positive;
  return { ill, first: first ?? result, flagged: result };
}

/** P(k positives in a row) where one is positive with chance p: p · (c + (1 − c) p)^(k − 1). */
function streak(k: number, p: number, copied: number): number {
  return k === 0 ? 1 : p * (copied + (1 - copied) * p) ** (k - 1);
}

function chanceFrom(prior: number, likelihood: (positive: number) => number, chosen: Chosen): number {
  const ill = prior * likelihood(chosen.sensitivity);
  const healthy = (1 - prior) * likelihood(1 - chosen.specificity);
  return ill / (ill + healthy);
}

function count(people: readonly Person[], tests: number): Moment {
  const left = people.filter(({ flagged }) => flagged);
  const ill = left.filter((person) => person.ill).length;
  return { tests, ill, healthy: left.length - ill };
}
