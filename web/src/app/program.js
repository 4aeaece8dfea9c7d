// Loads the program of pages that are not the first, when somebody comes there. It works on what open() gives, as any page's
// own script would.
import { load } from "%asset:/app/loader.js%";

export async function open(program, near, provider) {
  const { backend, assets } = globalThis.nearsideHost;
  return (await load(program, backend, assets)).open(near, provider);
}
