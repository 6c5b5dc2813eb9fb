"""Reference values for packages/tracking: NumPy's histograms and quantiles, bytes written by TensorBoard."""

import base64
import io
import os
import pathlib
import sqlite3
import tempfile

import numpy as np


def groups():
    return {"histogram": histogram, "tensorboard": tensorboard, "trackio": trackio}


def histogram():
    rng = np.random.default_rng(8)
    samples = [rng.normal(size=200), rng.exponential(size=57), np.repeat([1.0, 2.0], 30), np.arange(10.0) / 3]
    rules = {"auto": "auto", "freedman-diaconis": "fd", "sturges": "sturges", 7: 7}
    histograms = []
    for values in samples:
        for ours, theirs in rules.items():
            if ours == "freedman-diaconis" and np.subtract(*np.percentile(values, [75, 25])) == 0:
                continue
            counts, edges = np.histogram(values, bins=theirs)
            histograms.append(
                {"values": values.tolist(), "rule": ours, "edges": edges.tolist(), "counts": counts.tolist()}
            )
    levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    distributions = [
        {
            "values": values.tolist(),
            "mean": values.mean(),
            "sd": values.std(ddof=1),
            "levels": levels,
            "quantiles": np.quantile(values, levels).tolist(),
        }
        for values in samples
    ]
    return {"histograms": histograms, "distributions": distributions}


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR4nGNkZAIAAAoABY3cThcAAAAASUVORK5CYII="
)


def tensorboard():
    """One run as TensorBoard's own messages and record writer put it, and newer forms of the same values."""
    import tensorboard as library
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import HistogramProto, Summary, SummaryMetadata
    from tensorboard.compat.proto.tensor_pb2 import TensorProto
    from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
    from tensorboard.summary.writer.record_writer import RecordWriter

    def value(seconds, step, **fields):
        return Event(wall_time=seconds, step=step, summary=Summary(value=[Summary.Value(**fields)]))

    def plugin(name):
        return SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name=name))

    def text(seconds, step, tag, content):
        shape = TensorShapeProto(dim=[TensorShapeProto.Dim(size=1)])
        tensor = TensorProto(dtype=7, tensor_shape=shape, string_val=[content.encode()])
        return value(seconds, step, tag=tag, tensor=tensor, metadata=plugin("text"))

    def tensor(seconds, step, tag, name, dtype, data):
        made = TensorProto(dtype=dtype, tensor_content=data.tobytes())
        return value(seconds, step, tag=tag, tensor=made, metadata=plugin(name))

    def file(events):
        out = io.BytesIO()
        writer = RecordWriter(out)
        for event in events:
            writer.write(event.SerializeToString(deterministic=True))
        return base64.b64encode(out.getvalue()).decode()

    histo = HistogramProto(
        min=-1, max=3, num=7, sum=6, sum_squares=13, bucket_limit=[0, 1, 3], bucket=[2, 2, 3]
    )
    picture = Summary.Image(height=1, width=2, colorspace=3, encoded_image_string=PNG)
    run = [
        Event(wall_time=1000.0, file_version="brain.Event:2"),
        text(1000.0, 0, "config", '{\n  "lr": 0.1\n}'),
        value(1001.5, 1, tag="loss", simple_value=0.5),
        value(1002.0, 300, tag="loss", simple_value=float("nan")),
        value(1001.5, 1, tag="train/accuracy", simple_value=0.75),
        value(1003.0, 2, tag="weights", histo=histo),
        value(1003.0, 2, tag="digit", image=picture),
        text(1004.0, 2, "sample", "to be or not"),
    ]
    rows = np.array([[0.0, 0.5, 2.0], [0.5, 1.0, 4.0]])
    newer = [
        tensor(1.0, 1, "a", "scalars", 1, np.array(0.25, dtype=np.float32)),
        tensor(2.0, 2, "b", "histograms", 2, rows),
        tensor(3.0, 3, "c", "pr_curves", 1, np.zeros(4, dtype=np.float32)),
    ]
    return {"tensorboard": library.__version__, "run": file(run), "newer": file(newer)}


def trackio():
    """Columns and rows of the tables that an import reads, as Trackio left them after two short runs."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRACKIO_DIR"] = folder
        import trackio as library

        for name, lr in [("first", 0.1), ("second one", 0.2)]:
            library.init(project="digits", name=name, config={"lr": lr, "deep": {"layers": [64, 64]}}, embed=False)
            for step in range(3):
                library.log({"loss": 1 / (step + 1), "odd": [float("nan"), float("inf"), -1.5][step]})
            library.finish()
        [path] = pathlib.Path(folder).rglob("digits.db")
        connection = sqlite3.connect(path)
        tables = ["metrics", "configs"]
        columns = {table: [row[1:3] for row in connection.execute(f"pragma table_info({table})")] for table in tables}
        rows = {}
        for table in tables:
            cursor = connection.execute(f"select * from {table}")
            names = [column[0] for column in cursor.description]
            rows[table] = [
                {name: cell.decode() if isinstance(cell, bytes) else cell for name, cell in zip(names, row)}
                for row in cursor
            ]
    return {"trackio": library.__version__, "columns": columns, "rows": rows}
