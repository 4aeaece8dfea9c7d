package dev.nearside.routing.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.chat.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL | write to ada.l@example.org. | 9",
                "EMAIL | (ada+x@mail.example.co.uk) | 1",
                "EMAIL | jürgen@bücher.de | 0",
                "CARD | 4111111111111111 | 0",
                "CARD | no 4111-1111-1111-1111. | 3",
                "CARD | 3782 822463 10005 | 0",
                "CARD | 5555 5555 5555 4444 12/29 | 0",
                "CARD | card=6011111111111117; | 5",
                "IBAN | GB82WEST12345698765432 | 0",
                "IBAN | to gb82 west 1234 5698 7654 32! | 3",
                "IBAN | FR14 2004 1010 0505 0001 3M02 606 | 0",
                "PHONE | +49 30 901820 | 0",
                "PHONE | ring (+44) 20 7946 0958 | 6",
                "PHONE | 0049 30 901820 | 0",
                "PHONE | 030/901820-33 | 0",
                "PHONE | 020 7946 0958 | 0",
                "PHONE | 06 12 34 56 78 | 0",
                "PHONE | (555) 234-5678 | 0",
                "PHONE | 555-234-5678 | 0",
                "PHONE | my phone is 2345678 | 12",
                "PHONE | Tel.: 901820 33 | 6",
                "KEY | sk-proj-abcdefghij0123456789 | 0",
                "KEY | token ghp_abcdefghijklmnopqrstuvwxyz0123456789 | 6",
                "KEY | AKIAIOSFODNN7EXAMPLE | 0",
                "KEY | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln | 0",
                "KEY | -----BEGIN PRIVATE KEY----- | 0",
            })
    void whatIsPrivateIsFoundWhereItBegins(PrivateKind kind, String text, int at) {
        assertThat(kind.findIn(text)).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL | @app.route and user@host",
                "EMAIL | npm i react@18.2.0",
                "EMAIL | git clone git@github.com:owner/name.git",
                "CARD | 4111111111111112",
                "CARD | 1234567812345670",
                "CARD | 0.4111111111111111",
                "CARD | 41111111111111111111111",
                "CARD | a4111111111111111",
                "CARD | 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
                "IBAN | GB83WEST12345698765432",
                "IBAN | XX82WEST12345698765432",
                "IBAN | GB82WEST1234569876543",
                "IBAN | GB82WEST123456987654321",
                "PHONE | 2024-11-23 10:37:02",
                "PHONE | 23.11.2024",
                "PHONE | 192.168.10.100",
                "PHONE | 3.14159265358979",
                "PHONE | 1 000 000 000",
                "PHONE | 978-3-16-148410-0",
                "PHONE | 00000012345678",
                "PHONE | +5",
                "KEY | sk-learn-is-a-name-that-is-long",
                "KEY | task-0123456789abcdefghij",
                "KEY | -----BEGIN CERTIFICATE-----",
                "KEY | eyJhbGciOiJIUzI1NiJ9",
            })
    void whatOnlyLooksSoIsNot(PrivateKind kind, String text) {
        assertThat(kind.findIn(text)).isEqualTo(-1);
    }

    @Test
    void aFindingSaysWhatAndWhereAndNeverTheThingItself() {
        List<ChatMessage> messages =
                List.of(ChatMessage.user("Hello"), ChatMessage.user("I am ada@example.org, bob@example.org"));

        List<PrivateFinding> findings = PrivacyRules.ALL_PATTERNS.scan(messages);

        assertThat(findings).containsExactly(new PrivateFinding(PrivateKind.EMAIL, 1, 5));
        assertThat(findings.get(0).describe()).isEqualTo("an e-mail address in message 2");
        assertThat(findings.get(0).toJson().toString()).doesNotContain("ada");
    }

    @Test
    void theConversationLongestNotAskedForIsForgotten() {
        PrivateConversations conversations = new PrivateConversations(2);

        conversations.add("a");
        conversations.add("b");
        assertThat(conversations.contains("a")).isTrue();
        conversations.add("c");

        assertThat(conversations.contains("a")).isTrue();
        assertThat(conversations.contains("b")).isFalse();
        assertThat(conversations.contains("c")).isTrue();
    }
}
