package dev.nearside.server.security;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Closes the connections of clients that send a request too slowly. Every byte puts an idle timeout off, so a client that
 * drips (slow loris) would keep its connection, and a thread, for good. Here the head of a request must be whole by a
 * deadline, counted from the opening or from the end of the answer before, and its body by another, counted from the
 * head. Bodies of usual length are awaited without a thread.
 */
public final class SlowClients {
    private final Duration patience;
    private final Map<Connection, RequestDeadline> connections = new ConcurrentHashMap<>();

    /** Grants a head, and then a body, that much time. */
    public SlowClients(Duration patience) {
        this.patience = patience;
    }

    /** Has the connector tell of its connections. */
    public void watch(Connector connector) {
        connector.addEventListener(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                RequestDeadline deadline = new RequestDeadline(connection, connector.getScheduler(), patience);
                connections.put(connection, deadline);
                deadline.awaitHead(0);
            }

            @Override
            public void onClosed(Connection connection) {
                RequestDeadline deadline = connections.remove(connection);
                if (deadline != null) {
                    deadline.drop();
                }
            }
        });
    }

    /**
     * Has the server, which is not started yet, tell of its requests.
     *
     * @param readsBodies whether a path's handler reads bodies; others answer at once, whatever was promised
     */
    public void guard(Server server, Predicate<String> readsBodies) {
        server.insertHandler(new Handler.Wrapper() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                RequestDeadline deadline =
                        connections.get(request.getConnectionMetaData().getConnection());
                Request timed = deadline == null ? request : timed(request, deadline);
                if (!AwaitedBody.isIn(request) || !readsBodies.test(Request.getPathInContext(request))) {
                    return super.handle(timed, response, callback);
                }
                new AwaitedBody(getHandler(), timed, response, callback).begin();
                return true;
            }
        });
    }

    private static Request timed(Request request, RequestDeadline deadline) {
        long number = deadline.headCame(request, AwaitedBody.isIn(request));
        Request.addCompletionListener(request, failure -> deadline.awaitHead(number));
        return new Request.Wrapper(request) {
            @Override
            public Content.Chunk read() {
                Content.Chunk chunk = super.read();
                if (chunk != null && chunk.isLast()) {
                    deadline.bodyCame(number);
                }
                return chunk;
            }
        };
    }
}
