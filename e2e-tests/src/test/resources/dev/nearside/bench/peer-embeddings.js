// The peer's side: @huggingface/transformers on wasm, with the same graph, tokenizer and number of threads.
async ({ threads }) => {
  const { pipeline, env } = await import("/npm/@huggingface/transformers/dist/transformers.min.js");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
  env.backends.onnx.wasm.wasmPaths = "/npm/onnxruntime-web/dist/";
  env.backends.onnx.wasm.numThreads = threads;
  const extract = await pipeline("feature-extraction", "all-minilm-l6-v2", { dtype: "q8", device: "wasm" });
  const embed = async (texts) => (await extract(texts, { pooling: "mean", normalize: true })).tolist();
  window.bench = {
    embed,
    encode: async (text) => {
      const start = performance.now();
      const ids = extract.tokenizer.encode(text);
      return { tokens: ids.length, millis: performance.now() - start };
    },
  };
  return (await embed(["A lake is larger than a pond."]))[0];
};
