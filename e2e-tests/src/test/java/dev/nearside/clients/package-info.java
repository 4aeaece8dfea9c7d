/**
 * Clients from the Python package index against a server with a real model: {@code mvn -Dquickly -Pclients verify}. They are
 * installed first, which takes minutes and gigabytes; where the index is not reached they are skipped.
 */
@NullMarked
package dev.nearside.clients;

import org.jspecify.annotations.NullMarked;
