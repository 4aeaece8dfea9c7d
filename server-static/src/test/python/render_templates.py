"""Renders the chat templates of the tests with Jinja2, as Hugging Face's transformers does, into expected.json.

Run it by hand after a template or a conversation was added: python3 render_templates.py (Jinja2 3.1).
The date is left undefined, so that templates that ask for it take the one they name themselves.
"""

import json
import pathlib

from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "templates"

TOKENS = {
    "deepseek-v3": ("<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>"),
    "gemma2": ("<bos>", "<eos>"),
    "gemma3": ("<bos>", "<end_of_turn>"),
    "llama2": ("<s>", "</s>"),
    "llama3": ("<|begin_of_text|>", "<|end_of_text|>"),
    "llama3.2": ("<|begin_of_text|>", "<|eot_id|>"),
    "mistral-v0.1": ("<s>", "</s>"),
    "mistral-v0.3": ("<s>", "</s>"),
    "phi-3": ("<s>", "<|endoftext|>"),
    "phi-3-first": ("<s>", "<|endoftext|>"),
    "phi-4-mini": ("<|endoftext|>", "<|endoftext|>"),
    "qwen2.5": ("", "<|im_end|>"),
    "qwen3": ("", "<|im_end|>"),
    "smollm2": ("<|im_start|>", "<|im_end|>"),
    "zephyr": ("<s>", "</s>"),
}


def turns(*pairs):
    return [{"role": role, "content": content} for role, content in pairs]


CONVERSATIONS = {
    "question": turns(("user", "What is the tallest mountain?")),
    "system": turns(("system", "You are a pirate."), ("user", "Where is the gold?")),
    "turns": turns(
        ("user", "Hello, how are you?"),
        ("assistant", "Fine. And you?"),
        ("user", "Show me 7 × 6."),
        ("assistant", "42"),
        ("user", "Thanks! Now {{ 7 * 7 }} and {% raw %}?"),
    ),
    "everything": turns(
        ("system", "Answer in German.\nBe brief."),
        ("user", "Wie heißt du? 🙂"),
        ("assistant", "```python\nprint('x')\n```"),
        ("user", "Line one\n\nLine two <b>&amp;</b> 'quoted' \"twice\" \\n"),
    ),
    "spaces": turns(
        ("system", "  be brief \n"),
        ("user", "\n indented  "),
        ("assistant", " answer\n\n"),
        ("user", "   more\t"),
    ),
}


def refuse(message):
    raise TemplateError(message)


def render(environment, source, tokens, messages):
    template = environment.from_string(source)
    try:
        text = template.render(
            messages=messages, add_generation_prompt=True, bos_token=tokens[0], eos_token=tokens[1]
        )
        return {"text": text}
    except TemplateError as error:
        return {"error": str(error)}


def main():
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value, indent=None: json.dumps(value, ensure_ascii=False, indent=indent)
    environment.globals["raise_exception"] = refuse
    expected = {"conversations": CONVERSATIONS, "templates": {}}
    for file in sorted(FOLDER.glob("*.jinja")):
        tokens = TOKENS[file.stem]
        source = file.read_text(encoding="utf-8")
        expected["templates"][file.stem] = {
            "bos": tokens[0],
            "eos": tokens[1],
            "rendered": {name: render(environment, source, tokens, c) for name, c in CONVERSATIONS.items()},
        }
    out = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "expected.json").write_text(out, encoding="utf-8")


main()
