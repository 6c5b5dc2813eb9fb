"""Archives as NumPy writes them, in base64, with their values: golden/npz/files.json.

`saveNpz` must give the bytes under "stored": they are then NumPy's own, and that NumPy reads them is asserted here.
"""

import base64
import io

import numpy


def entry(save, arrays):
    buffer = io.BytesIO()
    save(buffer, **arrays)
    read = numpy.load(io.BytesIO(buffer.getvalue()))
    assert all(numpy.array_equal(read[name], array) and read[name].dtype == array.dtype for name, array in arrays.items())
    values = {name: {"shape": list(array.shape), "values": array.tolist()} for name, array in arrays.items()}
    return {"file": base64.b64encode(buffer.getvalue()).decode(), "arrays": values}


def groups():
    x = numpy.arange(6).reshape(2, 3)
    several = {
        "weight": (x / 4).astype("<f4"),
        "double": x / 3,
        "count": -x.astype("<i4"),
        "mask": x % 2 == 0,
        "scalar": numpy.array(2.5),
        "empty": numpy.zeros((0, 3), "<f4"),
        "größe/β": numpy.array([1.0, 2.0]),
    }
    long = {"steps": numpy.arange(4000, dtype="<i4") // 10, "zeros": numpy.zeros((50, 40))}
    noise = {"noise": numpy.random.default_rng(1).standard_normal(300)}
    stored = {"several": several, "none": {}, "one": {"arr_0": numpy.arange(3.0)}}
    return {
        "files": {
            "stored": {name: entry(numpy.savez, arrays) for name, arrays in stored.items()},
            "deflated": {
                name: entry(numpy.savez_compressed, arrays)
                for name, arrays in {"several": several, "long": long, "noise": noise}.items()
            },
        }
    }
