// TeaVM's WebAssembly-GC runtime makes its glue with `new Function(...)`, which this page's Content-Security-Policy
// rightly forbids. The build lists every such function as real code (see docs/decisions/strict-csp.md); here the global
// Function is replaced by one that looks them up.

const path = /^return ([\w$]+(?:\.[\w$]+)*);$/;
const assignment = /^([\w$]+) = value;$/;
const wrapper = /^return function\(([^)]*)\) \{\n {4}try \{\n {8}return fn\((this)?/;
const renamed = /^return function ([\w$]+)\(marker, javaObject\)/;

function resolve(name) {
  return name.split(".").reduce((object, key) => object[key], globalThis);
}

/** Functions that the runtime makes only when they are needed, told by their shape. */
function onDemand(parameters, body) {
  let match;
  if (parameters.length === 0 && (match = path.exec(body))) {
    const name = match[1];
    return () => resolve(name);
  }
  if (parameters.join() === "value" && (match = assignment.exec(body))) {
    const name = match[1];
    return (value) => { globalThis[name] = value; };
  }
  if (parameters.join() === "rethrowJavaAsJs,fn" && (match = wrapper.exec(body))) {
    return wrap(match[1].split(", ").filter(Boolean), match[2] !== undefined);
  }
  if (parameters.join() === "constructor" && (match = renamed.exec(body))) {
    const name = match[1];
    return (constructor) => {
      const result = function (marker, javaObject) { return constructor.call(this, marker, javaObject); };
      return Object.defineProperty(result, "name", { value: name });
    };
  }
  return undefined;
}

function wrap(parameters, passThis) {
  const variadic = parameters.length > 0 && parameters[parameters.length - 1].startsWith("...");
  const fixed = variadic ? parameters.length - 1 : parameters.length;
  return (rethrow, fn) => function (...given) {
    const args = given.slice(0, fixed);
    args.length = fixed;
    if (variadic) {
      args.push(given.slice(fixed));
    }
    try {
      return passThis ? fn(this, ...args) : fn(...args);
    } catch (e) {
      return rethrow(e);
    }
  };
}

const tables = [];

/** Lets `new Function(...)` give the functions of this table: a Map from the JSON of its arguments. */
export function allow(table) {
  tables.push(table);
  if (tables.length > 1) {
    return;
  }
  const Original = Function;
  const make = (args) => {
    const key = JSON.stringify(args.map(String));
    const known = tables.find((t) => t.has(key));
    if (known) {
      return known.get(key);
    }
    const parameters = args.slice(0, -1);
    const body = String(args[args.length - 1] ?? "");
    return factory(parameters, body) ?? onDemand(parameters, body) ?? Reflect.construct(Original, args);
  };
  // The runtime prepares 32 arities of each kind of glue and a program imports a few: the others are made to fail when
  // they are called, not when they are prepared.
  const factory = (parameters, body) => {
    if (body.startsWith("return new Function('wrapCallFromJavaToJs', ")) {
      return (wrapCall, ...args) => make(["wrapCallFromJavaToJs", ...args]).bind(undefined, wrapCall);
    }
    const glue = ["rethrowJsAsJava,fn", "rethrowJsAsJava,getGlobalName,instance,method", "rethrowJsAsJava,constructor"];
    const list = parameters.join();
    if (/^return \[[p\d, ]*\]$/.test(body) || glue.some((g) => list === g || list.startsWith(`${g},`))) {
      return () => { throw new EvalError(`this function is not in the build's table: (${list}) ${body}`); };
    }
    return undefined;
  };
  globalThis.Function = new Proxy(Original, {
    construct: (target, args) => make(args),
    apply: (target, self, args) => make(args),
  });
}
