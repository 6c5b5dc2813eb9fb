export { erf, erfc } from "./special/error/erf.ts";
export { logNdtrBetween } from "./special/error/log-ndtr-between.ts";
export { logNdtr, ndtr } from "./special/error/ndtr.ts";
export { ndtri } from "./special/error/ndtri.ts";
export { logsumexp } from "./special/logs/logsumexp.ts";
