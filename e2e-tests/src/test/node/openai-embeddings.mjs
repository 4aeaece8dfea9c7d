// Calls the server with OpenAI's own package. Arguments: the base address, and the request without its format as JSON.
// Prints what came, in the package's default format (base64 on the wire) and as plain numbers.
import OpenAI, { NotFoundError } from "openai";

const [baseURL, request] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "not-needed", maxRetries: 0 });
const body = JSON.parse(request);

const byDefault = await client.embeddings.create(body);
const asFloats = await client.embeddings.create({ ...body, encoding_format: "float" });
const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}
const missing = await client.embeddings.create({ ...body, model: "text-embedding-3-small" }).catch((error) => error);

console.log(
  JSON.stringify({
    byDefault,
    asFloats,
    models,
    retrieved: (await client.models.retrieve(body.model)).id,
    missing: { isNotFound: missing instanceof NotFoundError, code: missing.code, status: missing.status },
  }),
);
