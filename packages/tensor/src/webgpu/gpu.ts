import type { TypedArray } from "../dtype.ts";
import type { Storage } from "../tensor.ts";
import type { Resident } from "./resident.ts";

// The names of WebGPU's flags are not in Node's global scope.
const usage = { storage: 0x80 | 0x04 | 0x08, uniform: 0x40 | 0x08, reading: 0x01 | 0x08 } as const;
const readMode = 1;

/** A device with what its programs share: shaders, and memory that lives there between calls. */
export class Gpu {
  readonly device: GPUDevice;
  readonly residents = new WeakMap<Storage, Resident>();
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  readonly #temporary: GPUBuffer[] = [];
  #unproved: GPUShaderModule[] = [];
  #lost: GPUDeviceLostInfo | null = null;

  private constructor(device: GPUDevice) {
    this.device = device;
    device.lost.then((info) => {
      this.#lost = info;
    });
  }

  static of(device: GPUDevice): Gpu {
    if (typeof device?.createComputePipeline !== "function") {
      throw new TypeError(
        "compileWebGpu: no device, a GPUDevice is needed; await requestGpuDevice() gives one: compileWebGpu(fn, { device })",
      );
    }
    let gpu = known.get(device);
    if (!gpu) known.set(device, (gpu = new Gpu(device)));
    return gpu;
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** Bytes that one array, and one buffer, may have. */
  get mostBytes(): number {
    const { maxStorageBufferBindingSize, maxBufferSize } = this.device.limits;
    return Math.min(maxStorageBufferBindingSize, maxBufferSize);
  }

  requireDevice(): void {
    if (this.#lost) throw this.#lostError(this.#lost);
  }

  #lostError({ reason, message }: GPUDeviceLostInfo, cause?: unknown): Error {
    return new Error(
      `compileWebGpu: the device was lost (${reason ?? "unknown"}: ${message}), a live one is needed; ask for a new one with requestGpuDevice() and compile for it. Tensors hold what the last sync() brought back`,
      { cause },
    );
  }

  storage(words: number): GPUBuffer {
    return this.device.createBuffer({ size: words * 4, usage: usage.storage });
  }

  /** A buffer for the commands that are being recorded; `submit` gives it up. */
  temporary(words: number): GPUBuffer {
    const buffer = this.storage(words);
    this.#temporary.push(buffer);
    return buffer;
  }

  submit(encoder: GPUCommandEncoder): void {
    this.device.queue.submit([encoder.finish()]);
    for (const buffer of this.#temporary.splice(0)) buffer.destroy();
  }

  uniform(bytes: number): GPUBuffer {
    return this.device.createBuffer({ size: bytes, usage: usage.uniform });
  }

  /** A buffer to read back from. */
  staging(words: number): GPUBuffer {
    return this.device.createBuffer({ size: words * 4, usage: usage.reading });
  }

  /** The words of a staging buffer once the work before is done; the buffer is given up. */
  async read(staging: GPUBuffer): Promise<ArrayBuffer> {
    try {
      await staging.mapAsync(readMode);
    } catch (cause) {
      // The loss is told a moment after what it interrupts.
      await Promise.race([this.device.lost, this.device.queue.onSubmittedWorkDone().catch(() => {})]);
      this.#rethrow(cause);
    }
    const words = staging.getMappedRange().slice(0);
    staging.unmap();
    staging.destroy();
    return words;
  }

  /** Waits until the work so far is done. */
  async done(): Promise<void> {
    try {
      await this.device.queue.onSubmittedWorkDone();
    } catch (cause) {
      this.#rethrow(cause);
    }
    this.requireDevice();
  }

  #rethrow(cause: unknown): never {
    if (this.#lost) throw this.#lostError(this.#lost, cause);
    throw new Error(
      `compileWebGpu: the results could not be read (${(cause as Error).message}), a device that answers is needed; ask for a new one with requestGpuDevice()`,
      { cause },
    );
  }

  write({ buffer, offset }: { buffer: GPUBuffer; offset: number }, data: TypedArray): void {
    if (data.length === 0) return;
    const words = data instanceof Uint8Array ? Uint32Array.from(data) : data;
    this.device.queue.writeBuffer(buffer, offset * 4, words as Uint32Array<ArrayBuffer>);
  }

  pipeline(code: string): GPUComputePipeline {
    let made = this.#pipelines.get(code);
    if (!made) {
      const module = this.device.createShaderModule({ code });
      this.#unproved.push(module);
      made = this.device.createComputePipeline({ layout: "auto", compute: { module, entryPoint: "main" } });
      this.#pipelines.set(code, made);
    }
    return made;
  }

  /** Runs `body`; what the device finds wrong with it, which it tells later, rejects the promise. */
  watched(body: () => void): Promise<void> {
    this.device.pushErrorScope("validation");
    this.device.pushErrorScope("out-of-memory");
    let memory: Promise<GPUError | null>;
    let validity: Promise<GPUError | null>;
    try {
      body();
    } finally {
      memory = this.device.popErrorScope();
      validity = this.device.popErrorScope();
    }
    const modules = this.#unproved;
    this.#unproved = [];
    const verdict = this.#verdict(memory, validity, modules);
    // Who calls awaits it; until then it is nobody's unhandled rejection.
    verdict.catch(() => {});
    return verdict;
  }

  async #verdict(
    memory: Promise<GPUError | null>,
    validity: Promise<GPUError | null>,
    modules: readonly GPUShaderModule[],
  ): Promise<void> {
    // A lost device rejects these; what waits for results says so better.
    const [full, wrong] = await Promise.all([memory, validity].map((found) => found.catch(() => null)));
    if (full) {
      throw new RangeError(
        `compileWebGpu: the GPU has not as much memory as was asked for (${full.message}), less is needed; smaller batches need less`,
      );
    }
    if (!wrong) return;
    const infos = await Promise.all(modules.map((module) => module.getCompilationInfo()));
    const [first] = infos.flatMap(({ messages }) => messages).filter(({ type }) => type === "error");
    const said = first ? `line ${first.lineNum}: ${first.message}` : wrong.message;
    const [short] = said.split("\n");
    throw new Error(
      `compileWebGpu: the GPU's driver refused a shader or its call (${short}), one that it takes is needed; this is a fault of the library or of the driver, and compile(fn) runs without either`,
      { cause: wrong },
    );
  }
}

const known = new WeakMap<GPUDevice, Gpu>();
