package dev.nearside.server.hub.transfer;

import dev.nearside.server.hub.transfer.TransferFailed.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Says in words what a hub meant by a status, and what a person can do. */
final class Refusals {
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final HubSettings settings;
    private final String repository;

    Refusals(HubSettings settings, String repository) {
        this.settings = settings;
        this.repository = repository;
    }

    /** Whether the same request may be answered later. */
    static boolean isPassing(int status) {
        return PASSING.contains(status);
    }

    /** The error that this answer is. */
    TransferFailed of(HttpResponse<InputStream> response, String what) {
        int status = response.statusCode();
        String code = response.headers().firstValue("X-Error-Code").orElse("");
        if (code.equals("GatedRepo") || status == 403) {
            return new TransferFailed(
                    Reason.ACCESS_DENIED,
                    repository + " is given only to those who accepted its terms: open " + settings.endpoint() + "/"
                            + repository + ", accept them, " + token() + ", and pull again");
        }
        if (status == 401) {
            String problem = settings.token() == null
                    ? repository + " does not exist, or it is not public; if you may read it, " + token()
                    : "the token in HF_TOKEN is refused for " + repository
                            + "; check that the repository exists, or make a new token";
            return new TransferFailed(Reason.ACCESS_DENIED, problem);
        }
        if (status == 404 || status == 410) {
            String problem = code.equals("RevisionNotFound")
                    ? repository + " has no such revision"
                    : what + " is not to be found in " + repository;
            return new TransferFailed(Reason.NOT_FOUND, problem + " on " + settings.endpoint());
        }
        Reason reason = isPassing(status) ? Reason.INTERRUPTED : Reason.WRONG_CONTENT;
        return new TransferFailed(reason, settings.endpoint() + " answered " + status + " for " + what);
    }

    private String token() {
        return settings.token() == null
                ? "put an access token into the environment variable HF_TOKEN"
                : "see that the token in HF_TOKEN is of the account that may";
    }

    /** The error of a connection that could not be made, or broke too often. */
    TransferFailed of(IOException e, String what) {
        if (isUnreachable(e)) {
            return new TransferFailed(
                    Reason.UNREACHABLE,
                    settings.endpoint() + " cannot be reached (" + reason(e)
                            + "); is this machine offline? HF_ENDPOINT names a mirror, https_proxy a proxy",
                    e);
        }
        return new TransferFailed(
                Reason.INTERRUPTED,
                "the connection broke while " + what + " was fetched (" + reason(e)
                        + "); what arrived is kept, and the next pull goes on from there",
                e);
    }

    /** Whether there was no connection at all. */
    static boolean isUnreachable(IOException e) {
        return e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof HttpConnectTimeoutException
                || e instanceof SSLException;
    }

    static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "its name is not known";
            }
        }
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
