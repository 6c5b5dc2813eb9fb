/** Anything that can be called, or made an object of. */
type Callable = (...args: unknown[]) => object;

/** The learner's exports, of which `note` hears each time one is called or made an object of: whether a run used their code. */
export function noted(mine: object, note: () => void): Record<string, unknown> {
  const handler: ProxyHandler<Callable> = {
    apply(target, self, args) {
      note();
      return Reflect.apply(target, self, args);
    },
    construct(target, args, made) {
      note();
      return Reflect.construct(target, args, made);
    },
  };
  return Object.fromEntries(
    Object.entries(mine).map(([name, value]) => [
      name,
      typeof value === "function" ? new Proxy(value as Callable, handler) : value,
    ]),
  );
}

/** Stands in for the tensor library's `compile` where learner code takes part: it computes on numbers, which a compiled function never sees. */
export function eagerly(fn: (...args: unknown[]) => unknown): unknown {
  const explain = () => {
    throw new RangeError("explain: nothing is compiled while your own code takes part");
  };
  return Object.defineProperties((...args: unknown[]) => fn(...args), {
    programs: { value: [] },
    explain: { value: explain },
  });
}
