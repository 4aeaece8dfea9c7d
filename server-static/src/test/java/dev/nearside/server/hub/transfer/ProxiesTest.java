package dev.nearside.server.hub.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nearside.error.InvalidInput;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
    private static final URI HUB = URI.create("https://hub.example.org/api");

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://proxy.example:3128, proxy.example, 3128",
        "HTTPS_PROXY, http://user:secret@proxy.example:8080/, proxy.example, 8080",
        "all_proxy, proxy.example, proxy.example, 80",
    })
    void theEnvironmentNamesTheProxy(String name, String value, String host, int port) {
        Proxies proxies = new Proxies(Map.of(name, value), null);

        assertThat(proxies.select(HUB))
                .extracting(Proxy::address)
                .containsExactly(InetSocketAddress.createUnresolved(host, port));
    }

    @Test
    void eachSchemeHasItsOwn() {
        Proxies proxies = new Proxies(Map.of("http_proxy", "http://proxy.example:1"), null);

        assertThat(proxies.select(HUB)).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("http://hub.example.org"))).doesNotContain(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.example.org", "example.org", ".example.org", "localhost, EXAMPLE.ORG", "*"})
    void hostsCanBeExempt(String exempt) {
        Map<String, String> environment = Map.of("https_proxy", "http://proxy.example:1", "no_proxy", exempt);

        assertThat(new Proxies(environment, null).select(HUB)).containsExactly(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.org", "ample.org", ""})
    void othersAreNot(String exempt) {
        Map<String, String> environment = Map.of("https_proxy", "http://proxy.example:1", "no_proxy", exempt);

        assertThat(new Proxies(environment, null).select(HUB)).doesNotContain(Proxy.NO_PROXY);
    }

    @Test
    void userAndPasswordAreKnown() {
        Proxies proxies = new Proxies(Map.of("https_proxy", "http://ada:secret@proxy.example:1"), null);

        assertThat(proxies.credentials()).contains("ada:secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy.example:1", "http://", "http://exa mple"})
    void whatIsNoProxyIsRefused(String value) {
        assertThatThrownBy(() -> assertThat(new Proxies(Map.of("https_proxy", value), null))
                        .isNull())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("proxy");
    }
}
