/** What the pages share: elements, dialogs, amounts for people, and work that follows a person. */
@NullMarked
package dev.nearside.browser.dom;

import org.jspecify.annotations.NullMarked;
