package dev.nearside.server;

import dev.nearside.chat.ChatMessage;
import dev.nearside.chat.ChatOptions;
import dev.nearside.chat.Penalties;
import dev.nearside.chat.ResponseFormat;
import dev.nearside.chat.Sampling;
import dev.nearside.error.InvalidInput;
import dev.nearside.runtime.InferenceRuntime;
import dev.nearside.server.chat.JvmChat;
import dev.nearside.server.chat.TerminalChat;
import dev.nearside.server.files.HostedModel;
import dev.nearside.server.files.ModelLibrary;
import dev.nearside.server.hub.Catalogue;
import dev.nearside.server.onnx.OnnxRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chat}: a conversation in the terminal, or the answer to what is piped in. */
@Command(
        name = "chat",
        description = {
            "Chats with a model on this machine, in the terminal.",
            "What is piped in is one prompt; its answer goes to standard output, all else to standard error."
        },
        versionProvider = Nearside.VersionLine.class,
        mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer>, NeedsModel {
    private static final int INTERRUPTED = 130;
    private static final String TASK = "text-generation";

    @Parameters(paramLabel = "ID", description = "The model; 'nearside models' lists them.")
    private String id = "";

    @Mixin
    private final ModelsOption models = new ModelsOption();

    @Option(names = "--system", paramLabel = "TEXT", description = "Instructions for the whole conversation.")
    private @Nullable String system;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.7",
            description = "0 always takes the likeliest token; 2 at most (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Only the likeliest tokens that together reach P (default: ${DEFAULT-VALUE}).")
    private double topP;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes answers repeatable. What the conversation has before is then read anew each time.")
    private @Nullable Long seed;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "1024",
            description = "The longest answer; small models go round in circles (default: ${DEFAULT-VALUE}).")
    private int maxTokens;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads that compute; 0 for as many as there are cores (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        ChatOptions options = options();
        ModelLibrary library =
                ModelLibrary.open(models.folder(), Catalogue.bundled().listed());
        HostedModel model = library.find(id)
                .orElseThrow(() -> new ParameterException(command.commandLine(), NoSuchModel.say(id, library, TASK)));
        try (InferenceRuntime runtime = new OnnxRuntime(library::graph);
                JvmChat chat = JvmChat.open(model, runtime, threads)) {
            TerminalChat terminal = new TerminalChat(
                    chat,
                    options,
                    system == null ? List.of() : List.of(ChatMessage.system(system)),
                    command.commandLine().getOut(),
                    command.commandLine().getErr());
            stopOnInterrupt(terminal);
            if (System.console() == null) {
                terminal.turn(everything(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            } else {
                terminal.converse(new BufferedReader(new InputStreamReader(System.in, terminalCharset())));
            }
        }
        return 0;
    }

    @Override
    public String whichModel() {
        return NoSuchModel.ask(
                ModelLibrary.open(models.folder(), Catalogue.bundled().listed()), TASK, command.name());
    }

    private ChatOptions options() {
        try {
            Sampling sampling = new Sampling(temperature, 0, topP, 0, Penalties.NONE, Map.of(), seed);
            return new ChatOptions(sampling, maxTokens, List.of(), 1, null, ResponseFormat.TEXT, true, seed == null);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ctrl-C stops an answer; between answers it ends the program, as everywhere. */
    private static void stopOnInterrupt(TerminalChat terminal) {
        Interrupts.handle(() -> {
            if (!terminal.stop()) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
    }

    private static String everything(Reader in) throws IOException {
        StringWriter text = new StringWriter();
        long length = in.transferTo(text);
        String prompt = text.toString().strip();
        if (length == 0 || prompt.isEmpty()) {
            throw new InvalidInput("nothing came in; pipe a prompt in, or start this in a terminal");
        }
        return prompt;
    }

    private static Charset terminalCharset() {
        return System.console() == null
                ? StandardCharsets.UTF_8
                : System.console().charset();
    }
}
