package dev.nearside.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that TeaVM 0.15's own WebAssembly-GC runtime makes from text, one family for each import, letter for
 * letter as its {@code runtime.ts} has them.
 */
final class RuntimeFunctions {
    private RuntimeFunctions() {}

    /** What the runtime passes to {@code new Function} to make the import of that name, if it makes it so. */
    static Optional<List<String>> madeFor(String importName) {
        int digits = importName.length();
        while (digits > 0 && Character.isDigit(importName.charAt(digits - 1))) {
            digits--;
        }
        if (digits == importName.length()) {
            return Optional.empty();
        }
        int arity = Integer.parseInt(importName.substring(digits));
        List<String> parameters = new ArrayList<>();
        for (int i = 1; i <= arity; i++) {
            parameters.add("p" + i);
        }
        String list = String.join(", ", parameters);
        return switch (importName.substring(0, digits)) {
            case "callFunction" ->
                Optional.of(
                        arguments(List.of("rethrowJsAsJava", "fn"), parameters, guarded("return fn(" + list + ");\n")));
            case "callMethod" ->
                Optional.of(arguments(
                        List.of("rethrowJsAsJava", "getGlobalName", "instance", "method"),
                        parameters,
                        guarded("return instance !== null\n        ? instance[method](" + list
                                + ")\n        : getGlobalName(method)(" + list + ");\n")));
            case "construct" ->
                Optional.of(arguments(
                        List.of("rethrowJsAsJava", "constructor"),
                        parameters,
                        guarded("return new constructor(" + list + ");\n")));
            case "arrayOf" -> Optional.of(arguments(List.of(), parameters, "return [" + list + "]"));
            default -> Optional.empty();
        };
    }

    private static String guarded(String statement) {
        return "try {\n    " + statement + "} catch (e) {\n    rethrowJsAsJava(e);\n}";
    }

    private static List<String> arguments(List<String> first, List<String> parameters, String body) {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(parameters);
        arguments.add(body);
        return List.copyOf(arguments);
    }
}
