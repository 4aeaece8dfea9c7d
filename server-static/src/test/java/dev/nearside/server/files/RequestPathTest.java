package dev.nearside.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.BadRequestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @Test
    void namesAreDecodedOnceAndSlashesAreMerged() {
        assertThat(RequestPath.names("//models///a%20b/gr%C3%B6%C3%9Fe.onnx"))
                .containsExactly("models", "a b", "größe.onnx");
        assertThat(RequestPath.names("/models/%2541")).containsExactly("models", "%41");
        assertThat(RequestPath.names("/a+b")).containsExactly("a+b");
    }

    @Test
    void aClosingSlashLeavesAnEmptyName() {
        assertThat(RequestPath.names("/models/digits/")).containsExactly("models", "digits", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/./b",
                "/%2e%2e/b",
                "/.%2e",
                "/a%2fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0d%0a",
                "/%c0%ae",
                "/%e2%82",
                "/%",
                "/%4",
                "/%zz",
                "/%+1"
            })
    void whatCouldLeadOutOfAFolderIsRefused(String path) {
        assertThatThrownBy(() -> RequestPath.names(path)).isInstanceOf(BadRequestResponse.class);
    }
}
