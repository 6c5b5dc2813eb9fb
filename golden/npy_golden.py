"""Files as NumPy writes them, in base64, with their values: golden/npy/files.json."""

import base64
import io

import numpy


def entry(array):
    buffer = io.BytesIO()
    numpy.save(buffer, array)
    return {"file": base64.b64encode(buffer.getvalue()).decode(), "shape": list(array.shape), "values": array.tolist()}


def groups():
    x = numpy.arange(6).reshape(2, 3)
    return {
        "files": {
            "float32": entry((x / 4).astype("<f4")),
            "float64": entry((x / 3).astype("<f8")),
            "int32": entry(-x.astype("<i4")),
            "bool": entry(x % 2 == 0),
            "column-major": entry(numpy.asfortranarray(numpy.arange(24.0).reshape(2, 3, 4))),
            "big-endian": entry((x / 4).astype(">f4")),
            "one dimension": entry(numpy.array([1.5, 2.5])),
            "no dimension": entry(numpy.array(2.5)),
            "empty": entry(numpy.zeros((0, 3), "<f4")),
        }
    }
