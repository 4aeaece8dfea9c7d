// Instantiates ONNX Runtime's WebAssembly, compiled since the engine's start, as the library would by itself, and leaves its
// module to the Java, which keeps tensors in its memory from run to run; the library copies every tensor in and out.
export default async (settings) => {
  const { default: create } = await nearsideHost.ortScript;
  // What could not be compiled, the library fetches once more, and tells what is wrong.
  const compiled = await nearsideHost.ortWasm.catch(() => undefined);
  if (!compiled) {
    return (nearsideHost.ortModule = await create(settings));
  }
  let fail;
  const failure = new Promise((_, reject) => (fail = reject));
  const instantiateWasm = (imports, done) => {
    WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), fail);
  };
  return (nearsideHost.ortModule = await Promise.race([create({ ...settings, instantiateWasm }), failure]));
};
