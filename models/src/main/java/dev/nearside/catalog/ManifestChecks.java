package dev.nearside.catalog;

import dev.nearside.runtime.ExecutionProvider;
import dev.nearside.runtime.ValueInfo;
import dev.nearside.tensor.ElementType;
import dev.nearside.tensor.HostTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that a manifest keeps beyond its form. */
public final class ManifestChecks {
    private final Manifest manifest;
    private final List<String> problems = new ArrayList<>();

    private ManifestChecks(Manifest manifest) {
        this.manifest = manifest;
    }

    /** What is wrong, each with its path and what is allowed; empty if the manifest is right. */
    public static List<String> problems(Manifest manifest) {
        ManifestChecks checks = new ManifestChecks(manifest);
        checks.checkNames();
        checks.checkFiles();
        checks.checkGraph();
        checks.checkValues("runtime.inputs", manifest.runtime().inputs());
        checks.checkValues("runtime.outputs", manifest.runtime().outputs());
        checks.checkTokenizer();
        checks.checkGeneration();
        checks.checkGolden();
        return checks.problems;
    }

    static boolean isProvider(String label) {
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            if (provider.label().equals(label)) {
                return true;
            }
        }
        return false;
    }

    private void check(boolean right, String path, String problem) {
        if (!right) {
            problems.add(path + ": " + problem);
        }
    }

    private void checkNames() {
        check(Names.isId(manifest.id()), "id", "'" + manifest.id() + "' is no id; " + Names.ID_RULE);
        check(!manifest.title().isBlank(), "title", "must not be blank");
        check(!manifest.task().isBlank(), "task", "must not be blank");
        for (int i = 0; i < manifest.samples().size(); i++) {
            checkPath("samples[" + i + "]", manifest.samples().get(i));
        }
    }

    private void checkPath(String where, String path) {
        check(Names.isRelativePath(path), where, "'" + path + "' is no path in the model's folder; " + Names.PATH_RULE);
    }

    private void checkFiles() {
        check(!manifest.files().isEmpty(), "files", "must name at least one file");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < manifest.files().size(); i++) {
            ModelFile file = manifest.files().get(i);
            String where = "files[" + i + "]";
            checkPath(where + ".path", file.path());
            check(seen.add(file.path()), where + ".path", "'" + file.path() + "' is listed twice");
            check(file.bytes() > 0, where + ".bytes", "must be above 0, not " + file.bytes());
            check(
                    Names.isSha256(file.sha256()),
                    where + ".sha256",
                    "'" + file.sha256() + "' is no SHA-256; " + Names.SHA256_RULE);
        }
    }

    private void checkGraph() {
        RuntimeSpec runtime = manifest.runtime();
        check(!runtime.graph().isEmpty(), "runtime.graph", "must name a file under default, webgpu, wasm or cpu");
        for (Map.Entry<String, String> entry : runtime.graph().entrySet()) {
            String where = "runtime.graph." + entry.getKey();
            check(
                    entry.getKey().equals(RuntimeSpec.DEFAULT) || isProvider(entry.getKey()),
                    where,
                    "allowed are default, webgpu, wasm and cpu");
            checkListed(where, entry.getValue());
        }
        for (Map.Entry<String, List<String>> entry : runtime.externalData().entrySet()) {
            String where = "runtime.externalData." + entry.getKey();
            check(runtime.graph().containsValue(entry.getKey()), where, "is not a file of runtime.graph");
            for (String path : entry.getValue()) {
                checkListed(where, path);
            }
        }
    }

    private void checkListed(String where, String path) {
        for (ModelFile file : manifest.files()) {
            if (file.path().equals(path)) {
                return;
            }
        }
        problems.add(where + ": '" + path + "' is not listed in files");
    }

    private void checkTokenizer() {
        TokenizerSpec tokenizer = manifest.tokenizer();
        if (tokenizer != null) {
            checkListed("tokenizer.file", tokenizer.file());
        }
    }

    private void checkGeneration() {
        GenerationSpec spec = manifest.generation();
        check(
                manifest.chatTemplate() == null || spec != null,
                "generation",
                "is missing, though there is a chatTemplate");
        if (spec == null) {
            return;
        }
        check(manifest.tokenizer() != null, "tokenizer", "is missing, though the model generates text");
        check(
                spec.layout().equals(GenerationSpec.DECODER) || spec.layout().equals(GenerationSpec.TRANSFORMERS),
                "generation.layout",
                "'" + spec.layout() + "' is unknown; there are decoder and transformers");
        checkPositive("layers", spec.layers());
        checkPositive("keyValueHeads", spec.keyValueHeads());
        checkPositive("headSize", spec.headSize());
        checkPositive("vocabularySize", spec.vocabularySize());
        checkPositive("contextLength", spec.contextLength());
        check(
                spec.cache() == ElementType.FLOAT32 || spec.cache() == ElementType.FLOAT16,
                "generation.cache",
                "must be float32 or float16, not " + spec.cache().label());
        for (int id : spec.eos()) {
            check(id >= 0 && id < spec.vocabularySize(), "generation.eos", id + " is not of the vocabulary");
        }
    }

    private void checkPositive(String name, int value) {
        check(value > 0, "generation." + name, "must be above 0, not " + value);
    }

    private void checkValues(String where, List<ValueInfo> values) {
        check(!values.isEmpty(), where, "must not be empty");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            String name = values.get(i).name();
            check(seen.add(name), where + "[" + i + "].name", "'" + name + "' is listed twice");
        }
    }

    private void checkGolden() {
        GoldenCase golden = manifest.golden();
        checkTensors("golden.input", golden.input(), manifest.runtime().inputs());
        checkTensors("golden.expected", golden.expected(), manifest.runtime().outputs());
        for (ValueInfo input : manifest.runtime().inputs()) {
            check(golden.input().containsKey(input.name()), "golden.input", "'" + input.name() + "' is missing");
        }
        check(!golden.expected().isEmpty(), "golden.expected", "must name at least one output");
        for (Map.Entry<ExecutionProvider, Map<String, HostTensor>> own :
                golden.expectedOn().entrySet()) {
            String where = "golden.expectedOn." + own.getKey().label();
            checkTensors(where, own.getValue(), manifest.runtime().outputs());
            check(!own.getValue().isEmpty(), where, "must name at least one output");
        }
        for (ExecutionProvider provider : ExecutionProvider.values()) {
            String where = "golden.tolerance." + provider.label();
            Double tolerance = golden.tolerance().get(provider);
            boolean runs = manifest.runtime().graphFor(provider).isPresent();
            check(!runs || tolerance != null, where, "is missing, though runtime.graph has a file for it");
            check(tolerance == null || tolerance > 0, where, "must be above 0, not " + tolerance);
        }
    }

    private void checkTensors(String where, Map<String, HostTensor> tensors, List<ValueInfo> values) {
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            String path = where + "." + entry.getKey();
            HostTensor tensor = entry.getValue();
            boolean known = false;
            for (ValueInfo value : values) {
                if (value.name().equals(entry.getKey())) {
                    known = true;
                    check(
                            value.type() == tensor.type()
                                    && value.dims().size() == tensor.shape().rank(),
                            path,
                            tensor + " is not what runtime declares, " + value);
                }
            }
            check(known, path, "is not declared in runtime");
        }
    }
}
