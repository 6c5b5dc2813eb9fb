import { expect, it } from "vitest";
import { requestGpuDevice } from "./request-gpu-device.ts";

it("without WebGPU, as in Node, says what is needed and what runs without", async () => {
  await expect(requestGpuDevice()).rejects.toThrow(
    /^requestGpuDevice: no WebGPU here \(navigator\.gpu is missing\), .* is needed; in Node pass { gpu: create\(\[\]\) } of npm's webgpu\. compile\(fn\) runs without$/,
  );
});

it("with WebGPU but no GPU that it may use, says so", async () => {
  const gpu = { requestAdapter: async () => null } as unknown as GPU;
  await expect(requestGpuDevice({ gpu })).rejects.toThrow(
    /^requestGpuDevice: WebGPU found no GPU that it may use, .* chrome:\/\/gpu says why/,
  );
});

it("asks for the highest limits that the adapter has", async () => {
  const limits = {
    maxStorageBufferBindingSize: 2 ** 31,
    maxBufferSize: 2 ** 32,
    maxStorageBuffersPerShaderStage: 64,
  };
  let asked: GPUDeviceDescriptor | undefined;
  const adapter = {
    limits,
    requestDevice: async (descriptor: GPUDeviceDescriptor) => {
      asked = descriptor;
      return "a device";
    },
  };
  const gpu = { requestAdapter: async () => adapter } as unknown as GPU;
  expect(await requestGpuDevice({ gpu })).toBe("a device");
  expect(asked?.requiredLimits).toEqual(limits);
});

it("refuses options that are none", async () => {
  await expect(requestGpuDevice(1 as never)).rejects.toThrow(/^requestGpuDevice: 1 as options/);
});
