/**
 * Whether an estimator has a method that works. A pipeline, or another estimator that hands its calls on, has every method and refuses
 * those that the inner one lacks; such a class answers by a method `has`.
 */
export function hasMethod(estimator: object, method: string): boolean {
  const its = estimator as Record<string, unknown>;
  if (typeof its[method] !== "function") return false;
  return typeof its.has === "function"
    ? Boolean((its.has as (method: string) => boolean).call(estimator, method))
    : true;
}
