"""A chat about a few files, made as the course makes its Chainlit app: the address of the server without /v1, the
OpenAI client, a streamed answer whose chunks are indexed without a guard, retrieval before the question."""

import os
from pathlib import Path

import chainlit as cl
from openai import OpenAI

BASE_URL = os.environ.get("BASE_URL", "http://localhost:5173")
MODEL = os.environ.get("MODEL", "smollm2-135m-instruct")
EMBEDDING_MODEL = os.environ.get("EMBEDDING_MODEL", "all-minilm-l6-v2")
DOCUMENTS = Path(__file__).parent / "documents"
PASSAGES = 2

client = OpenAI(base_url=f"{BASE_URL}/v1", api_key=os.environ.get("API_KEY", "not-required"))
index = []


def embed(texts):
    """One vector for each text, all of length 1."""
    response = client.embeddings.create(model=EMBEDDING_MODEL, input=texts)
    return [item.embedding for item in response.data]


def build_index():
    files = sorted(DOCUMENTS.glob("*.txt"))
    texts = [file.read_text(encoding="utf-8").strip() for file in files]
    index.extend(zip([file.name for file in files], texts, embed(texts)))


def retrieve(question):
    """The passages that are nearest to the question, best first."""
    vector = embed([question])[0]
    nearness = lambda entry: sum(a * b for a, b in zip(vector, entry[2]))
    return sorted(index, key=nearness, reverse=True)[:PASSAGES]


@cl.on_chat_start
async def start():
    if not index:
        build_index()
    await cl.Message(content=f"Welcome! I am {MODEL}, and I know {len(index)} files.").send()


@cl.on_message
async def main(message: cl.Message):
    try:
        passages = retrieve(message.content)
        context = "\n\n".join(text for _, text, _ in passages)
        answer = cl.Message(content="")
        await answer.send()
        stream = client.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": "Answer from the context."},
                {"role": "user", "content": f"Context:\n{context}\n\nQuestion: {message.content}"},
            ],
            max_tokens=60,
            temperature=0.7,
            stream=True,
        )
        for chunk in stream:
            content = chunk.choices[0].delta.content
            if content is not None:
                await answer.stream_token(content)
        await answer.update()
        await cl.Message(content="Sources: " + ", ".join(name for name, _, _ in passages)).send()
    except Exception as problem:
        await cl.Message(content=f"Error: {problem}").send()
