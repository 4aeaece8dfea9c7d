package dev.nearside.server;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C. The JDK's class for signals is called by name: javac warns of every use of it, whatever is suppressed, and a JDK without
 * it is no reason to fail.
 */
final class Interrupts {
    private static final Logger LOG = LoggerFactory.getLogger(Interrupts.class);

    private Interrupts() {}

    /** From now on Ctrl-C does that, on a thread of its own, and does not end the program. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object taking = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            Object before = signal.getMethod("handle", signal, handler).invoke(null, interrupt, taking);
            LOG.debug("Ctrl-C is handled here, not by {}", before);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Ctrl-C ends the program", e);
        }
    }
}
