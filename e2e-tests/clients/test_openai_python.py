"""openai-python against the server whose address is in BASE_URL: pytest clients/test_openai_python.py"""

import math
import os
import time

import httpx
import openai
import pytest

BASE_URL = os.environ["BASE_URL"]
MODEL = os.environ["MODEL"]
EMBEDDING_MODEL = "all-minilm-l6-v2"
QUESTION = [{"role": "user", "content": "What is the capital of France?"}]


@pytest.fixture
def client():
    with openai.OpenAI(base_url=f"{BASE_URL}/v1", api_key="not-needed", max_retries=0, timeout=600) as made:
        yield made


def ask(client, **more):
    request = {"model": MODEL, "messages": QUESTION, "temperature": 0, "max_tokens": 16, **more}
    return client.chat.completions.create(**request)


def test_models_are_listed(client):
    ids = [model.id for model in client.models.list()]

    assert MODEL in ids and EMBEDDING_MODEL in ids
    assert client.models.retrieve(MODEL).id == MODEL


def test_a_chat_is_answered_with_its_usage(client):
    answer = ask(client)

    assert answer.choices[0].message.content
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].finish_reason in ("stop", "length")
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


def test_a_stream_makes_the_same_answer(client):
    whole = ask(client)

    chunks = list(ask(client, stream=True, stream_options={"include_usage": True}))

    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1]) == whole.choices[0].message.content
    assert len({chunk.id for chunk in chunks}) == 1
    assert chunks[-1].choices == [] and chunks[-1].usage.completion_tokens == whole.usage.completion_tokens


def test_no_chunk_lacks_choices_unless_usage_was_asked_for(client):
    assert all(chunk.choices for chunk in ask(client, stream=True))


def test_a_raw_stream_says_who_answers(client):
    with client.chat.completions.with_streaming_response.create(
        model=MODEL, messages=QUESTION, max_tokens=4, stream=True
    ) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["x-nearside-backend"] == "jvm"
        assert list(response.iter_lines())[-2:] == ["data: [DONE]", ""]


def test_embeddings_come_as_base64_by_default_and_as_numbers_if_asked(client):
    texts = ["The cat sleeps.", "Ein Zug fährt ab."]

    packed = client.embeddings.create(model=EMBEDDING_MODEL, input=texts)
    plain = client.embeddings.create(model=EMBEDDING_MODEL, input=texts, encoding_format="float")

    for one, other in zip(packed.data, plain.data):
        assert len(one.embedding) == 384
        assert one.embedding == pytest.approx(other.embedding, abs=1e-6)
        assert math.isclose(sum(x * x for x in one.embedding), 1, rel_tol=1e-3)
    assert packed.usage.prompt_tokens == plain.usage.prompt_tokens > 0


def test_an_unknown_model_is_not_found(client):
    with pytest.raises(openai.NotFoundError) as thrown:
        ask(client, model="gpt-4o")

    assert thrown.value.code == "model_not_found"


def test_tools_are_refused_by_name(client):
    with pytest.raises(openai.BadRequestError) as thrown:
        ask(client, tools=[{"type": "function", "function": {"name": "weather", "parameters": {}}}])

    assert thrown.value.param == "tools"


def test_another_origin_is_denied(client):
    with pytest.raises(openai.PermissionDeniedError):
        ask(client, extra_headers={"Origin": "https://evil.example"})


def test_a_stream_can_be_closed_and_the_server_stops(client):
    stream = ask(client, stream=True, max_tokens=2000, logit_bias={"0": -100, "2": -100})
    next(iter(stream))

    stream.close()

    # The next answer does not wait for the one that was left.
    assert ask(client, max_tokens=4).choices[0].message.content


def test_what_is_refused_for_now_is_asked_again_when_the_server_says():
    """The refusal is put in on the way, so that it comes exactly once."""
    seen = []

    class OnceRefused(httpx.HTTPTransport):
        def handle_request(self, request):
            seen.append(time.monotonic())
            if len(seen) == 1:
                return httpx.Response(503, headers={"Retry-After": "1"}, json={"error": {"message": "queue full"}})
            return super().handle_request(request)

    with openai.OpenAI(
        base_url=f"{BASE_URL}/v1",
        api_key="not-needed",
        max_retries=2,
        http_client=httpx.Client(transport=OnceRefused(), timeout=600),
    ) as patient:
        assert ask(patient).choices[0].message.content

    assert len(seen) == 2 and seen[1] - seen[0] >= 1
