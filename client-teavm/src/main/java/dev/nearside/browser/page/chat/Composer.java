package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Where a person writes. What stands there survives a reload, and an error. */
final class Composer {
    private final HTMLElement field = Dom.find("chat-input");
    private final HTMLElement files = Dom.find("chat-files");
    private final HTMLElement only = Dom.find("chat-only");
    private final HTMLElement send = Dom.find("chat-send");
    private final HTMLElement stop = Dom.find("chat-stop");
    private final HTMLElement editing = Dom.find("chat-editing");
    private final HTMLElement form = Dom.find("chat-form");
    private final HTMLElement fold = Dom.find("chat-options");
    private final HTMLElement reach = Dom.find("chat-reach");
    private final Listener listener;
    private boolean answering;
    private boolean waiting;
    private int edited = -1;
    private String draftBefore = "";

    /** Hears what a person does. */
    interface Listener {
        void send(String text);

        void stop();

        /** Whether files are to be asked has changed. */
        void filesChanged();
    }

    Composer(Listener listener) {
        this.listener = listener;
        String draft = Browser.ofTab("draft");
        Dom.value(field, draft == null ? "" : draft);
        Dom.check(files, "true".equals(Browser.remembered("files")));
        Dom.check(only, "true".equals(Browser.remembered("only")));
        Dom.on(field, "input", event -> Browser.rememberInTab("draft", Dom.value(field)));
        Dom.on(field, "keydown", this::key);
        Dom.on(form, "submit", event -> {
            Dom.prevent(event);
            submit();
        });
        Dom.on(stop, "click", event -> listener.stop());
        Dom.on(Dom.find("chat-edit-cancel"), "click", event -> endEdit());
        Dom.on(files, "change", event -> filesChanged());
        Dom.on(only, "change", event -> filesChanged());
        Dom.on(Dom.document(), "keydown", event -> {
            if (answering && isFreeEscape(event)) {
                listener.stop();
            }
        });
        Dom.enable(only, usesFiles());
        Dom.on(reach, "change", event -> options());
        Dom.on(fold, "click", event -> {
            boolean open = "closed".equals(form.getAttribute("data-fold"));
            form.setAttribute("data-fold", open ? "open" : "closed");
            fold.setAttribute("aria-expanded", String.valueOf(open));
        });
        options();
    }

    /** Says on the fold how the options behind it stand. */
    private void options() {
        String files = onlyFiles() ? ", only from my files" : usesFiles() ? ", with my files" : "";
        Dom.text(fold, "Answers from " + chosen(reach) + files);
    }

    private void filesChanged() {
        Browser.remember("files", String.valueOf(usesFiles()));
        Browser.remember("only", String.valueOf(Dom.isChecked(only)));
        Dom.enable(only, usesFiles());
        options();
        listener.filesChanged();
    }

    private void key(JSObject event) {
        if (isEnter(event)) {
            Dom.prevent(event);
            submit();
        }
    }

    private void submit() {
        String text = Dom.value(field).strip();
        if (!text.isEmpty() && !answering) {
            listener.send(text);
        }
    }

    boolean usesFiles() {
        return Dom.isChecked(files);
    }

    /** Whether nothing but the files may answer. */
    boolean onlyFiles() {
        return usesFiles() && Dom.isChecked(only);
    }

    /** Offers the message of that place to be changed and sent again; what was being written comes back afterwards. */
    void edit(int index, String text) {
        if (edited < 0) {
            draftBefore = Dom.value(field);
        }
        edited = index;
        editing.setHidden(false);
        write(text);
        focus();
    }

    /** The place of the message that is being changed; −1 if none is. */
    int edited() {
        return edited;
    }

    private void endEdit() {
        sent();
        focus();
    }

    /** What was written has been taken. */
    void sent() {
        write(edited < 0 ? "" : draftBefore);
        edited = -1;
        draftBefore = "";
        editing.setHidden(true);
        say("");
    }

    /** Nothing is being written. */
    void clear() {
        draftBefore = "";
        sent();
    }

    private void write(String text) {
        Dom.value(field, text);
        Browser.rememberInTab("draft", text);
    }

    void focus() {
        field.focus();
    }

    /** An answer is being made, or is not any more. */
    void answering(boolean now) {
        boolean stopHadFocus = Browser.hasFocus(stop);
        answering = now;
        send.setHidden(now);
        stop.setHidden(!now);
        if (stopHadFocus && !now) {
            focus();
        }
    }

    /** Says why nothing was sent, as long as that is so. */
    void refuse(String why) {
        say(why);
        waiting = true;
    }

    /** Whether it is said why nothing was sent. */
    boolean isWaiting() {
        return waiting;
    }

    /** Says what became of what was sent. */
    void say(String what) {
        waiting = false;
        Dom.text(Dom.find("chat-composer-status"), what);
    }

    /** Says that what is said here stays on this device, and why; nothing where it may go further. */
    void isPrivate(String why) {
        Dom.text(
                Dom.find("chat-private"),
                why.isEmpty() ? "" : "Private: " + why + ". This conversation stays on this device from now on.");
        Dom.find("chat-private").setHidden(why.isEmpty());
    }

    /** Says what the files are that will be asked; nothing where none will be. */
    void files(String what) {
        Dom.text(Dom.find("chat-files-text"), what);
        Dom.find("chat-files-about").setHidden(what.isEmpty());
    }

    @JSBody(params = "select", script = "return select.options[select.selectedIndex].text;")
    private static native String chosen(HTMLElement select);

    /** Enter alone, and not one that ends the composing of a character. */
    @JSBody(
            params = "event",
            script =
                    "return event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey"
                            + "  && !event.isComposing;")
    private static native boolean isEnter(JSObject event);

    /** Escape where it closes nothing else. */
    @JSBody(
            params = "event",
            script = "return event.key === 'Escape' && !event.isComposing && !event.defaultPrevented"
                    + "  && !document.querySelector('dialog[open]');")
    private static native boolean isFreeEscape(JSObject event);
}
