package dev.nearside.server.hub.template;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatTemplate;
import dev.nearside.chat.MergedSystem;
import dev.nearside.chat.Role;
import dev.nearside.chat.Turn;
import dev.nearside.error.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a model's Jinja chat template into literal segments: conversations of marks are rendered, what stands between
 * the marks is read off, and other conversations are then rendered both ways and compared.
 *
 * <pre>{@code
 * ChatTemplate template = TemplateCompiler.compile(jinja, "<s>", "</s>");
 * template.roles().get(Role.USER).before()  // "<|im_start|>user\n"
 * }</pre>
 */
public final class TemplateCompiler {
    private final Probe probe;
    private final String bosToken;
    private final String eosToken;

    private TemplateCompiler(Probe probe, String bosToken, String eosToken) {
        this.probe = probe;
        this.bosToken = bosToken;
        this.eosToken = eosToken;
    }

    /**
     * Compiles a template.
     *
     * @param jinja as {@code tokenizer_config.json} or a GGUF file brings it
     * @param bosToken the token that begins a text; empty if there is none
     * @param eosToken the token that ends one; empty if there is none
     * @throws InvalidInput if it cannot be made of literals; the message says why, and how to name a known one
     */
    public static ChatTemplate compile(String jinja, String bosToken, String eosToken) {
        JinjaTemplate program = new JinjaTemplate(jinja, bosToken, eosToken);
        try {
            ChatTemplate template = new TemplateCompiler(new Probe(program), bosToken, eosToken).compile();
            TemplateCheck.compare(template, program);
            return template;
        } catch (InvalidInput e) {
            throw new InvalidInput(
                    "the model's chat template cannot be compiled: " + e.getMessage() + "; name a known one with"
                            + " --template " + String.join("|", KnownTemplates.names()),
                    e);
        }
    }

    private ChatTemplate compile() {
        List<String> one = probe.asked(Probe.USER);
        List<String> three = probe.asked(Probe.USER, Probe.ANSWER, Probe.NEXT);
        if (!three.get(0).equals(one.get(0)) || !three.get(3).equals(one.get(1))) {
            throw new InvalidInput("what stands around a turn depends on other turns");
        }
        Optional<String> again = between(Probe.USER, Probe.NEXT);
        Turn user = user(one, three, again);
        String generationPrompt = one.get(1).substring(user.after().length());
        Turn assistant = new Turn(
                three.get(1).substring(user.after().length()),
                three.get(2).substring(0, three.get(2).length() - user.before().length()));
        SystemPlace system = system(user, one.get(0), three.get(2));
        Map<Role, Turn> roles = new LinkedHashMap<>();
        if (system.turn() != null) {
            roles.put(Role.SYSTEM, system.turn());
        }
        roles.put(Role.USER, user);
        roles.put(Role.ASSISTANT, assistant);
        return new ChatTemplate(
                system.prefix(),
                system.byDefault(),
                roles,
                system.merged(),
                trims(one.get(0), three.get(1)),
                again.isEmpty(),
                generationPrompt,
                stop(assistant));
    }

    /** What stands between two turns of the user, if the template allows that. */
    private Optional<String> between(ChatMessage first, ChatMessage second) {
        List<ChatMessage> messages = List.of(first, second);
        return probe.text(first, second)
                .map(text -> Probe.pieces(text, messages).get(1));
    }

    /** Cuts the texts around the user's turns; any cut gives the same text, the first ones are what people would write. */
    private Turn user(List<String> one, List<String> three, Optional<String> again) {
        String endOfAnswer = probe.told(Probe.USER, Probe.ANSWER).get(2);
        List<String> starts = new ArrayList<>(List.of(one.get(0), three.get(2)));
        again.ifPresent(starts::add);
        String before = Cuts.suffixOf(
                        starts,
                        List.of(
                                Cuts.without(endOfAnswer, three.get(2)),
                                Cuts.without(bosToken, one.get(0)),
                                Optional.of(Cuts.commonEnd(one.get(0), three.get(2)))))
                .orElse("");
        String endOfQuestion = probe.told(Probe.USER).get(1);
        String after = Cuts.prefixOf(
                        List.of(one.get(1), three.get(1)),
                        List.of(
                                again.flatMap(text -> Cuts.before(text, before)),
                                Optional.of(endOfQuestion),
                                Optional.of(Cuts.commonStart(endOfQuestion, one.get(1))),
                                Optional.of(Cuts.commonStart(one.get(1), three.get(1)))))
                .orElse("");
        return new Turn(before, after);
    }

    /** What the template does with a system message. */
    private record SystemPlace(
            String prefix,
            @Nullable String byDefault,
            @Nullable Turn turn,
            @Nullable MergedSystem merged) {}

    private SystemPlace system(Turn user, String start, String between) {
        String prefix = start.substring(0, start.length() - user.before().length());
        Optional<String> text = probe.text(Probe.SYSTEM, Probe.USER, Probe.ANSWER, Probe.NEXT);
        if (text.isEmpty()) {
            // A template without a place for it: in front of the first question, as newer templates of such models do.
            return new SystemPlace(prefix, null, null, new MergedSystem(new Turn("", "\n\n"), false));
        }
        if (text.get().indexOf(Probe.SYSTEM.content()) > text.get().indexOf(Probe.USER.content())) {
            List<String> pieces = Probe.pieces(text.get(), List.of(Probe.USER, Probe.ANSWER, Probe.SYSTEM, Probe.NEXT));
            String before = Cuts.without(between, pieces.get(2)).orElseThrow(TemplateCompiler::strangeSystem);
            return new SystemPlace(prefix, null, null, new MergedSystem(new Turn(before, pieces.get(3)), true));
        }
        List<String> pieces = Probe.pieces(text.get(), List.of(Probe.SYSTEM, Probe.USER, Probe.ANSWER, Probe.NEXT));
        return inFront(user, start, pieces.get(0), pieces.get(1));
    }

    private SystemPlace inFront(Turn user, String start, String before, String after) {
        String prefix = start.substring(0, start.length() - user.before().length());
        if (!after.endsWith(user.before())) {
            String inside = Cuts.without(start, before).orElseThrow(TemplateCompiler::strangeSystem);
            return new SystemPlace(prefix, null, null, new MergedSystem(new Turn(inside, after), false));
        }
        String end = after.substring(0, after.length() - user.before().length());
        if (before.startsWith(prefix)) {
            return new SystemPlace(prefix, null, new Turn(before.substring(prefix.length()), end), null);
        }
        if (!start.startsWith(before) || !start.endsWith(after) || start.length() < before.length() + after.length()) {
            throw strangeSystem();
        }
        String byDefault = start.substring(before.length(), start.length() - after.length());
        // Where every turn begins with that token it belongs to the turn.
        boolean once = before.startsWith(bosToken) && !user.before().startsWith(bosToken);
        String first = once ? bosToken : "";
        return new SystemPlace(first, byDefault, new Turn(before.substring(first.length()), end), null);
    }

    private static InvalidInput strangeSystem() {
        return new InvalidInput("it does with system messages what literals cannot");
    }

    /** Whether white space around what user or assistant say is removed. */
    private boolean trims(String start, String between) {
        ChatMessage user = ChatMessage.user(" " + Probe.USER.content() + " ");
        ChatMessage answer = ChatMessage.assistant(" " + Probe.ANSWER.content() + " ");
        return probe.text(user, answer, Probe.NEXT)
                .map(text -> Probe.pieces(text, List.of(Probe.USER, Probe.ANSWER, Probe.NEXT)))
                .filter(pieces -> pieces.get(0).equals(start) || !pieces.get(1).equals(" " + between + " "))
                .isPresent();
    }

    private List<String> stop(Turn assistant) {
        List<String> stop = new ArrayList<>();
        Cuts.leadingSpecial(assistant.after()).ifPresent(stop::add);
        if (!eosToken.isEmpty() && !stop.contains(eosToken)) {
            stop.add(eosToken);
        }
        return stop;
    }
}
