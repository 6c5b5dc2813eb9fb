export { type CompiledWebGpu, type CompileWebGpuOptions, compileWebGpu } from "./compile-web-gpu.ts";
export { requestGpuDevice } from "./request-gpu-device.ts";
