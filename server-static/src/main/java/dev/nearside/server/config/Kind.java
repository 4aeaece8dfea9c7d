package dev.nearside.server.config;

import dev.nearside.json.JsonBool;
import dev.nearside.json.JsonNull;
import dev.nearside.json.JsonNumber;
import dev.nearside.json.JsonString;
import dev.nearside.json.JsonValue;
import java.util.List;
import java.util.function.Predicate;

/** What the value of a key may be. */
interface Kind {
    /** The type, for the documentation: {@code text}, {@code list of texts}, … */
    String type();

    /** Which values of that type may be given. */
    String range();

    /**
     * The value as JSON, without what is wrong in it; null if nothing is left.
     *
     * @param name what mistakes call it
     */
    JsonValue sound(String name, YamlNode node, Mistakes mistakes);

    /** The scalar, if the test lets it pass; null is passed on, as a key without a value is as good as none. */
    private static JsonValue scalar(String name, YamlNode node, Mistakes mistakes, Test test) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (scalar.value() == JsonNull.NULL || test.fits().test(scalar.value())) {
                return scalar.value();
            }
        }
        mistakes.add(node.at(), name, "must be " + test.wanted() + (test.shown() ? ", not " + node.found() : ""));
        return JsonNull.NULL;
    }

    /**
     * What a scalar is measured by.
     *
     * @param shown whether a wrong one is shown
     */
    record Test(String wanted, Predicate<JsonValue> fits, boolean shown) {
        Test(String wanted, Predicate<JsonValue> fits) {
            this(wanted, fits, true);
        }
    }

    /**
     * A text of some form.
     *
     * @param isShown whether a wrong one is shown; not so where a secret may have been written by mistake
     */
    record Text(String range, Predicate<String> fits, boolean isShown) implements Kind {
        /** Any that is not blank. */
        static final Text ANY = new Text("not blank", text -> !text.isBlank(), true);

        @Override
        public String type() {
            return "text";
        }

        @Override
        public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
            String wanted = range.equals(ANY.range) ? "a text that is not blank" : range;
            return scalar(
                    name,
                    node,
                    mistakes,
                    new Test(
                            wanted, value -> value instanceof JsonString string && fits.test(string.value()), isShown));
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements Kind {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String type() {
            return "text";
        }

        @Override
        public String range() {
            return String.join(", ", words);
        }

        @Override
        public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
            return scalar(
                    name,
                    node,
                    mistakes,
                    new Test(
                            "one of " + range(),
                            value -> value instanceof JsonString string && words.contains(string.value())));
        }
    }

    /** A whole number within bounds. */
    record Whole(int least, int most) implements Kind {
        @Override
        public String type() {
            return "whole number";
        }

        @Override
        public String range() {
            return most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        }

        @Override
        public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
            return scalar(name, node, mistakes, new Test("a whole number, " + range(), this::fits));
        }

        private boolean fits(JsonValue value) {
            return value instanceof JsonNumber number
                    && number.text().matches("-?\\d{1,10}")
                    && number.asLong() >= least
                    && number.asLong() <= most;
        }
    }

    /** A number within bounds. */
    record Amount(String range, Predicate<Double> fits) implements Kind {
        /** 0 or more. */
        static final Amount NOT_NEGATIVE = new Amount("0 or more", amount -> amount >= 0);

        @Override
        public String type() {
            return "number";
        }

        @Override
        public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
            return scalar(
                    name,
                    node,
                    mistakes,
                    new Test(
                            "a number, " + range,
                            value -> value instanceof JsonNumber number
                                    && Double.isFinite(number.asDouble())
                                    && fits.test(number.asDouble())));
        }
    }

    /** Yes or no. */
    record Flag() implements Kind {
        @Override
        public String type() {
            return "flag";
        }

        @Override
        public String range() {
            return "true, false";
        }

        @Override
        public JsonValue sound(String name, YamlNode node, Mistakes mistakes) {
            return scalar(name, node, mistakes, new Test("true or false", JsonBool.class::isInstance));
        }
    }
}
