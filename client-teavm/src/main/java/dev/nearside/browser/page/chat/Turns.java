package dev.nearside.browser.page.chat;

import dev.nearside.browser.client.NearClient;
import dev.nearside.browser.js.JsObjects;
import dev.nearside.browser.page.chat.Message.State;
import dev.nearside.browser.page.markdown.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns of a conversation: one answer at a time, shown and kept while it grows. */
final class Turns {
    private static final int MILLIS_BETWEEN_COPIES = 1000;
    private static final int LONGEST_READ_OUT = 1500;

    private final Tools tools;
    private final Composer composer;
    private final MessageList messages;
    private @Nullable Turn turn;
    /** Of which conversation, and for which place, it was said that it left: each answer says it of itself. */
    private String told = "";

    /** What answers are made with. */
    record Tools(
            NearClient near,
            String provider,
            Library library,
            ModelPicker models,
            SettingsFold settings,
            ReachSwitch reach) {}

    Turns(Tools tools, Composer composer, MessageList messages) {
        this.tools = tools;
        this.composer = composer;
        this.messages = messages;
    }

    boolean isAnswering() {
        return turn != null;
    }

    /** Answers the last message of what a person asked in that talk. */
    void answer(Talk talk, Conversation asked) {
        Answering.Task task = new Answering.Task(
                asked,
                tools.settings.read(),
                tools.provider,
                composer.usesFiles(),
                composer.onlyFiles(),
                tools.reach.value());
        Turn now = new Turn(talk, new Answering(tools.near, tools.library, tools.models, task));
        turn = now;
        talk.goOn(asked.with(Message.answer(List.of())));
        messages.show(talk.now().messages());
        MessageList.goToEnd();
        composer.answering(true);
        new Thread(now::run).start();
    }

    /** Ends the answer with what is there. */
    void stop() {
        if (turn != null) {
            turn.answering.stop();
        }
    }

    /** Has the server on this machine answer instead of waiting for the tab's model. */
    void meanwhile() {
        if (turn != null) {
            turn.answering.meanwhile();
        }
    }

    /** The talk is left: its answer ends with what is there, and is kept, but not shown any more. */
    void leave() {
        Turn left = turn;
        turn = null;
        told = "";
        composer.say("");
        if (left != null) {
            left.answering.stop();
            composer.answering(false);
        }
    }

    /** The answer is not wanted at all any more. */
    void forget() {
        if (turn != null) {
            turn.forgotten = true;
        }
        leave();
    }

    /** One answer on its way. */
    private final class Turn implements Answering.Listener {
        private final Talk talk;
        private final Answering answering;
        private boolean forgotten;
        private boolean painting;
        private double copied = JsObjects.now();
        private @Nullable Message latest;

        Turn(Talk talk, Answering answering) {
            this.talk = talk;
            this.answering = answering;
        }

        private boolean isShown() {
            return turn == this;
        }

        void run() {
            Message end = answering.run(this);
            if (forgotten) {
                return;
            }
            latest = null;
            talk.change(talk.now().withLast(end));
            talk.keep();
            if (isShown()) {
                turn = null;
                messages.grow(end);
                composer.answering(false);
                messages.announce(readOut(end));
            }
        }

        @Override
        public void doing(String what) {
            if (isShown()) {
                messages.doing(what);
            }
        }

        @Override
        public void reading(String howFar) {
            if (isShown()) {
                messages.note(howFar);
            }
        }

        @Override
        public void meanwhile(boolean offered) {
            if (isShown()) {
                messages.offerMeanwhile(offered);
            }
        }

        @Override
        public void isPrivate(String why) {
            talk.change(talk.now().privately(why));
            if (isShown()) {
                composer.isPrivate(talk.now().privacy());
            }
        }

        @Override
        public void left(AnswerRoute route) {
            String now = talk.now().id() + " " + route.place();
            if (isShown() && !now.equals(told)) {
                told = now;
                composer.say(
                        route.place().equals("jvm")
                                ? "The server on this machine answers: this conversation left the tab, not the machine."
                                : route.backend() + " answers: this conversation left this machine.");
            }
        }

        @Override
        public void said(Message answer) {
            latest = answer;
            if (!painting) {
                painting = true;
                Browser.beforePaint(this::paint);
            }
        }

        private void paint() {
            painting = false;
            Message now = latest;
            if (now == null || forgotten) {
                return;
            }
            talk.change(talk.now().withLast(now));
            if (isShown()) {
                messages.grow(now);
            }
            if (JsObjects.now() - copied > MILLIS_BETWEEN_COPIES) {
                copied = JsObjects.now();
                talk.keep();
            }
        }
    }

    private static String readOut(Message end) {
        if (end.state() == State.FAILED) {
            return "This could not be answered: " + end.note();
        }
        String text = PlainText.spoken(end.text()).strip();
        AnswerRoute route = end.route();
        return (route == null || route.isInTab() ? "Answer: " : "Answer from " + route.who() + ": ")
                + (text.length() > LONGEST_READ_OUT ? text.substring(0, LONGEST_READ_OUT) + "…" : text);
    }
}
