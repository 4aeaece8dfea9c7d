package dev.nearside.server.hub.template;

import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELResolver;

/** What Python's Jinja has and the Java library lacks or reads otherwise, as far as chat templates use it. */
final class JinjaDialect {
    /** A list turned around. */
    private static final Pattern REVERSED = Pattern.compile("([\\w.]+)\\[::-1]");

    /** Python reads {@code not x is defined} as {@code not (x is defined)}, the library as {@code (not x) is defined}. */
    private static final Pattern NEGATED_TEST = Pattern.compile("\\bnot\\s+([\\w.]+)\\s+is\\s+(?!not\\b)(\\w+)");

    /** A named argument that is more than a value: the library would end it at the first operator. */
    private static final Pattern NAMESPACE = Pattern.compile("\\bnamespace\\(([^()]*)\\)");

    private static final Pattern NAMED = Pattern.compile("(\\w+)\\s*=\\s*([^,'\"]*[-+*|~%][^,'\"]*)(?=,|$)");

    private JinjaDialect() {}

    /** The template as the library has to have it. */
    static String adapt(String source) {
        String reversed = REVERSED.matcher(source).replaceAll("($1|reverse|list)");
        String negated = NEGATED_TEST.matcher(reversed).replaceAll("($1 is not $2)");
        return NAMESPACE
                .matcher(negated)
                .replaceAll(call -> Matcher.quoteReplacement(
                        "namespace(" + NAMED.matcher(call.group(1)).replaceAll("$1=($2)") + ")"));
    }

    /** The library's own resolver, after one for the methods of Python's strings. */
    static ELResolver resolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new PythonStrings());
        resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY);
        return resolver;
    }
}
