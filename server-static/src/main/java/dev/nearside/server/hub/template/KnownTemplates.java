package dev.nearside.server.hub.template;

import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.MergedSystem;
import dev.nearside.chat.Role;
import dev.nearside.chat.Turn;
import dev.nearside.error.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates that many models share, for models whose own cannot be compiled, or that bring none. */
public final class KnownTemplates {
    private static final Turn MERGED = new Turn("", "\n\n");

    private KnownTemplates() {}

    /** Their names. */
    public static List<String> names() {
        return List.of("chatml", "gemma", "llama2", "llama3", "mistral", "phi3", "zephyr");
    }

    /**
     * The template of that name.
     *
     * @param bosToken the token that begins a text; empty if there is none
     * @param eosToken the token that ends one; empty if there is none
     * @throws InvalidInput if there is none
     */
    public static ChatTemplate named(String name, String bosToken, String eosToken) {
        return switch (name) {
            case "chatml" -> turns(bosToken.equals("<|im_start|>") ? "" : bosToken, "<|im_start|>%s\n", "<|im_end|>\n");
            case "llama3" -> turns(bosToken, "<|start_header_id|>%s<|end_header_id|>\n\n", "<|eot_id|>");
            case "phi3" -> turns("", "<|%s|>\n", "<|end|>\n");
            case "zephyr" -> turns("", "<|%s|>\n", eosToken + "\n");
            case "gemma" -> gemma(bosToken);
            case "llama2" ->
                instructions(
                        new Turn(bosToken + "[INST] ", " [/INST]"),
                        new Turn(" ", " " + eosToken),
                        "",
                        new Turn("<<SYS>>\n", "\n<</SYS>>\n\n"));
            case "mistral" -> instructions(new Turn("[INST] ", " [/INST]"), new Turn("", eosToken), bosToken, MERGED);
            default ->
                throw new InvalidInput("there is no template '" + name + "'; there are " + String.join(", ", names()));
        };
    }

    private static ChatTemplate turns(String prefix, String before, String after) {
        Map<Role, Turn> roles = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            roles.put(role, new Turn(before.formatted(role.label()), after));
        }
        String prompt = before.formatted(Role.ASSISTANT.label());
        List<String> stop = Cuts.leadingSpecial(after).map(List::of).orElse(List.of());
        return new ChatTemplate(prefix, null, roles, null, false, false, prompt, stop);
    }

    private static ChatTemplate gemma(String prefix) {
        String prompt = "<start_of_turn>model\n";
        String end = "<end_of_turn>\n";
        Map<Role, Turn> roles = new LinkedHashMap<>();
        roles.put(Role.USER, new Turn("<start_of_turn>user\n", end));
        roles.put(Role.ASSISTANT, new Turn(prompt, end));
        MergedSystem merged = new MergedSystem(MERGED, false);
        return new ChatTemplate(prefix, null, roles, merged, true, true, prompt, List.of("<end_of_turn>"));
    }

    private static ChatTemplate instructions(Turn user, Turn assistant, String prefix, Turn system) {
        Map<Role, Turn> roles = new LinkedHashMap<>();
        roles.put(Role.USER, user);
        roles.put(Role.ASSISTANT, assistant);
        List<String> stop = Cuts.leadingSpecial(assistant.after()).map(List::of).orElse(List.of());
        return new ChatTemplate(prefix, null, roles, new MergedSystem(system, false), true, true, "", stop);
    }
}
