// The same model by hand: what a page would be that calls ONNX Runtime Web directly. The picture is scaled on a canvas
// before each run, so that both sides come to their runs from other work; the model's input is that of the other side.
async ({ library, mjs, wasm, model, threads }) => {
  const ort = await import(library);
  ort.env.wasm.wasmPaths = { mjs, wasm };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = "error";
  const bytes = await (await fetch(model)).arrayBuffer();
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ["wasm"] });
  const large = new OffscreenCanvas(112, 112);
  const small = new OffscreenCanvas(28, 28).getContext("2d", { willReadFrequently: true });

  function prepare(image) {
    large.width = image.width;
    large.height = image.height;
    large.getContext("2d").putImageData(image, 0, 0);
    small.drawImage(large, 0, 0, 28, 28);
    const { data } = small.getImageData(0, 0, 28, 28);
    return Float32Array.from({ length: 784 }, (_, i) => 1 - data[4 * i] / 255);
  }

  async function classify(image, pixels) {
    const prepared = prepare(image);
    prepared.set(pixels);
    const started = performance.now();
    const input = new ort.Tensor("float32", prepared, [1, 1, 28, 28]);
    const { logits } = await session.run({ image: input });
    const scores = Float32Array.from(logits.data);
    input.dispose();
    logits.dispose();
    return { run: performance.now() - started, index: scores.indexOf(Math.max(...scores)) };
  }

  async function sample(near) {
    const { manifest } = await near.models.load("digits");
    const picture = await (await fetch(`/models/digits/${manifest.samples[7]}`)).blob();
    const bitmap = await createImageBitmap(picture);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }

  // One of ours, one of theirs, in turns.
  window.compare = async (near, count) => {
    const image = await sample(near);
    const { seen } = await near.vision.classify(image);
    const ours = [];
    const theirs = [];
    for (let i = 0; i < count; i++) {
      const mine = await near.vision.classify(image);
      const other = await classify(image, seen);
      if (mine.index !== other.index) {
        throw new Error(`the two do not agree: ${mine.index} and ${other.index}`);
      }
      ours.push(mine.timings.run);
      theirs.push(other.run);
    }
    return { ours, theirs };
  };
}
