// Starts the page: the compiled Java does the rest.
import { program } from "/nearside.js";

const backend = new URLSearchParams(window.location.search).get("backend") ?? undefined;
const page = await program(backend);
page.start();
