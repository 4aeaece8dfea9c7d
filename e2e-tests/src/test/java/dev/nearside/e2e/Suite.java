package dev.nearside.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests what they name as parameters. One {@link ServerProcess}, one {@link ChatServer}, one {@link Browsers} and one {@link Browser} (WebGPU
 * in software) serve the whole run; a {@link BrowserContext}, a {@link Page} and a {@link PlainPage} are new for each
 * test. All are closed here.
 */
public final class Suite implements ParameterResolver {
    private static final Namespace PARTS = Namespace.create(Suite.class);

    private static final Map<Class<?>, Function<ExtensionContext, Object>> MAKERS = Map.of(
            ServerProcess.class, test -> startServer(),
            ChatServer.class, test -> ChatServer.start(),
            Browsers.class, test -> Browsers.find(),
            Browser.class, test -> shared(test, Browsers.class).launch(Browsers.Gpu.SOFTWARE),
            BrowserContext.class, test -> shared(test, Browser.class).newContext(),
            Page.class, test -> own(test, BrowserContext.class).newPage(),
            PlainPage.class, test -> PlainPage.isolated(own(test, BrowserContext.class), server(test)));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return MAKERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return isShared(type) ? shared(test, type) : own(test, type);
    }

    private static boolean isShared(Class<?> type) {
        return type == ServerProcess.class
                || type == ChatServer.class
                || type == Browsers.class
                || type == Browser.class;
    }

    private static ServerProcess server(ExtensionContext test) {
        return shared(test, ServerProcess.class);
    }

    private static <T> T shared(ExtensionContext test, Class<T> type) {
        return part(test, test.getRoot().getStore(PARTS), type);
    }

    private static <T> T own(ExtensionContext test, Class<T> type) {
        return part(test, test.getStore(PARTS), type);
    }

    private static <T> T part(ExtensionContext test, ExtensionContext.Store store, Class<T> type) {
        T known = store.get(type, type);
        if (known != null) {
            return known;
        }
        Function<ExtensionContext, Object> maker = Objects.requireNonNull(MAKERS.get(type));
        T made = type.cast(maker.apply(test));
        store.put(type, made);
        return made;
    }

    private static ServerProcess startServer() {
        try {
            return ServerProcess.start(Files.createTempDirectory("nearside-e2e-models"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
