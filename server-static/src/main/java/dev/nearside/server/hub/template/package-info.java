/**
 * Chat templates: what models bring as Jinja programs is compiled into literal segments when a model is installed, so
 * that no template language runs in the browser.
 */
@NullMarked
package dev.nearside.server.hub.template;

import org.jspecify.annotations.NullMarked;
