package dev.nearside.browser.page.markdown;

import org.teavm.jso.dom.html.HTMLElement;

/** Puts a text at the end of an element: as it is, or with what somebody wants in it. */
public interface Words {
    /** Of what is written in words. */
    void append(HTMLElement element, String text);

    /** Of code. */
    void code(HTMLElement element, String text);
}
