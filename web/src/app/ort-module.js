// Loads ONNX Runtime's WebAssembly as the library would by itself, and leaves its module to the Java, which keeps
// tensors in its memory from run to run; the library copies every tensor in and out.
export default async (settings) => {
  const { default: create } = await import(nearsideHost.ortScript);
  return (nearsideHost.ortModule = await create(settings));
};
