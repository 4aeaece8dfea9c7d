// The peer's side: @huggingface/transformers on wasm, with the same weights and number of threads. It is given token ids, so
// that it reads and writes no text, which is to its advantage.
async ({ threads, model: id }) => {
  const { AutoModelForCausalLM, Tensor, env } = await import("/npm/@huggingface/transformers/dist/transformers.min.js");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
  env.backends.onnx.wasm.wasmPaths = "/npm/onnxruntime-web/dist/";
  env.backends.onnx.wasm.numThreads = threads;
  const model = await AutoModelForCausalLM.from_pretrained(id, { dtype: "q8", device: "wasm" });
  window.bench = {
    answer: async (prompt, tokens, seed) => {
      const ids = BigInt64Array.from({ length: prompt }, (_, i) => BigInt(100 + ((seed * 7919 + i * 37) % 40000)));
      const ones = new BigInt64Array(prompt).fill(1n);
      const times = [];
      const streamer = { put: () => times.push(performance.now()), end: () => {} };
      const start = performance.now();
      await model.generate({
        input_ids: new Tensor("int64", ids, [1, prompt]), attention_mask: new Tensor("int64", ones, [1, prompt]),
        max_new_tokens: tokens, do_sample: false, streamer,
      });
      // The first that is put is the prompt.
      const first = times[1] - start, made = times.length - 2;
      return { prompt, first, prefill: (prompt / first) * 1000, decode: (made / (times.at(-1) - times[1])) * 1000 };
    },
  };
  return (await window.bench.answer(20, 2, 0)).prompt;
};
