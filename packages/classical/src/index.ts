export { Estimator, type FitOptions, type Kind, type Traits } from "./estimator/estimator.ts";
export { fromJSON } from "./estimator/json.ts";
export { Matrix } from "./matrix/matrix.ts";
