// The peer's side: @huggingface/transformers on wasm, with the same weights, prompts and number of threads; it too reads and
// writes text.
async ({ threads, model: id }) => {
  const { AutoModelForCausalLM, AutoTokenizer, TextStreamer, env } = await import(
    "/npm/@huggingface/transformers/dist/transformers.min.js"
  );
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
  env.backends.onnx.wasm.wasmPaths = "/npm/onnxruntime-web/dist/";
  env.backends.onnx.wasm.numThreads = threads;
  const [model, tokenizer] = await Promise.all([
    AutoModelForCausalLM.from_pretrained(id, { dtype: "q8", device: "wasm" }),
    AutoTokenizer.from_pretrained(id),
  ]);
  window.bench = {
    answer: async (words, tokens, seed) => {
      const start = performance.now();
      const messages = [
        { role: "system", content: `${seed}: ` + "moon ".repeat(words) },
        { role: "user", content: "Go on." },
      ];
      const inputs = tokenizer.apply_chat_template(messages, { add_generation_prompt: true, return_dict: true });
      const times = [];
      const streamer = new TextStreamer(tokenizer, {
        skip_prompt: true,
        callback_function: () => {},
        token_callback_function: () => times.push(performance.now()),
      });
      await model.generate({ ...inputs, max_new_tokens: tokens, do_sample: false, streamer });
      // The prompt, which is skipped, calls no one.
      const prompt = inputs.input_ids.dims[1];
      const first = times[0] - start, made = times.length - 1;
      return { prompt, first, prefill: (prompt / first) * 1000, decode: (made / (times.at(-1) - times[0])) * 1000 };
    },
  };
  return (await window.bench.answer(4, 2, 0)).prompt;
};
