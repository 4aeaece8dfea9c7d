// Our side: near.embeddings over a worker.
async ({ backend }) => {
  const { open } = await import("/nearside.js");
  const near = await open({ provider: "wasm", backend });
  const model = "all-minilm-l6-v2";
  const embed = async (input) => (await near.embeddings.create({ model, input })).data.map((each) => each.embedding);
  window.bench = {
    near,
    embed,
    encode: async (input) => {
      const { ids, timings } = await near.tokenizer.encode({ model, input });
      return { tokens: ids.length, millis: timings.encode };
    },
  };
  return (await embed(["A lake is larger than a pond."]))[0];
};
