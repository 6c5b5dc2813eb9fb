import { all, type Check, close, equal, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** P(ill | results) by walking through every way in which they could have come about: which of them were copies. */
function byEnumeration(
  prior: number,
  p: [number, number],
  copied: number,
  results: readonly boolean[],
): number {
  const [ill, healthy] = p.map((positive, h) => {
    let total = 0;
    for (let mask = 0; mask < 2 ** (results.length - 1); mask++) {
      let way = h === 0 ? prior : 1 - prior;
      results.forEach((result, i) => {
        const copy = i > 0 && Math.floor(mask / 2 ** (i - 1)) % 2 === 1;
        if (i > 0) way *= copy ? copied : 1 - copied;
        if (copy) way *= result === results[0] ? 1 : 0;
        else way *= result ? positive : 1 - positive;
      });
      total += way;
    }
    return total;
  });
  return ill! / (ill! + healthy!);
}

export const checks: Check<Module>[] = [
  {
    name: "one in a hundred, 9/10 if true, 1/10 if false: a chance of 1/12",
    probes: "conditional-probability",
    why: "Of 1,000 people 10 are ill, 9 of them positive; of the 990 healthy 99 are positive. 9 of 108 is 1/12. Without the base rate it would be 9/10.",
    run: ({ posterior }) => close(posterior(0.01, 0.9, 0.1), 1 / 12),
  },
  {
    name: "the two likelihoods are separate numbers: 0.8 if true, 0.4 if false, from even odds, gives 2/3",
    why: "P(E | ¬H) is not 1 − P(E | H). The two are conditioned on different things and need not add up to 1.",
    run: ({ posterior }) => close([posterior(0.5, 0.8, 0.4), posterior(0.25, 0.3, 0.3)], [2 / 3, 0.25]),
  },
  {
    name: "certainty: priors of 0 and 1 stay, impossible evidence is refused",
    why: "0 times anything is 0. Where both products are 0 nothing can be divided: the evidence could not have happened.",
    run: ({ posterior }) =>
      all(
        close([posterior(0, 0.9, 0.1), posterior(1, 0.1, 0.9), posterior(0.3, 0.5, 0)], [0, 1, 1]),
        throwsError(() => posterior(0.5, 0, 0)),
        throwsError(() => posterior(1, 0, 0.5)),
      ),
  },
  {
    name: "log odds by hand: prior 1/4, ratios 6 and 1/2 make even odds",
    why: "Prior odds 1 : 3, times 6, times 1/2, is 1 : 1, whose logarithm is 0.",
    run: ({ logOdds }) =>
      close(
        [
          logOdds(0.25, [
            [0.6, 0.1],
            [0.2, 0.4],
          ]),
          logOdds(0.25, []),
          logOdds(0.25, [[0.6, 0.1]]),
        ],
        [0, -Math.log(3), Math.log(2)],
      ),
  },
  {
    name: "the order of the evidence does not matter, and one at a time gives the same",
    why: "The ratios multiply. The posterior after one piece of evidence is the prior for the next.",
    run: ({ logOdds, posterior }) => {
      const rng = random(1);
      const evidence = Array.from({ length: 6 }, (): [number, number] => [
        rng.uniform(0.1, 0.9),
        rng.uniform(0.1, 0.9),
      ]);
      const given = logOdds(0.2, evidence);
      const stepped = evidence.reduce((p, [a, b]) => posterior(p, a, b), 0.2);
      return all(
        close(logOdds(0.2, [...evidence].reverse()), given),
        close(Math.log(stepped / (1 - stepped)), given),
      );
    },
  },
  {
    name: "evidence that rules one side out is Infinity or −Infinity, both sides are refused",
    why: "log 0 is −Infinity. Infinity − Infinity is NaN, so look before you subtract; a prior of 0 or 1 rules a side out as evidence does.",
    run: ({ logOdds }) =>
      all(
        equal(logOdds(0.5, [[0.5, 0]]), Number.POSITIVE_INFINITY),
        equal(
          logOdds(0.5, [
            [0, 0.5],
            [0.9, 0.1],
          ]),
          Number.NEGATIVE_INFINITY,
        ),
        throwsError(() =>
          logOdds(0.5, [
            [0.5, 0],
            [0, 0.5],
          ]),
        ),
        equal(
          [logOdds(1, []), logOdds(0, [[0.9, 0.1]])],
          [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
        ),
        throwsError(() => logOdds(1, [[0, 0.5]])),
      ),
  },
  {
    name: "5,000 strong results keep finite log odds",
    why: "0.9 to the power 5000 is about 10⁻²²⁹, but 0.1 to the power 5000 is rounded to 0. Add logarithms from the start.",
    run: ({ logOdds }) =>
      close(
        logOdds(
          0.5,
          Array.from({ length: 5000 }, (): [number, number] => [0.9, 0.1]),
        ),
        5000 * Math.log(9),
      ),
  },
  {
    name: "three coins by hand: heads with chance 1/4, 1/2, 3/4, two heads seen",
    why: "Equal priors leave the likelihoods 1/16, 4/16, 9/16, whose sum is 14/16.",
    run: ({ posteriorOver }) => {
      const heads = [1 / 4, 1 / 2, 3 / 4].map(Math.log);
      return close(posteriorOver([1 / 3, 1 / 3, 1 / 3], [heads, heads]), [1 / 14, 4 / 14, 9 / 14]);
    },
  },
  {
    name: "priors count once, not once for each observation",
    why: "Priors 1/2, 1/4, 1/4 and likelihoods 1/8, 1/4, 1/2 that two observations make: products 1/16, 1/16, 1/8.",
    run: ({ posteriorOver }) => {
      const first = [1 / 4, 1 / 2, 1].map(Math.log);
      const second = [1 / 2, 1 / 2, 1 / 2].map(Math.log);
      return close(posteriorOver([1 / 2, 1 / 4, 1 / 4], [first, second]), [1 / 4, 1 / 4, 1 / 2]);
    },
  },
  {
    name: "4,000 observations, and two hypotheses that fit equally well",
    why: "The likelihoods are about e^(−4000), rounded to 0. Only their differences matter, so take the largest off first.",
    run: ({ posteriorOver }) => {
      const rows = Array.from({ length: 4000 }, () => [-1, -1, -1.01]);
      return close(posteriorOver([0.2, 0.6, 0.2], rows), [0.25, 0.75, Math.exp(-40) / 4]);
    },
  },
  {
    name: "a hypothesis with prior 0 stays at 0 whatever fits; none left is refused",
    why: "Math.log(0) is −Infinity and Math.exp(−Infinity) is 0: no special case is needed until all are −Infinity. Take off the largest of the sums with the log prior in them: the largest likelihood can belong to a hypothesis that is already out.",
    run: ({ posteriorOver }) =>
      all(
        close(posteriorOver([0, 1], [[0, -900]]), [0, 1]),
        close(posteriorOver([0.5, 0.5], []), [0.5, 0.5]),
        throwsError(() => posteriorOver([0, 1], [[0, Number.NEGATIVE_INFINITY]])),
      ),
  },
  {
    name: "a negative result is news too: from 1/2, sensitivity 0.9, specificity 0.6, it leaves 1/7",
    why: "A negative has the likelihoods 1 − sensitivity if ill and specificity if healthy: 0.1 to 0.6.",
    run: ({ afterTests }) => {
      const test = { sensitivity: 0.9, specificity: 0.6, copied: 0 };
      return close([afterTests(0.5, test, [false]), afterTests(0.5, test, [true])], [1 / 7, 9 / 13]);
    },
  },
  {
    name: "two positives from 1 %: 9/20 if independent, 1/12 still if the second is always a copy",
    why: "A result that only repeats the first is certain given the first, ill or not: its ratio is 1.",
    run: ({ afterTests }) => {
      const test = { sensitivity: 0.9, specificity: 0.9, copied: 0 };
      return close(
        [afterTests(0.01, test, [true, true]), afterTests(0.01, { ...test, copied: 1 }, [true, true])],
        [9 / 20, 1 / 12],
      );
    },
  },
  {
    name: "no result leaves the prior; two different results of a test that always repeats the first are refused",
    why: "A missing result is no negative one. If every later result is a copy, (1 − c) is 0 and so is the probability of a different one, ill or not.",
    run: ({ afterTests }) => {
      const test = { sensitivity: 0.9, specificity: 0.8, copied: 0.3 };
      return all(
        close(afterTests(0.3, test, []), 0.3),
        throwsError(() => afterTests(0.3, { ...test, copied: 1 }, [true, false])),
      );
    },
  },
  {
    name: "mixed results with some copies agree with a walk through every way they could come about",
    probes: "conditional-probability",
    why: "P(second | first, H) is c · [same as the first] + (1 − c) · P(fresh result | H), for H true and for H false.",
    run: ({ afterTests }) => {
      const rng = random(2);
      const cases = Array.from({ length: 8 }, () => {
        const [sensitivity, specificity, copied] = [
          rng.uniform(0.5, 0.95),
          rng.uniform(0.5, 0.95),
          rng.uniform(0.1, 0.8),
        ];
        const results = Array.from({ length: 5 }, () => rng.uniform() < 0.6);
        const expected = byEnumeration(0.3, [sensitivity, 1 - specificity], copied, results);
        return close(afterTests(0.3, { sensitivity, specificity, copied }, results), expected);
      });
      return all(...cases);
    },
  },
  {
    name: "the arguments are left as they were",
    why: "reverse, sort, or an assignment to prior[k], changes the caller's array.",
    run: ({ posteriorOver, logOdds, afterTests }) => {
      const prior = [0.2, 0.8];
      const rows = [
        [-1, -2],
        [-3, -1],
      ];
      const evidence: [number, number][] = [
        [0.2, 0.4],
        [0.6, 0.1],
      ];
      const results = [true, false];
      posteriorOver(prior, rows);
      logOdds(0.5, evidence);
      afterTests(0.5, { sensitivity: 0.9, specificity: 0.9, copied: 0.2 }, results);
      return equal(
        [prior, rows, evidence, results],
        [
          [0.2, 0.8],
          [
            [-1, -2],
            [-3, -1],
          ],
          [
            [0.2, 0.4],
            [0.6, 0.1],
          ],
          [true, false],
        ],
      );
    },
  },
];
