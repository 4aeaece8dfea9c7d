package dev.nearside.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over the modules that this build has just compiled. */
class JsFunctionScannerTest {
    private static final Path APP = Path.of("target", "app");

    @ParameterizedTest
    @ValueSource(strings = {"page", "vision", "text"})
    void findsTheBodiesOfTheProgram(String program) throws IOException {
        byte[] module = Files.readAllBytes(APP.resolve(program + ".wasm"));

        List<List<String>> functions = new JsFunctionScanner(module).scan();

        assertThat(functions).anySatisfy(function -> assertThat(function)
                .startsWith("wrapCallFromJavaToJs", "promise", "settled")
                .last()
                .asString()
                .contains("Promise.resolve(promise)"));
        assertThat(functions)
                .contains(List.of(
                        "rethrowJsAsJava",
                        "fn",
                        "p1",
                        "try {\n    return fn(p1);\n} catch (e) {\n    rethrowJsAsJava(e);\n}"));
    }

    @Test
    void theTableIsKeyedByTheArgumentsAsJson() {
        String module = new FunctionTable(List.of(List.of("a", "b", "return a + \"\n\" + b;"))).toModule();

        assertThat(module)
                .startsWith("export default new Map([")
                .contains("\"[\\\"a\\\",\\\"b\\\",\\\"return a + \\\\\\\"\\\\n\\\\\\\" + b;\\\"]\"")
                .contains("function (a, b) {\nreturn a + \"\n\" + b;\n}");
    }

    @Test
    void whatIsNoModuleOfTeaVmIsRefused() {
        byte[] empty = {0, 'a', 's', 'm', 1, 0, 0, 0};

        assertThatThrownBy(() -> new JsFunctionScanner(empty).scan())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no section");
    }
}
