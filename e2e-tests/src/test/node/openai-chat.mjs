// Chats with OpenAI's own package. Arguments: the base address, and a request as JSON.
// Prints what came: whole, streamed, in several choices, stopped, with logprobs, as JSON; and the errors by their types.
import OpenAI, { BadRequestError, NotFoundError, PermissionDeniedError } from "openai";

const [baseURL, request] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "not-needed", maxRetries: 0 });
const body = JSON.parse(request);
const ask = (more, options) => client.chat.completions.create({ ...body, ...more }, options);
const text = (answer) => answer.choices[0].message.content;

const failure = async (promise, type) => {
  const error = await promise.then(
    () => undefined,
    (thrown) => thrown,
  );
  return { isOfItsType: error instanceof type, status: error?.status, code: error?.code, param: error?.param };
};

const whole = await ask();

const chunks = [];
for await (const chunk of await ask({ stream: true, stream_options: { include_usage: true } })) {
  chunks.push(chunk);
}

// A piece of the answer that it does not begin with.
const stop = [...Array(8).keys()]
  .map((i) => text(whole).slice(Math.floor(text(whole).length / 2) + i).slice(0, 4))
  .find((piece) => text(whole).indexOf(piece) > 0);

const schema = {
  type: "object",
  properties: { open: { type: "boolean" } },
  required: ["open"],
  additionalProperties: false,
};

// Leaves the loop, which closes the connection.
let seen = 0;
const left = await ask({ stream: true, max_completion_tokens: 400 });
for await (const chunk of left) {
  seen += chunk.choices.length;
  if (seen >= 3) {
    break;
  }
}

// Aborts a call whose answer comes in one piece.
const controller = new AbortController();
const aborted = ask({ max_completion_tokens: 400, n: 16 }, { signal: controller.signal }).catch((error) => error);
setTimeout(() => controller.abort(), 50);

const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }];
const foreign = new OpenAI({ baseURL, apiKey: "none", maxRetries: 0, defaultHeaders: { Origin: "null" } });

console.log(
  JSON.stringify({
    whole,
    chunks,
    helped: await client.chat.completions.stream(body).finalContent(),
    stop,
    stopped: await ask({ stop: ["never comes", stop] }),
    several: await ask({ n: 3, temperature: 1, seed: 5 }),
    alone: text(await ask({ temperature: 1, seed: 6 })),
    known: await ask({ logprobs: true, top_logprobs: 2 }),
    json: JSON.parse(text(await ask({ response_format: { type: "json_schema", json_schema: { name: "door", schema } } }))),
    parts: text(await ask({ messages: [{ role: "user", content: [{ type: "text", text: body.messages[0].content }] }] })),
    left: left.controller.signal.aborted,
    aborted: (await aborted).constructor.name,
    missing: await failure(ask({ model: "gpt-4o" }), NotFoundError),
    missingStreamed: await failure(ask({ model: "gpt-4o", stream: true }), NotFoundError),
    tools: await failure(ask({ tools }), BadRequestError),
    image: await failure(
      ask({ messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA==" } }] }] }),
      BadRequestError,
    ),
    foreign: await failure(foreign.chat.completions.create(body), PermissionDeniedError),
  }),
);
