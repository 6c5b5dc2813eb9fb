export { Blas, type Gemm } from "./blas.ts";
export { type FindBlasOptions, findBlas } from "./find-blas.ts";
export { blasProducts } from "./products.ts";
export { useBlas } from "./use-blas.ts";
