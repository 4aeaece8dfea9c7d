// What tests do in a page that has nothing but nearside.js. Answers go to Java as JSON, errors as {failure: …}.
() => {
  const LIMIT = 90_000;

  // What the engines said last, for whoever has to find out why one of them said no more.
  const heard = [];
  const record = (line) => {
    heard.push(line.slice(0, 300));
    heard.splice(0, heard.length - 40);
  };
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => record(`< ${JSON.stringify(data)}`));
    }

    postMessage(message, ...rest) {
      record(`> ${JSON.stringify(message)}`);
      super.postMessage(message, ...rest);
    }
  };

  function picture({ width, height, rgba }) {
    const bytes = Uint8ClampedArray.from(atob(rgba), (c) => c.charCodeAt(0));
    return new ImageData(bytes, width, height);
  }

  async function answer(promise) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error([`no answer within ${LIMIT} ms`, ...heard].join("\n"))), LIMIT);
    });
    try {
      return JSON.stringify({ value: await Promise.race([promise, late]) }, (key, value) =>
        ArrayBuffer.isView(value) ? Array.from(value) : value);
    } catch (e) {
      return JSON.stringify({ failure: { name: e.name, message: e.message, code: String(e.code ?? "") } });
    } finally {
      clearTimeout(timer);
    }
  }

  window.plain = {
    near: undefined,
    begun: [],
    open: (options) => answer((async () => {
      const { open } = await import("/nearside.js");
      window.plain.near = await open(options);
      return window.plain.near.info();
    })()),
    classify: (pixels, options) => answer(window.plain.near.vision.classify(picture(pixels), options)),
    classifyAll: (all, options) => answer((async () => {
      const answers = [];
      for (const pixels of all) {
        const { seen, ...rest } = await window.plain.near.vision.classify(picture(pixels), options);
        answers.push(rest);
      }
      return answers;
    })()),
    begin: (pixels, options) => {
      window.plain.begun.push(window.plain.near.vision.classify(picture(pixels), options));
    },
    finish: () => answer(Promise.all(window.plain.begun.splice(0))),
    evaluate: (body, argument) => answer(body(window.plain.near, argument)),
  };
}
