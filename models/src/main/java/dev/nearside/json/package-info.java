/** JSON after RFC 8259: values, a parser, a writer, and a cursor whose errors name the path. */
@NullMarked
package dev.nearside.json;

import org.jspecify.annotations.NullMarked;
