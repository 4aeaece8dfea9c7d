package dev.nearside.browser.page.chat;

import dev.nearside.browser.dom.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** How far an answer may come from: {@code tab}, {@code device} or {@code anywhere}. Held to in the tab and by the server. */
final class ReachSwitch {
    private static final String USUAL = "device";

    private final HTMLElement select = Dom.find("chat-reach");
    private final HTMLElement about = Dom.find("chat-reach-about");
    private final HTMLElement promise = Dom.find("chat-promise");
    private final HTMLElement anywhere = Dom.find("chat-reach-anywhere");
    private final boolean serverIsHere = Browser.serverIsOnThisMachine();
    /** Whether somebody beyond this machine could be asked; so until it is known. */
    private boolean leads = true;

    ReachSwitch() {
        String before = Browser.remembered("reach");
        Dom.value(select, before == null ? USUAL : before);
        if (!Dom.value(select).equals(before)) {
            Dom.value(select, USUAL);
        }
        Dom.on(select, "change", event -> {
            Browser.remember("reach", value());
            show();
        });
        show();
    }

    String value() {
        return Dom.value(select);
    }

    /** Somebody beyond this machine could be asked, or nobody: then that is not offered, but to who chose it before. */
    void leadsFurther(boolean now) {
        leads = now;
        show();
    }

    private void show() {
        boolean isOffered = leads || value().equals("anywhere");
        anywhere.setHidden(!isOffered);
        Dom.enable(anywhere, isOffered);
        switch (value()) {
            case "tab" -> {
                Dom.text(about, "Only a model in this tab answers. Not a word leaves it.");
                Dom.text(promise, "What you write stays in this browser.");
            }
            case "anywhere" -> {
                Dom.text(
                        about,
                        leads
                                ? "This tab first, then this machine, then the servers that yours knows, as its rules say."
                                        + " What is private stays on this machine."
                                : "Nobody beyond this machine can be asked now: your server knows no other, or its rules do"
                                        + " not let it. So this is the same as “this device only”.");
                Dom.text(
                        promise,
                        "What you write may go to the servers that yours knows, where its rules allow it. Each answer says"
                                + " where it was made.");
            }
            default -> {
                Dom.text(
                        about,
                        serverIsHere
                                ? "This tab answers; where it cannot, or a rule of yours rather asks it, the server on this"
                                        + " machine. Nothing leaves the machine."
                                : "This tab answers. Its server is another machine, so that it is not asked.");
                Dom.text(
                        promise,
                        serverIsHere
                                ? "What you write stays on this machine. Each answer says where it was made."
                                : "What you write stays in this browser.");
            }
        }
    }
}
