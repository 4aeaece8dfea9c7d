/** What routing looks for in a text: words on word borders, and code. Scanned by hand, the same in browser and JVM. */
@NullMarked
package dev.nearside.routing.text;

import org.jspecify.annotations.NullMarked;
