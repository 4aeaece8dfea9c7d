package dev.nearside.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import org.junit.jupiter.api.Test;

class JsonCursorTest {
    private static final String TEXT = "{\"files\":[{\"bytes\":12,\"sha256\":7,\"big\":5000000000,\"gone\":null}]}";

    @Test
    void aValueIsFoundByItsPath() {
        JsonCursor bytes = Json.read(TEXT).field("files").items().get(0).field("bytes");

        assertThat(bytes.path()).isEqualTo("files[0].bytes");
        assertThat(bytes.asInt()).isEqualTo(12);
    }

    @Test
    void aWrongKindIsNamedWithItsPath() {
        JsonCursor sha256 = Json.read(TEXT).field("files").items().get(0).field("sha256");

        assertThatThrownBy(sha256::asString)
                .isInstanceOf(InvalidInput.class)
                .hasMessage("files[0].sha256: expected a string, found a number");
    }

    @Test
    void aMissingMemberIsNamedWithThePathOfItsObject() {
        JsonCursor file = Json.read(TEXT).field("files").items().get(0);

        assertThatThrownBy(() -> file.field("path")).hasMessage("files[0]: 'path' is missing");
    }

    @Test
    void theRootHasANameInErrorsToo() {
        assertThatThrownBy(() -> Json.read("[]").field("id"))
                .hasMessage("the document: expected an object, found an array");
    }

    @Test
    void anAbsentMemberAndANullOneAreBothEmpty() {
        JsonCursor file = Json.read(TEXT).field("files").items().get(0);

        assertThat(file.optional("path")).isEmpty();
        assertThat(file.optional("gone")).isEmpty();
        assertThat(file.optional("bytes")).isPresent();
    }

    @Test
    void anIntegerThatNeedsMoreBitsIsRefused() {
        JsonCursor big = Json.read(TEXT).field("files").items().get(0).field("big");

        assertThat(big.asLong()).isEqualTo(5_000_000_000L);
        assertThatThrownBy(big::asInt).hasMessage("files[0].big: expected an integer of 32 bits, found 5000000000");
    }
}
