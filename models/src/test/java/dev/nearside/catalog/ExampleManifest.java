package dev.nearside.catalog;

/** A small manifest that is right, for tests to spoil. */
final class ExampleManifest {
    static final String SHA256 = "0123456789abcdef".repeat(4);

    /** 1 and 2 as little-endian floats. */
    static final String ONE_TWO = "AACAPwAAAEA=";

    static final String JSON = """
            {
              "id": "adder",
              "title": "Adds",
              "task": "arithmetic",
              "licence": {"name": "MIT", "url": "https://example.org/mit"},
              "source": {"title": "by hand", "package": "adder"},
              "files": [
                {"path": "adder.onnx", "bytes": 12, "sha256": "SHA"},
                {"path": "gpu/adder.onnx", "bytes": 30, "sha256": "SHA"},
                {"path": "gpu/adder.onnx_data", "bytes": 8, "sha256": "SHA"}
              ],
              "runtime": {
                "graph": {"default": "adder.onnx", "webgpu": "gpu/adder.onnx"},
                "externalData": {"gpu/adder.onnx": ["gpu/adder.onnx_data"]},
                "inputs": [{"name": "x", "type": "float32", "dims": ["n", "2"]}],
                "outputs": [{"name": "y", "type": "float32", "dims": ["n", "2"]}]
              },
              "labels": ["a", "b"],
              "golden": {
                "input": {"x": {"type": "float32", "dims": [1, 2], "base64": "ONE_TWO"}},
                "expected": {"y": {"type": "float32", "dims": [1, 2], "base64": "ONE_TWO"}},
                "tolerance": {"cpu": 1e-4, "wasm": 1e-4, "webgpu": 0.001}
              }
            }
            """.replace("\"SHA\"", "\"" + SHA256 + "\"").replace("ONE_TWO", ONE_TWO);

    /** 2 and 1 as little-endian floats. */
    private static final String TWO_ONE = "AAAAQAAAgD8=";

    /** The same with a tokenizer, and with a result of its own on WebGPU. */
    static final String TEXT_JSON = JSON.replace(
                    "\"files\": [",
                    "\"tokenizer\": {\"file\": \"tokenizer.json\"}, \"files\": [{\"path\": \"tokenizer.json\", \"bytes\": 5, "
                            + "\"sha256\": \"" + SHA256 + "\"},")
            .replace(
                    "\"tolerance\"",
                    "\"expectedOn\": {\"webgpu\": {\"y\": {\"type\": \"float32\", \"dims\": [1, 2], \"base64\": \""
                            + TWO_ONE + "\"}}}, \"tolerance\"");

    /** The same as a model that chats. */
    static final String CHAT_JSON = TEXT_JSON.replace("\"labels\"", """
            "generation": {"layout": "decoder", "layers": 2, "keyValueHeads": 3, "headSize": 4, "vocabularySize": 50,
              "contextLength": 64, "eos": [2, 7], "bos": null, "cache": "float16"},
            "chatTemplate": {
              "defaultSystem": "Be kind.",
              "roles": {
                "system": {"before": "<s>", "after": "</s>"},
                "user": {"before": "<u>", "after": "</u>"},
                "assistant": {"before": "<a>", "after": "</a>"}
              },
              "generationPrompt": "<a>", "stop": ["</a>"]
            },
            "labels\"""");

    private ExampleManifest() {}
}
