export class Value {
  data: number;
  grad = 0;

  constructor(data: number) {
    this.data = data;
  }

  add(other: Value | number): Value {
    throw new Error("add is not written yet");
  }

  sub(other: Value | number): Value {
    throw new Error("sub is not written yet");
  }

  mul(other: Value | number): Value {
    throw new Error("mul is not written yet");
  }

  div(other: Value | number): Value {
    throw new Error("div is not written yet");
  }

  pow(exponent: number): Value {
    throw new Error("pow is not written yet");
  }

  neg(): Value {
    throw new Error("neg is not written yet");
  }

  exp(): Value {
    throw new Error("exp is not written yet");
  }

  tanh(): Value {
    throw new Error("tanh is not written yet");
  }

  relu(): Value {
    throw new Error("relu is not written yet");
  }

  backward(): void {
    throw new Error("backward is not written yet");
  }
}
