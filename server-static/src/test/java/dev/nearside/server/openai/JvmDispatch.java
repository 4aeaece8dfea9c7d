package dev.nearside.server.openai;

import dev.nearside.json.JsonObject;
import dev.nearside.routing.Decision;
import dev.nearside.server.chat.ChatCall;
import dev.nearside.server.chat.ChatDispatch;
import dev.nearside.server.chat.ChatSink;
import dev.nearside.server.chat.JvmModels;
import dev.nearside.server.chat.ModelEntry;
import dev.nearside.server.chat.RequestFacts;
import dev.nearside.server.chat.TextCall;
import java.util.List;
import java.util.Map;

/** Has the models of this machine answer every chat. */
final class JvmDispatch implements ChatDispatch {
    private final JvmModels models;

    JvmDispatch(JvmModels models) {
        this.models = models;
    }

    @Override
    public void dispatch(TextCall call, RequestFacts facts, ChatSink sink) {
        String model = call.asChat().model();
        sink.headers(Map.of(
                Decision.BACKEND_HEADER,
                JvmModels.BACKEND,
                Decision.MODEL_HEADER,
                model.replaceAll("[^ -~]", "?"),
                Decision.REASON_HEADER,
                "named: the only backend that is configured"));
        models.answer(call, model, sink);
    }

    @Override
    public JsonObject explain(ChatCall call, RequestFacts facts) {
        return JsonObject.empty();
    }

    @Override
    public String whyMissing(String id) {
        return "there is no model '" + id + "'";
    }

    @Override
    public List<ModelEntry> models() {
        return models.entries();
    }
}
