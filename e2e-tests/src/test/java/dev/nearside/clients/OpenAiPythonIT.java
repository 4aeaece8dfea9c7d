package dev.nearside.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.e2e.ServerProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** OpenAI's client for Python; what is asserted stands in {@code clients/test_openai_python.py}. */
@Tag("pypi")
class OpenAiPythonIT {

    @Test
    void itsTestsPass() throws Exception {
        PythonEnvironment python = PythonEnvironment.of("apps");
        try (ServerProcess server = RealServer.start()) {
            ProcessBuilder pytest = new ProcessBuilder(python.command(
                            "pytest",
                            "-v",
                            "-p",
                            "no:cacheprovider",
                            PythonEnvironment.sources() + "/test_openai_python.py"))
                    .redirectErrorStream(true);
            pytest.environment().put("BASE_URL", server.at("").replaceAll("/$", ""));
            pytest.environment().put("MODEL", RealServer.MODEL);
            pytest.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = pytest.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            System.out.println(python.version("openai") + "\n" + printed);
            assertThat(process.waitFor()).as(printed).isZero();
        }
    }
}
