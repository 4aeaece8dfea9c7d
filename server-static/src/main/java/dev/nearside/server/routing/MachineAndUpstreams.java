package dev.nearside.server.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nearside.routing.Place;
import dev.nearside.routing.RoutingState;
import dev.nearside.routing.Target;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.CompletionCall;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.chat.TextCall;
import dev.nearside.server.upstream.UpstreamFailure;
import dev.nearside.server.upstream.UpstreamListener;
import dev.nearside.server.upstream.UpstreamRequest;
import dev.nearside.server.upstream.Upstreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The models of this machine, and the upstreams behind it. */
final class MachineAndUpstreams implements Backends {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final JvmModels machine;
    private final Upstreams upstreams;
    private final NetworkState network = new NetworkState();

    MachineAndUpstreams(JvmModels machine, Upstreams upstreams) {
        this.machine = machine;
        this.upstreams = upstreams;
    }

    @Override
    public RoutingState state() {
        List<Target> targets = new ArrayList<>(machine.targets());
        targets.addAll(upstreams.targets());
        return new RoutingState(network.getAsBoolean(), targets);
    }

    @Override
    public boolean lookAgain(BooleanSupplier goOn) {
        return upstreams.lookAgain(LONGEST_LOOK, goOn);
    }

    @Override
    public void answer(TextCall call, Target target, ChatSink sink) {
        if (target.place() != Place.UPSTREAM) {
            machine.answer(call, target.model(), sink);
            return;
        }
        Duration left = Duration.ofMillis(Math.max(1, sink.remainingMillis()));
        UpstreamRequest.Form form =
                call instanceof CompletionCall ? UpstreamRequest.Form.TEXT : UpstreamRequest.Form.CHAT;
        UpstreamRequest request = new UpstreamRequest(target.backend(), target.model(), call.body(), left).as(form);
        try {
            if (call.stream()) {
                upstreams.chat(request, new Passing(sink));
            } else {
                sink.completion(upstreams.complete(request, sink::isCancelled));
            }
        } catch (UpstreamFailure e) {
            throw UpstreamFailures.of(e, sink.contentSent());
        }
    }

    /** Passes events on as they come. */
    private record Passing(ChatSink sink) implements UpstreamListener {
        @Override
        public void onChunk(ObjectNode chunk) {
            sink.chunk(chunk);
        }

        /** Asked many times a second while the upstream is silent, and so when a heartbeat may be due. */
        @Override
        public boolean isCancelled() {
            sink.heartbeat();
            return sink.isCancelled();
        }
    }
}
