import { fitted } from "./outcome.ts";
import { mustRefuse, type Rule, thrownBy } from "./rule.ts";
import { sampleFor } from "./samples.ts";

/** What is asked of the constructor and of parameters. */
export const optionRules: readonly Rule[] = [
  {
    says: "an unknown option is refused by name, with those there are",
    check: (make) => {
      const Class = make().constructor as new (options: object) => unknown;
      return [
        mustRefuse("{ noSuchOption: 1 }", () => new Class({ noSuchOption: 1 }), make().name, "noSuchOption"),
      ];
    },
  },
  {
    says: "options are stored as given and fit leaves them",
    check: (make) => {
      const estimator = make();
      const before = { ...estimator.params };
      estimator.fit(sampleFor(estimator).X, sampleFor(estimator).y);
      const changed = Object.keys(before).filter(
        (key) =>
          !Object.is(
            (before as Record<string, unknown>)[key],
            (estimator.params as Record<string, unknown>)[key],
          ),
      );
      return changed.map((key) => `fit changed ${key}`);
    },
  },
  {
    says: "a clone has the options and nothing learnt",
    check: (make) => {
      const estimator = fitted(make, sampleFor(make()));
      const clone = estimator.clone();
      const [a, b] = [make(), clone].map((one) => JSON.stringify(one.toJSON()));
      return [
        a === b ? undefined : `the clone is ${b}, ${a} is needed`,
        clone.isFitted ? "the clone is fitted" : undefined,
        clone === estimator ? "the clone is the estimator itself" : undefined,
      ];
    },
  },
  {
    says: "setParams takes what getParams gives",
    check: (make) => {
      const estimator = make();
      const before = JSON.stringify(estimator.toJSON());
      const failed = thrownBy(() => estimator.setParams(estimator.getParams()));
      return [
        failed,
        JSON.stringify(estimator.toJSON()) === before ? undefined : "setParams(getParams()) changed it",
      ];
    },
  },
  {
    says: "nothing is learnt before fit, and every learnt field ends in _",
    check: (make) => {
      const estimator = make();
      const before = Object.keys(estimator);
      const early = before.filter((key) => key.endsWith("_"));
      estimator.fit(sampleFor(estimator).X, sampleFor(estimator).y);
      const made = Object.keys(estimator).filter((key) => !before.includes(key) && !key.endsWith("_"));
      return [
        ...early.map((key) => `${key} is there before fit`),
        ...made.map((key) => `fit made ${key}, whose name does not end in _`),
      ];
    },
  },
];
