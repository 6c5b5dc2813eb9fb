import { optionsOf } from "../arguments.ts";

/** The limits that decide how large arrays may be, and how many buffers a shader reads. */
const wanted = ["maxStorageBufferBindingSize", "maxBufferSize", "maxStorageBuffersPerShaderStage"] as const;

/**
 * A device with the highest limits that the GPU allows; a plain `requestDevice()` has arrays of at most 128 MiB.
 *
 * @param options.gpu what gives adapters: `navigator.gpu` unless told. In Node, npm's `webgpu` has one: `create([])`.
 * @throws Error where there is no WebGPU, or no GPU that it may use.
 */
export async function requestGpuDevice(
  options: { gpu?: GPU; powerPreference?: GPUPowerPreference } = {},
): Promise<GPUDevice> {
  const { gpu, powerPreference } = optionsOf("requestGpuDevice", options);
  const entry = gpu ?? (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  if (!entry) {
    throw new Error(
      "requestGpuDevice: no WebGPU here (navigator.gpu is missing), a browser that has it, on a page from https or localhost, is needed; in Node pass { gpu: create([]) } of npm's webgpu. compile(fn) runs without",
    );
  }
  const adapter = await entry.requestAdapter(powerPreference ? { powerPreference } : {});
  if (!adapter) {
    throw new Error(
      "requestGpuDevice: WebGPU found no GPU that it may use, a supported one with a current driver is needed; chrome://gpu says why it is not. compile(fn) runs without",
    );
  }
  const requiredLimits = Object.fromEntries(wanted.map((name) => [name, adapter.limits[name]]));
  return adapter.requestDevice({ requiredLimits });
}
