package dev.nearside.bench;

import java.util.List;

/** Questions of many kinds, languages and lengths. */
final class ParityPrompts {
    static final List<String> ALL = List.of(
            "What is the capital of France?",
            "Tell me a story about a lighthouse keeper and a whale.",
            "Explain how photosynthesis works, step by step.",
            "Write a Python function that returns the n-th Fibonacci number.",
            "List ten uses of an old newspaper.",
            "Translate into French: The weather is nice and the children play outside.",
            "What is 17 + 25? Show how you work it out.",
            "Who wrote Romeo and Juliet, and what is it about?",
            "Write a short poem on the sea in autumn.",
            "Give me a recipe for pancakes with what is usually in a kitchen.",
            "Was ist der Unterschied zwischen Wetter und Klima?",
            "Summarise in one sentence: The old bridge was closed in March, as its beams had rusted. Engineers found"
                    + " that the river had washed out two of its piers as well. A new one is planned for next year, and"
                    + " until then a ferry crosses every twenty minutes.",
            "Why is the sky blue?",
            "Write an email in which I ask my landlord to repair the heating.",
            "What are the planets of the solar system, from the sun outwards?",
            "Write a JSON object that describes a book, with title, author, year and three keywords.",
            "¿Qué puedo visitar en Madrid en dos días?",
            "How do I revert the last commit in git without losing my changes?",
            "Give three arguments for and three against working from home.",
            "Hello!");

    private ParityPrompts() {}
}
