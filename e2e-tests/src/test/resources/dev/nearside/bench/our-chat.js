// Our side: near.chat over a worker.
async ({ backend, model }) => {
  const { open } = await import("/nearside.js");
  const near = await open({ provider: "wasm", engine: "text", backend });
  // Tokens that end an answer are forbidden, so that it is as long as asked for.
  const request = (words, tokens, seed) => ({
    model, temperature: 0, max_tokens: tokens, stream: true, stream_options: { include_usage: true },
    logit_bias: { 0: -100, 2: -100 },
    messages: [{ role: "system", content: `${seed}: ` + "moon ".repeat(words) }, { role: "user", content: "Go on." }],
  });
  window.bench = {
    near,
    answer: async (words, tokens, seed) => {
      const start = performance.now();
      let first = 0, last = {};
      for await (const chunk of await near.chat.completions.create(request(words, tokens, seed))) {
        if (!first && chunk.choices[0]?.delta.content) { first = performance.now() - start; }
        last = chunk;
      }
      const { usage, timings } = last;
      return {
        prompt: usage.prompt_tokens, first,
        prefill: timings.prompt_per_second, decode: timings.predicted_per_second,
      };
    },
  };
  return (await window.bench.answer(4, 2, 0)).prompt;
};
