// The program of #/compare, loaded when somebody comes there: it works on what open() gives, as any page's own script would.
import { load } from "%asset:/app/loader.js%";

export async function open(near) {
  const { backend, assets } = globalThis.nearsideHost;
  (await load("compare", backend, assets)).start(near);
}
