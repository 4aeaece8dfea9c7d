package dev.nearside.retrieval;

import dev.nearside.json.Json;
import dev.nearside.json.JsonCursor;
import dev.nearside.retrieval.reader.DocumentReaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample collection, with questions and which of its documents answer them. Frozen: see docs/retrieval.md. */
record RelevanceSet(List<Document> documents, List<Question> questions, List<Question> unanswerable) {

    RelevanceSet {
        documents = List.copyOf(documents);
        questions = List.copyOf(questions);
        unanswerable = List.copyOf(unanswerable);
    }

    /**
     * What somebody asks.
     *
     * @param split {@code dev} for what may be tuned on, the other for what is reported
     * @param kind {@code own} words, {@code words} of the document, or an {@code exact} identifier; of those that nothing
     *     answers, {@code far} from all documents or {@code near} to some
     * @param grades by the document's name
     */
    record Question(String id, String split, String kind, String text, Map<String, Integer> grades) {
        Question {
            grades = Map.copyOf(grades);
        }
    }

    static RelevanceSet read() {
        List<Document> documents = new ArrayList<>();
        for (JsonCursor document :
                Json.read(text("/samples/search/index.json")).field("documents").items()) {
            String file = document.field("file").asString();
            documents.add(DocumentReaders.read(file, bytes("/samples/search/" + file)));
        }
        return new RelevanceSet(documents, questions("questions.json"), questions("unanswerable.json"));
    }

    private static List<Question> questions(String resource) {
        List<Question> questions = new ArrayList<>();
        for (JsonCursor question : Json.read(text(resource)).items()) {
            Map<String, Integer> grades = new LinkedHashMap<>();
            question.optional("relevant")
                    .ifPresent(relevant -> relevant.fields().forEach((file, grade) -> grades.put(file, grade.asInt())));
            questions.add(new Question(
                    question.field("id").asString(),
                    question.field("split").asString(),
                    question.field("kind").asString(),
                    question.field("text").asString(),
                    grades));
        }
        return questions;
    }

    private static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(RelevanceSet.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
