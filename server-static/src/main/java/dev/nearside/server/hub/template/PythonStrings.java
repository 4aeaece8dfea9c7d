package dev.nearside.server.hub.template;

import java.beans.FeatureDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELResolver;
import org.jspecify.annotations.Nullable;

/** The methods of Python's strings that chat templates call. */
final class PythonStrings extends ELResolver {
    private static final String WHITE_SPACE = " \t\n\r\f\u000b";

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?> @Nullable [] types, Object @Nullable [] arguments) {
        if (!(base instanceof String text)) {
            return null;
        }
        Object[] given = arguments == null ? new Object[0] : arguments;
        Object result = call(text, String.valueOf(method), given);
        if (result != null) {
            context.setPropertyResolved(true);
        }
        return result;
    }

    private static @Nullable Object call(String text, String method, Object[] given) {
        String first = given.length > 0 ? String.valueOf(given[0]) : null;
        return switch (method) {
            case "strip" -> strip(text, first, true, true);
            case "lstrip" -> strip(text, first, true, false);
            case "rstrip" -> strip(text, first, false, true);
            case "startswith" -> first != null && text.startsWith(first);
            case "endswith" -> first != null && text.endsWith(first);
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "title", "capitalize" -> capitalised(text);
            case "replace" -> given.length == 2 && first != null ? text.replace(first, String.valueOf(given[1])) : null;
            case "split" -> split(text, first);
            default -> null;
        };
    }

    private static String strip(String text, @Nullable String characters, boolean left, boolean right) {
        String set = characters == null ? WHITE_SPACE : characters;
        int start = 0;
        int end = text.length();
        while (left && start < end && set.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (right && end > start && set.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String capitalised(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    private static List<String> split(String text, @Nullable String separator) {
        List<String> parts = new ArrayList<>();
        if (separator == null) {
            Collections.addAll(parts, text.strip().split("\\s+"));
            return parts;
        }
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    @Override
    public @Nullable Object getValue(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // Strings have no properties to be set.
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return Collections.emptyIterator();
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
