// The same model by hand: what a page would be that calls ONNX Runtime Web directly.
async ({ library, mjs, wasm, model, threads }) => {
  const ort = await import(library);
  ort.env.wasm.wasmPaths = { mjs, wasm };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  const bytes = await (await fetch(model)).arrayBuffer();
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });

  async function runOnce(pixels) {
    const started = performance.now();
    const image = new ort.Tensor("float32", Float32Array.from(pixels), [1, 1, 28, 28]);
    const { logits } = await session.run({ image });
    const scores = Float32Array.from(logits.data);
    image.dispose();
    logits.dispose();
    return { millis: performance.now() - started, best: scores.indexOf(Math.max(...scores)) };
  }

  window.handWritten = {
    async runs(pixels, count) {
      const input = Float32Array.from(pixels);
      const millis = [];
      let best = -1;
      for (let i = 0; i < count; i++) {
        const run = await runOnce(input);
        millis.push(run.millis);
        best = run.best;
      }
      return { millis, best };
    },
  };
}
