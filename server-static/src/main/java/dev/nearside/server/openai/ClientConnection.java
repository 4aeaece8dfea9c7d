package dev.nearside.server.openai;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a request whose body was read. HTTP/1.1 has no word for "never mind": a client that does not want the
 * answer closes the connection, which only a read finds out, and Jetty reads again only after the answer.
 */
final class ClientConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private final EndPoint endPoint;
    private final Context ctx;
    private boolean pipelined;
    /** It was too late to tell the client that the connection will be closed. */
    private boolean spoilt;

    ClientConnection(Context ctx) {
        this.ctx = ctx;
        this.endPoint = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** Whether the client has closed it. Takes microseconds. By one thread at a time, as long as the request is being answered. */
    boolean isClosed() {
        if (pipelined) {
            return false;
        }
        ByteBuffer next = ByteBuffer.allocate(1);
        next.flip();
        try {
            int count = endPoint.fill(next);
            if (count > 0) {
                // The next request, sent before this one's answer. Its first byte is gone: the client has to send it
                // anew.
                pipelined = true;
                spoilt = ctx.res().isCommitted();
                ctx.res().setHeader(HttpHeader.CONNECTION.asString(), "close");
            }
            return count < 0;
        } catch (IOException e) {
            LOG.debug("the connection is broken", e);
            return true;
        }
    }

    /** Closes the connection after the answer, if what is left in it is no whole request any more. */
    void closeIfSpoilt() throws IOException {
        if (spoilt) {
            ctx.res().getOutputStream().close();
            endPoint.close();
        }
    }
}
