package dev.nearside.server.hub.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import dev.nearside.chat.ChatMessage;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model's own Jinja program, run as Hugging Face's transformers runs it. */
final class JinjaTemplate {
    private static final Jinjava ENGINE = engine();

    private final String source;
    private final String bosToken;
    private final String eosToken;

    JinjaTemplate(String source, String bosToken, String eosToken) {
        this.source = JinjaDialect.adapt(source);
        this.bosToken = bosToken;
        this.eosToken = eosToken;
    }

    /**
     * The text of a conversation.
     *
     * @param generate whether the text that makes the model answer comes last
     * @throws InvalidInput if the template raises an error, or cannot be understood
     */
    String render(List<ChatMessage> messages, boolean generate) {
        List<Map<String, Object>> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            turns.add(Map.of("role", message.role().label(), "content", message.content()));
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("messages", turns);
        variables.put("add_generation_prompt", generate);
        variables.put("bos_token", bosToken);
        variables.put("eos_token", eosToken);
        RenderResult result = ENGINE.renderForResult(source, variables);
        for (TemplateError error : result.getErrors()) {
            if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
                throw new InvalidInput("the chat template fails: " + error.getMessage(), error.getException());
            }
        }
        return result.getOutput();
    }

    private static Jinjava engine() {
        JinjavaConfig config = JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                // What a message says must never be read as a template.
                .withNestedInterpretationEnabled(false)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withEvaluateMapKeys(true)
                        .withIterateOverMapKeys(true)
                        .withUsePyishObjectMapper(true)
                        .withUseNaturalOperatorPrecedence(true)
                        .withParseWhitespaceControlStrictly(true)
                        .withAllowAdjacentTextNodes(true)
                        .withUseTrimmingForNotesAndExpressions(true)
                        .withKeepNullableLoopValues(true)
                        .build())
                .withElResolver(JinjaDialect.resolver())
                .withDisabled(Map.of(Library.TAG, Set.of("include", "import", "from", "extends")))
                .withMaxOutputSize(1 << 20)
                .build();
        Jinjava engine = new Jinjava(config);
        engine.registerFunction(
                new ELFunctionDefinition("", "raise_exception", JinjaFunctions.class, "raise", Object.class));
        engine.registerFunction(
                new ELFunctionDefinition("", "strftime_now", JinjaFunctions.class, "now", Object.class));
        return engine;
    }
}
