package dev.nearside.server.routing;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether this machine has no network: no interface but loopback is up with an address that others could reach. Looked at
 * every few seconds at most. Thread-safe.
 */
final class NetworkState implements BooleanSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkState.class);
    private static final long FRESH_MILLIS = 5_000;

    private final LongSupplier clock;
    private final BooleanSupplier look;
    private boolean offline;
    private long lookedAt;
    private boolean looked;

    NetworkState() {
        this(RoutedDispatch::nowMillis, NetworkState::isOffline);
    }

    NetworkState(LongSupplier clock, BooleanSupplier look) {
        this.clock = clock;
        this.look = look;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        long now = clock.getAsLong();
        if (!looked || now - lookedAt >= FRESH_MILLIS) {
            offline = look.getAsBoolean();
            lookedAt = now;
            looked = true;
        }
        return offline;
    }

    private static boolean isOffline() {
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp() && !each.isLoopback() && hasAddress(each)) {
                    return false;
                }
            }
            return true;
        } catch (SocketException e) {
            LOG.debug("the network's state is not known; it is taken to be there", e);
            return false;
        }
    }

    private static boolean hasAddress(NetworkInterface each) {
        return Collections.list(each.getInetAddresses()).stream().anyMatch(NetworkState::isReachable);
    }

    private static boolean isReachable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress();
    }
}
