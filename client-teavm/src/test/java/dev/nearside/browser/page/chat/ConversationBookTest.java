package dev.nearside.browser.page.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nearside.browser.store.ConversationShelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationBookTest {
    private final Shelf shelf = new Shelf();
    private int ids;
    private double clock = 1000;
    private final ConversationBook here = book();
    private final ConversationBook there = book();

    @Test
    void whatIsKeptIsReadAgain() {
        Conversation said = here.fresh().with(Message.of("How far is the moon?"));

        Conversation kept = here.keep(said).orElseThrow();

        assertThat(kept.title()).isEqualTo("How far is the moon?");
        assertThat(there.all()).containsExactly(kept);
    }

    @Test
    void theOneThatWasChangedLastComesFirst() {
        Conversation first = here.keep(here.fresh().with(Message.of("one"))).orElseThrow();
        Conversation second = here.keep(here.fresh().with(Message.of("two"))).orElseThrow();

        Conversation changed = here.keep(first.with(Message.of("three"))).orElseThrow();

        assertThat(here.all()).containsExactly(changed, second);
    }

    @Test
    void twoTabsThatGoOnWithOneConversationKeepBoth() {
        Conversation common = here.keep(here.fresh().with(Message.of("hello"))).orElseThrow();
        Conversation theirs = there.keep(common.with(Message.of("from there"))).orElseThrow();

        Conversation mine = here.keep(common.with(Message.of("from here"))).orElseThrow();

        assertThat(mine.id()).isNotEqualTo(common.id());
        assertThat(mine.title()).isEqualTo("hello (2)");
        assertThat(here.all()).containsExactly(mine, theirs);
    }

    @Test
    void whatAnotherTabDeletedIsKeptAgainOnlyWhenSomebodyGoesOnWithIt() {
        Conversation kept = here.keep(here.fresh().with(Message.of("hello"))).orElseThrow();
        there.remove(kept);

        assertThat(here.keep(kept.with(Message.of("half an answer")))).isEmpty();
        assertThat(here.all()).isEmpty();

        Conversation again = here.keep(here.again(kept)).orElseThrow();
        assertThat(here.all()).containsExactly(again);
    }

    @Test
    void whatWasDeletedCanBeHadBackAsItWas() {
        Conversation kept = here.keep(here.fresh().with(Message.of("hello"))).orElseThrow();
        here.remove(kept);

        here.restore(kept);

        assertThat(here.all()).containsExactly(kept);
        assertThat(here.keep(kept.with(Message.of("more")))).isPresent();
    }

    @Test
    void aRecordThatCannotBeReadIsShownAndLeftAlone() {
        shelf.restore(new ConversationShelf.Kept("x", 3, "{\"title\": 7}"));

        List<Conversation> all = here.all();

        assertThat(all).singleElement().satisfies(one -> assertThat(one.title()).startsWith("(not readable"));
        assertThat(shelf.all()).hasSize(1);
    }

    private ConversationBook book() {
        return new ConversationBook(shelf, () -> "id" + ++ids, () -> ++clock);
    }

    /** As the browser's database keeps them. */
    private static final class Shelf implements ConversationShelf {
        private final Map<String, Kept> kept = new HashMap<>();

        @Override
        public List<Kept> all() {
            return new ArrayList<>(kept.values());
        }

        @Override
        public Outcome keep(Kept conversation) {
            Kept there = kept.get(conversation.id());
            if (there == null && conversation.revision() > 1) {
                return Outcome.GONE;
            }
            if (there != null && there.revision() != conversation.revision() - 1) {
                return Outcome.CHANGED_ELSEWHERE;
            }
            restore(conversation);
            return Outcome.KEPT;
        }

        @Override
        public void restore(Kept conversation) {
            kept.put(conversation.id(), conversation);
        }

        @Override
        public void remove(String id) {
            kept.remove(id);
        }

        @Override
        public void clear() {
            kept.clear();
        }
    }
}
