import type { Parameter, Parameters, Values } from "@blankfile/curriculum/lab";

/** Parameters whose control could not show its own default. */
export function parameterFaults(parameters: Parameters): { name: string; fault: string }[] {
  return Object.entries(parameters).flatMap(([name, parameter]) => {
    const fault = faultOf(parameter);
    return fault === undefined ? [] : [{ name, fault }];
  });
}

export function defaultValues<P extends Parameters>(parameters: P): Values<P> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
  ) as Values<P>;
}

/** The default values with one changed, for each end of each range, each option and each switch. */
export function variations<P extends Parameters>(parameters: P): Values<P>[] {
  const values = defaultValues(parameters);
  return Object.entries(parameters).flatMap(([name, parameter]) =>
    others(parameter).map((other): Values<P> => ({ ...values, [name]: other })),
  );
}

function others(parameter: Parameter): (number | string | boolean)[] {
  switch (parameter.kind) {
    case "range":
      return [parameter.min, parameter.max].filter((value) => value !== parameter.default);
    case "choice":
      return parameter.options.map(({ value }) => value).filter((value) => value !== parameter.default);
    case "switch":
      return [!parameter.default];
    case "text":
      return [];
  }
}

function faultOf(parameter: Parameter): string | undefined {
  if (parameter.label.trim() === "") return "has no label";
  switch (parameter.kind) {
    case "range": {
      const { min, max, step, log } = parameter;
      const given = parameter.default;
      if (!(min < max && step > 0)) return `goes from ${min} to ${max} in steps of ${step}`;
      if (log === true && min <= 0) return `is logarithmic from ${min}, a positive start is needed`;
      if (!(given >= min && given <= max))
        return `has the default ${given}, between ${min} and ${max} is needed`;
      const steps = (log === true ? Math.log10(given / min) : given - min) / step;
      if (Math.abs(steps - Math.round(steps)) > 1e-6)
        return `has the default ${given}, which no whole number of steps of ${step} from ${min} reaches`;
      return undefined;
    }
    case "choice": {
      const options = parameter.options.map(({ value }) => value);
      if (new Set(options).size < options.length) return "has an option twice";
      if (!options.includes(parameter.default))
        return `has the default "${parameter.default}", one of ${options.join(", ")} is needed`;
      return undefined;
    }
    case "text":
      if (parameter.default.length > parameter.maxLength)
        return `has a default of ${parameter.default.length} letters and takes ${parameter.maxLength}`;
      return parameter.hint.trim() === "" ? "has no hint that says what can be written" : undefined;
    case "switch":
      return undefined;
  }
}
