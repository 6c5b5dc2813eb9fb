import { type Code, i32 } from "../instructions.ts";
import { type Callee, forUp, type Local, type ModuleBuilder } from "../module.ts";
import type { Geometry } from "./geometry.ts";

/**
 * Writes where windows lie in an image with its border: element (c, u, v) of the window at (i, j) is
 *
 *   image + elements[c, u, v] + positions[i, j],
 *   elements[c, u, v] = bytes · ((c · H + u · dilation) · W + v · dilation),   positions[i, j] = bytes · (i · stride · W + j · stride)
 *
 * Both increase. @returns how to call it: the address of scratch memory, laid out as the geometry says.
 */
export function windowTables(m: ModuleBuilder, geometry: Geometry): Callee {
  const { bytes, padded, output, inside, kernel, stride, dilation, places } = geometry;
  const [plane, row] = [bytes * padded[0] * padded[1], bytes * padded[1]];
  return m.function({
    params: ["i32"],
    body: ({ params: [scratch], local }) => {
      const write = local("i32");
      const [x, y, z] = [local("i32"), local("i32"), local("i32")];
      const upTo = (counter: Local, count: number, step: number, ...body: Code[]) =>
        forUp(counter, i32.const(count * step), step, ...body);
      const put = (value: Code) => [...i32.store(write.get, value), ...write.add(i32.const(4))];
      const sum = i32.add(x.get, i32.add(y.get, z.get));
      const columns = upTo(z, kernel[1], dilation[1] * bytes, put(sum));
      const rows = upTo(y, kernel[0], dilation[0] * row, columns);
      return [
        write.set(i32.add(scratch!.get, i32.const(places.elements))),
        upTo(x, inside, plane, rows),
        write.set(i32.add(scratch!.get, i32.const(places.positions))),
        upTo(
          x,
          output[0],
          stride[0] * row,
          upTo(y, output[1], stride[1] * bytes, put(i32.add(x.get, y.get))),
        ),
      ];
    },
  });
}
