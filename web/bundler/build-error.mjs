/** A mistake in what is bundled, told in one line: its reader needs the message and no stack trace. */
export class BuildError extends Error {
  name = "BuildError";
}
