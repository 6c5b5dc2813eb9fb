import type { Gpu } from "./gpu.ts";
import type { Shader } from "./shaders/shader.ts";

/** Uniform buffers are bound at multiples of this. */
const step = 256;

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly groups: readonly [number, number];
}

/** The kernels of a program, bound to the buffers that their arrays lie in. */
export class Dispatches {
  readonly #dispatches: readonly Dispatch[];

  constructor(gpu: Gpu, shaders: readonly Shader[]) {
    const sizes = shaders.map(({ parameters }) => Math.ceil(parameters.byteLength / step) * step);
    const all = new Uint32Array(sizes.reduce((sum, size) => sum + size, step) / 4);
    const uniform = gpu.uniform(all.byteLength);
    let offset = 0;
    this.#dispatches = shaders.map(({ code, buffers, parameters, groups }, i) => {
      const pipeline = gpu.pipeline(code);
      all.set(parameters, offset / 4);
      const own = { buffer: uniform, offset, size: parameters.byteLength };
      offset += sizes[i]!;
      const bindings = gpu.device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [own, ...buffers.map((buffer) => ({ buffer }))].map((resource, binding) => ({
          binding,
          resource,
        })),
      });
      return { pipeline, bindings, groups };
    });
    gpu.write({ buffer: uniform, offset: 0 }, all as unknown as Int32Array);
  }

  record(encoder: GPUCommandEncoder): void {
    if (this.#dispatches.length === 0) return;
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindings, groups } of this.#dispatches) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
  }
}
