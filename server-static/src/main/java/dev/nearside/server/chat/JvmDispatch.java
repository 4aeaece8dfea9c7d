package dev.nearside.server.chat;

import dev.nearside.routing.Decision;
import java.util.List;
import java.util.Map;

/** Has the models of this machine answer every chat. */
public final class JvmDispatch implements ChatDispatch {
    private final JvmModels models;

    public JvmDispatch(JvmModels models) {
        this.models = models;
    }

    @Override
    public void dispatch(ChatCall call, RequestFacts facts, ChatSink sink) {
        sink.headers(Map.of(
                Decision.BACKEND_HEADER,
                JvmModels.BACKEND,
                Decision.MODEL_HEADER,
                Failures.shown(call.model()).replaceAll("[^ -~]", "?"),
                Decision.REASON_HEADER,
                "named: the only backend that is configured"));
        models.answer(call, call.model(), sink);
    }

    @Override
    public List<ModelEntry> models() {
        return models.entries();
    }
}
